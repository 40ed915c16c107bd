import React from 'react';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import { alertsUrl } from '../../correlation/pageUrls/alerts';
import { t, tCount } from '../../i18n/t';
import { type FailingRule, type StackSurroundings } from '../../telemetry/questions/stack';
import { appHref } from '../../ui/links/links';
import { StateMark } from '../../ui/status/StateBadge';
import { markedListStyles } from './markedListStyles';
import { Section } from '../../ui/page/Section';

/** So many are shown; the others are counted. */
const SHOWN = 20;

interface FailingRulesProps {
  rules: StackSurroundings['rules'];
  shared: URLSearchParams;
}

/** Rules, of alerts or recorded, that could not be evaluated: what rests on them is not there. */
export function FailingRules({ rules: { failing, notices }, shared }: FailingRulesProps) {
  const styles = useStyles2(markedListStyles);
  const told = notices.filter(({ kind }) => kind !== 'absent');
  return (
    <Section title={t('stack.rules.title', 'Rules that fail')}>
      {failing.length === 0 && (
        <Text element="p" color="secondary">
          {told.length === 0
            ? t('stack.rules.none', 'All rules that could be read are evaluated')
            : t('stack.rules.none-read', 'No rule fails, as far as rules could be read')}
        </Text>
      )}
      {failing.length > 0 && (
        <ul className={styles.list}>
          {failing.slice(0, SHOWN).map((rule) => (
            <li key={keyOf(rule)} className={styles.row}>
              <StateMark state={rule.problem.state === 'error' ? 'critical' : 'warning'}>
                {rule.problem.state === 'error' ? t('stack.rules.error', 'Error') : t('stack.rules.no-data', 'No data')}
              </StateMark>
              <Text>{rule.name}</Text>
              <Text color="secondary" variant="bodySmall">
                {whereWords(rule)}
              </Text>
              {rule.problem.text && <Text variant="bodySmall">{rule.problem.text}</Text>}
            </li>
          ))}
        </ul>
      )}
      {failing.length > SHOWN && (
        <Text element="p" color="secondary">
          {tCount('stack.rules.more', failing.length - SHOWN, { one: '{{count}} more', other: '{{count}} more' })}
        </Text>
      )}
      {failing.some(({ isRecording }) => !isRecording) && (
        <TextLink href={appHref(alertsUrl.write({ states: ['error', 'noData'] }), shared)}>
          {t('stack.rules.alerts', 'Show in Alerts')}
        </TextLink>
      )}
      {told.map(({ origin, message, advice }) => (
        <Text key={origin.uid} element="p" variant="bodySmall" color="secondary">
          {t('stack.rules.notice', '{{message}}. {{advice}}', { message, advice })}
        </Text>
      ))}
    </Section>
  );
}

function keyOf({ origin, folder, group, name, uid }: FailingRule): string {
  return JSON.stringify([origin.uid, folder, group, name, uid]);
}

function whereWords({ isRecording, group, origin }: FailingRule): string {
  const about = { group, origin: origin.name };
  return isRecording
    ? t('stack.rules.recording', 'records, in {{group}} of {{origin}}', about)
    : t('stack.rules.alerting', 'alerts, in {{group}} of {{origin}}', about);
}
