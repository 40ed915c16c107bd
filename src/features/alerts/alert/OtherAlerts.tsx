import React from 'react';
import { Alert, Stack, TextLink } from '@grafana/ui';
import { type AlertRow } from '../../../analysis/alerts/alertRows';
import { alertUrl } from '../../../correlation/pageUrls/alerts';
import { t, tCount } from '../../../i18n/t';
import { type AlertRule } from '../../../telemetry/questions/alerts';
import { appHref } from '../../../ui/links/links';
import { addressOf, countRules } from '../rowFilter';

interface OtherAlertsProps {
  /** The alert that is shown. */
  row: AlertRow;
  /** What the address may mean as well. */
  others: readonly AlertRow[];
  shared: URLSearchParams;
}

/** What else the address of an alert may mean: a notification knows names only, and several rules may have one. */
export function OtherAlerts({ row, others, shared }: OtherAlertsProps) {
  if (others.length === 0) {
    return null;
  }
  const rules = countRules([row, ...others]);
  const links = (
    <Stack direction="column" gap={0.5}>
      {linkTexts(others, rules > 1).map(({ other, text }) => (
        <TextLink key={other.key} href={appHref(alertUrl.write(addressOf(other)), shared)}>
          {text}
        </TextLink>
      ))}
    </Stack>
  );
  return (
    <nav aria-label={t('alerts.alert.others', 'Alerts with the same name')}>
      {rules < 2 ? (
        links
      ) : (
        <Alert
          severity="info"
          title={tCount('alerts.alert.ambiguous', rules, {
            one: 'This link can mean {{count}} rule',
            other: 'This link can mean {{count}} rules',
          })}
        >
          {row.rule &&
            t('alerts.alert.ambiguous-shown', 'Shown is the one of {{rule}}. The others:', {
              rule: ruleWords(row.rule),
            })}
          {links}
        </Alert>
      )}
    </nav>
  );
}

/** More of a query does not tell it better. */
const MOST_CHARACTERS = 120;

/** Each text tells its alert from the others: by its query where nothing else does. */
function linkTexts(others: readonly AlertRow[], hasRules: boolean): Array<{ other: AlertRow; text: string }> {
  const named = others.map((other) => ({ other, text: wordsOf(other, hasRules) }));
  return named.map(({ other, text }) => {
    const isUnique = named.filter((one) => one.text === text).length === 1;
    const query = other.rule?.query ?? '';
    const shown = query.length > MOST_CHARACTERS ? `${query.slice(0, MOST_CHARACTERS)}…` : query;
    return { other, text: isUnique || shown === '' ? text : `${text} · ${shown}` };
  });
}

function wordsOf({ name, service, severity, rule }: AlertRow, hasRules: boolean): string {
  return [name, service, severity, hasRules && rule ? ruleWords(rule) : undefined]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function ruleWords({ group, folder, origin }: AlertRule): string {
  return t('alerts.alert.of-rule', 'group {{group}} in {{folder}}, {{source}}', {
    group,
    folder,
    source: origin.name,
  });
}
