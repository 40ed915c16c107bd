import React from 'react';
import { LinkButton } from '@grafana/ui';
import { t } from '../../i18n/t';
import { mayExplore } from '../../datasources/explorePermission';
import { type LogLine } from '../../telemetry/questions/logs';
import { isOutside, sourceLinkUrl } from './sourceLinks';

/** Where the data source's own settings lead from a line: its derived fields. */
export function SourceLinks({ line: { links = [], time } }: { line: LogLine }) {
  return (
    <>
      {links.map((link, at) => {
        const href = sourceLinkUrl(link, time);
        const isOpen = link.query === undefined || mayExplore();
        return href !== undefined && isOpen ? (
          <LinkButton
            key={at}
            size="sm"
            variant="secondary"
            icon={isOutside(link) ? 'external-link-alt' : 'link'}
            href={href}
            target={isOutside(link) ? '_blank' : undefined}
            tooltip={t('ui.log-line.source-link', 'Link from the data source settings')}
          >
            {link.title}
          </LinkButton>
        ) : null;
      })}
    </>
  );
}
