import React from 'react';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { type TracesState } from '../../../correlation/pageUrls/traces';
import { t, tCount } from '../../../i18n/t';
import { type SpanCondition, type SpanField } from '../../../telemetry/questions/traces';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { formatCount } from '../../../ui/format';
import { type UrlState } from '../../../ui/page/usePageUrl';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { FieldChoice } from '../Choices';
import { Failed } from '../Failed';
import { fieldWords } from '../../../ui/differences/fieldWords';
import { spansMeant, withValue } from '../filters';
import { type AskTraces } from '../useTraces';
import { askGroups, type Groups } from './askGroups';
import { GroupTable, MOST_SHOWN } from './GroupTable';

interface GroupsTabProps {
  url: UrlState<TracesState>;
  ask: AskTraces;
  span: TimeSpan;
}

/** The requests that are meant, by the values of an attribute that one chooses. */
export function GroupsTab({ url, ask, span }: GroupsTabProps) {
  const { where } = url.state;
  const by = url.state.by ?? usualField(where);
  const asked = JSON.stringify(where);
  const answer = useAsyncQuery(
    (signal) => ask((source) => askGroups(source, spansMeant(where, by), by, span, signal)),
    [ask, asked, by, span],
    t('traces.source.traces', 'The data source for traces')
  );
  const { value, isLoading, failure } = answer;
  // Of another attribute they are no picture of what is asked now.
  const shown = value?.by === by ? value : undefined;
  return (
    <Stack direction="column" gap={1}>
      <Stack alignItems="center" gap={1} wrap="wrap">
        <Text variant="bodySmall" color="secondary">
          {t('traces.groups.by', 'Group by')}
        </Text>
        <FieldChoice
          label={t('traces.groups.by', 'Group by')}
          value={by}
          ask={ask}
          span={span}
          onChoose={(field) => url.push({ by: field })}
        />
        {shown && (
          <Text variant="bodySmall" color="secondary">
            {groupWords(shown)}
          </Text>
        )}
      </Stack>
      <Failed answer={{ ...answer, value: shown }} />
      {!shown && !failure && <LoadingPlaceholder text={t('traces.groups.loading', 'Loading groups')} />}
      {shown && shown.groups.length === 0 && !isLoading && (
        <StatusMessage
          kind="empty"
          message={t('traces.none.message', 'No requests in this time range')}
          advice={
            where.length > 0
              ? t('traces.none.filtered', 'Remove a filter, or choose a longer time range')
              : t('traces.none.advice', 'Choose a longer time range')
          }
        />
      )}
      {shown && shown.groups.length > 0 && (
        <GroupTable
          groups={shown.groups}
          field={fieldWords(by)}
          hrefOf={(chosen) =>
            url.hrefOf({ tab: 'traces', selected: undefined, where: withValue(where, by, 'in', chosen) })
          }
          isLoading={isLoading}
        />
      )}
    </Stack>
  );
}

/** Services first; of one service, its routes. */
function usualField(where: readonly SpanCondition[]): SpanField {
  return where.some(({ field, op }) => field === 'service' && op === 'in') ? 'route' : 'service';
}

/** How many there are, and what they rest on. */
function groupWords({ groups, sample, note }: Groups): string {
  const count = formatCount(groups.length);
  const size =
    groups.length > MOST_SHOWN
      ? t('traces.groups.largest', 'Largest {{shown}} of {{count}} values', { shown: formatCount(MOST_SHOWN), count })
      : tCount('traces.groups.size', groups.length, { one: '{{count}} value', other: '{{count}} values' }, { count });
  const basis = sample
    ? tCount(
        'traces.groups.sample',
        sample.spans,
        {
          one: 'from {{count}} request found: {{reason}}',
          other: 'from {{count}} requests found: {{reason}}',
        },
        { reason: sample.reason, count: formatCount(sample.spans) }
      )
    : note;
  return basis === undefined ? size : `${size} · ${basis}`;
}
