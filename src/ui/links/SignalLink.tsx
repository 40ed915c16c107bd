import React from 'react';
import { type IconName } from '@grafana/data';
import { LinkButton } from '@grafana/ui';
import { t } from '../../i18n/t';

interface SignalLinkProps {
  href: string;
  to: 'logs' | 'traces' | 'map';
  /** What they are of: read with the link, and shown where it is but an icon. */
  of: string;
  /** Where there is no room for words, as in the rows of a table. */
  isIcon?: boolean;
}

const ICONS: Record<SignalLinkProps['to'], IconName> = { logs: 'list-ul', traces: 'gf-traces', map: 'sitemap' };

/** A short link from a row or a heading to its logs or traces, or to who calls it and whom it calls. */
export function SignalLink({ href, to, of, isIcon = false }: SignalLinkProps) {
  const look = { size: 'sm', variant: 'secondary', fill: 'text', icon: ICONS[to], href } as const;
  const label = labelOf(to, of);
  return isIcon ? (
    <LinkButton {...look} aria-label={label} tooltip={label} />
  ) : (
    <LinkButton {...look} aria-label={label}>
      {textOf(to)}
    </LinkButton>
  );
}

function labelOf(to: SignalLinkProps['to'], name: string): string {
  switch (to) {
    case 'logs':
      return t('ui.links.logs-of', 'Logs of {{name}}', { name });
    case 'traces':
      return t('ui.links.traces-of', 'Traces of {{name}}', { name });
    case 'map':
      return t('ui.links.map-of', 'Service map: upstream and downstream of {{name}}', { name });
  }
}

function textOf(to: SignalLinkProps['to']): string {
  switch (to) {
    case 'logs':
      return t('ui.links.logs', 'Logs');
    case 'traces':
      return t('ui.links.traces', 'Traces');
    case 'map':
      return t('ui.links.map', 'Service map');
  }
}
