import React, { useEffect, useMemo, useState } from 'react';
import { LoadingPlaceholder, RadioButtonGroup, Spinner, Stack, Text } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { comparePatterns } from '../../../analysis/patterns/compare';
import { type MinedLine } from '../../../analysis/patterns/pattern';
import { type LogLine, type LogLinesAnswer, type LogSelection } from '../../../telemetry/questions/logs';
import { useTelemetryClient } from '../../../datasources/client/context';
import { type PatternMining } from '../../../datasources/client/patternMining';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { FailureMessage } from '../FailureMessage';
import { withFilter } from '../conditions';
import { type LogsBody } from '../LogsBody';
import { minedRows, type PatternOrder, serverRows, sortRows } from './patternRows';
import { PatternTable } from './PatternTable';
import { logsDataSource } from '../words';
import { type OpenLogs } from '../useLogSource';
import { previousSpan, type TimeSpan } from '../../../telemetry/timeSpan';

interface PatternsTabProps {
  model: LogsBody;
  open: OpenLogs;
  span: TimeSpan;
  /** The failure that the page says already. */
  said: string | undefined;
  onAnswers: (answers: readonly LogLinesAnswer[]) => void;
}

/** As many lines as Loki gives at once unless it is told otherwise. */
const MINED_LINES = 5000;
const BUCKETS = 30;

/**
 * What the lines have in common: how often each pattern occurs, and which are new, grown or gone since the period
 * before.
 */
export function PatternsTab({ model, open, span, said, onAnswers }: PatternsTabProps) {
  const { params } = model.useState();
  const [order, setOrder] = useState<PatternOrder>('change');
  const [miner, setMiner] = useState<'lines' | 'server'>('lines');
  const asked = JSON.stringify([params.where, params.lines, span]);
  const { patterns } = useTelemetryClient();
  const mined = useAsyncQuery(
    (signal) => mine(patterns, open, params, span, signal),
    [patterns, open, asked],
    logsDataSource()
  );
  // Not everybody wants to know, and not every Loki does.
  const isOwnWanted = miner === 'server';
  const own = useAsyncQuery(
    isOwnWanted
      ? async (signal) => ({
          patterns: await (await open()).patterns({ where: params.where, lines: params.lines }, span, signal),
        })
      : undefined,
    [open, asked, isOwnWanted],
    logsDataSource()
  );
  const ownPatterns = own.value?.patterns ?? [];
  const isOwn = isOwnWanted && ownPatterns.length > 0;
  const found = mined.value;
  useEffect(() => onAnswers(found ? [found.now, found.before] : []), [found, onAnswers]);
  const rows = useMemo(
    () => sortRows(isOwn ? serverRows(own.value?.patterns ?? []) : (mined.value?.rows ?? []), order),
    [isOwn, own.value, mined.value, order]
  );

  if (mined.failure && !mined.value) {
    return mined.failure.message === said ? null : <FailureMessage failure={mined.failure} />;
  }
  if (!mined.value) {
    return <LoadingPlaceholder text={t('logs.patterns.loading', 'Loading patterns')} />;
  }
  return (
    <Stack direction="column" gap={1}>
      <Stack wrap="wrap" alignItems="center" gap={1}>
        {!isOwn && mined.value.before.lines.length > 0 && (
          <RadioButtonGroup
            size="sm"
            aria-label={t('logs.patterns.order', 'Order of patterns')}
            options={[
              { value: 'change', label: t('logs.patterns.most-changed', 'Most changed') },
              { value: 'count', label: t('logs.patterns.most-frequent', 'Most frequent') },
            ]}
            value={order}
            onChange={setOrder}
          />
        )}
        <RadioButtonGroup
          size="sm"
          aria-label={t('logs.patterns.source', 'Source of patterns')}
          options={[
            {
              value: 'lines',
              label: t('logs.patterns.from-lines', 'From newest {{count}} lines', {
                count: MINED_LINES.toLocaleString('en-US'),
              }),
            },
            { value: 'server', label: t('logs.patterns.from-loki', 'From Loki (all lines)') },
          ]}
          value={miner}
          onChange={setMiner}
        />
        <Text variant="bodySmall" color="secondary">
          {isOwn
            ? tCount('logs.patterns.by-loki', rows.length, {
                one: '{{count}} pattern detected by Loki in all lines',
                other: '{{count}} patterns detected by Loki in all lines',
              })
            : minedInWords(mined.value)}
        </Text>
        {own.isLoading && <Spinner inline size="sm" />}
      </Stack>
      {own.failure && <FailureMessage failure={own.failure} />}
      {isOwnWanted && own.value && !isOwn && (
        <Text variant="bodySmall" color="secondary" element="p">
          {t(
            'logs.patterns.no-loki',
            'Loki reported no patterns: its pattern ingester is off, or had not started in this time range. ' +
              'The patterns below are from the newest lines.'
          )}
        </Text>
      )}
      {mined.failure && mined.failure.message !== said && <FailureMessage failure={mined.failure} />}
      {rows.length === 0 ? (
        <StatusMessage kind="empty" message={t('logs.patterns.none', 'No log lines in this time range')} />
      ) : (
        <PatternTable
          rows={rows}
          isLoading={mined.isLoading}
          onFilter={(filter) =>
            model.change({ tab: 'lines', lines: withFilter(params.lines, filter), line: undefined })
          }
        />
      )}
    </Stack>
  );
}

interface Mined {
  rows: ReturnType<typeof minedRows>;
  /** Lines that were looked at, now and before; there were more where cut. */
  now: LogLinesAnswer;
  before: LogLinesAnswer;
}

async function mine(
  mining: PatternMining,
  open: OpenLogs,
  { where, lines }: LogSelection,
  span: TimeSpan,
  signal: AbortSignal
): Promise<Mined> {
  const source = await open();
  const question = { about: 'logLines', where, lines, limit: MINED_LINES, order: 'newest' } as const;
  const [now, before] = await Promise.all(
    [span, previousSpan(span)].map(async (one) => {
      const answer = await source.lines(question, one, signal);
      // The newest lines alone may be of the last minute only: then that is what trends are over.
      const options = { span: answer.isCut ? undefined : one, buckets: BUCKETS };
      const patterns = await mining.mine(answer.lines.map(minedLine), options, signal);
      return { patterns, answer };
    })
  );
  if (!now || !before) {
    throw new Error('Two periods were asked for');
  }
  const looked = { now: now.answer.lines.length, before: before.answer.lines.length };
  const compared = comparePatterns(now.patterns, before.patterns, looked);
  return { rows: minedRows(compared, looked), now: now.answer, before: before.answer };
}

function minedLine({ body, time, reading: { message, level } }: LogLine): MinedLine {
  return { message, body, level, time };
}

/** `12 patterns · newest 5,000 log lines · compared with 4,120 of the previous period`. */
function minedInWords({ rows, now, before }: Mined): string {
  const patterns = rows.filter(({ count }) => count > 0).length;
  return [
    tCount('logs.patterns.found', patterns, { one: '{{count}} pattern', other: '{{count}} patterns' }),
    linesInWords(now),
    beforeInWords(before),
  ].join(' · ');
}

function linesInWords({ lines, isCut }: LogLinesAnswer): string {
  return isCut
    ? tCount('logs.patterns.of-newest', lines.length, {
        one: 'newest {{count}} log line',
        other: 'newest {{count}} log lines',
      })
    : tCount('logs.patterns.of-all', lines.length, { one: '{{count}} log line', other: '{{count}} log lines' });
}

function beforeInWords({ lines: { length }, isCut }: LogLinesAnswer): string {
  if (length === 0) {
    return t('logs.patterns.nothing-before', 'no lines in the previous period to compare with');
  }
  const count = length.toLocaleString('en-US');
  return isCut
    ? t('logs.patterns.with-newest', 'compared with the newest {{count}} of the previous period', { count })
    : t('logs.patterns.with-all', 'compared with {{count}} of the previous period', { count });
}
