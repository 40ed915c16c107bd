import React from 'react';
import { type IconName } from '@grafana/data';
import { LinkButton } from '@grafana/ui';
import { t } from '../../i18n/t';

interface SignalLinkProps {
  href: string;
  to: 'logs' | 'traces';
  /** What the logs or traces are of: read with the link, and shown where it is but an icon. */
  of: string;
  /** Where there is no room for words, as in the rows of a table. */
  isIcon?: boolean;
}

const ICONS: Record<SignalLinkProps['to'], IconName> = { logs: 'list-ul', traces: 'gf-traces' };

/** A short link from a row or a heading to its logs or traces. */
export function SignalLink({ href, to, of, isIcon = false }: SignalLinkProps) {
  const look = { size: 'sm', variant: 'secondary', fill: 'text', icon: ICONS[to], href } as const;
  const label =
    to === 'logs'
      ? t('ui.links.logs-of', 'Logs of {{name}}', { name: of })
      : t('ui.links.traces-of', 'Traces of {{name}}', { name: of });
  return isIcon ? (
    <LinkButton {...look} aria-label={label} tooltip={label} />
  ) : (
    <LinkButton {...look} aria-label={label}>
      {to === 'logs' ? t('ui.links.logs', 'Logs') : t('ui.links.traces', 'Traces')}
    </LinkButton>
  );
}
