import React from 'react';
import { Alert, Text, TextLink } from '@grafana/ui';
import { t, tCount } from '../../i18n/t';
import { type AlertsAnswer } from '../../telemetry/questions/alerts';

interface AlertNoticesProps {
  answer: AlertsAnswer;
  /** Where the rules of all data sources are read. */
  allHref: string;
}

/** What is missing, and what to do about it: below what is there. */
export function AlertNotices({ answer: { notices, notAsked }, allHref }: AlertNoticesProps) {
  const without = notices.filter(({ kind }) => kind === 'absent');
  return (
    <>
      {notices
        .filter(({ kind }) => kind !== 'absent')
        // Servers answer in any order.
        .sort((a, b) => a.origin.name.localeCompare(b.origin.name))
        .map(({ origin, kind, message, advice }) => (
          <Alert key={origin.uid} severity={kind === 'forbidden' ? 'info' : 'warning'} title={message}>
            {advice}
          </Alert>
        ))}
      {without.length > 0 && (
        <Text variant="bodySmall" color="secondary" element="p">
          {t('alerts.notice.absent', 'No alert rules to read from {{names}}', {
            names: without.map(({ origin }) => origin.name).join(', '),
          })}
        </Text>
      )}
      {notAsked.length > 0 && (
        <Text variant="bodySmall" color="secondary" element="p">
          {tCount('alerts.notice.not-asked', notAsked.length, {
            one: 'Alerts of {{count}} more data source are not shown:',
            other: 'Alerts of {{count}} more data sources are not shown:',
          })}{' '}
          {notAsked.map(({ name }) => name).join(', ')}{' '}
          <TextLink href={allHref}>{t('alerts.notice.read-all', 'Read all data sources')}</TextLink>
        </Text>
      )}
    </>
  );
}
