import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { ARRIVAL_OF } from '../../analysis/stack/loss';
import { CARRIERS, type SignalVerdict } from '../../analysis/stack/verdict';
import { type ServerRow } from '../../analysis/stack/serverRows';
import { t } from '../../i18n/t';
import { STACK_SIGNALS, type StackSignal } from '../../telemetry/questions/stack';
import { formatShare } from '../../ui/format';
import { StateMark } from '../../ui/status/StateBadge';
import { formatSeconds } from '../../ui/amounts';
import { formatArriving } from './formats';
import { freshnessName, lossReason, serverName, signalTitle } from './words';

interface SignalsProps {
  signals: readonly SignalVerdict[];
  rows: readonly ServerRow[];
}

/** How each signal is doing from end to end: the newest of it, how much arrives, and what is lost on the way. */
export function Signals({ signals, rows }: SignalsProps) {
  const styles = useStyles2(getStyles);
  // Always in the same place, whichever is the worst.
  const inOrder = STACK_SIGNALS.flatMap((signal) => signals.filter((one) => one.signal === signal));
  return (
    <ul className={styles.strip} aria-label={t('stack.signals.label', 'Signals')}>
      {inOrder.map((verdict) => (
        <li key={verdict.signal} className={styles.tile} data-testid={`stack-${verdict.signal}`}>
          <div className={styles.head}>
            <Text element="h2" variant="h6">
              {signalTitle(verdict.signal)}
            </Text>
            <StateMark state={verdict.state}>{freshnessName(verdict)}</StateMark>
          </div>
          <Text element="p">{newestWords(verdict)}</Text>
          {arrivingWords(verdict.signal, rows).map((words) => (
            <Text key={words} element="p" variant="bodySmall" color="secondary">
              {words}
            </Text>
          ))}
          {lossWords(verdict, rows).map((words) => (
            <Text key={words} element="p" variant="bodySmall">
              {words}
            </Text>
          ))}
        </li>
      ))}
    </ul>
  );
}

function newestWords({ signal, age, freshness }: SignalVerdict): string {
  if (freshness === 'unknown') {
    return t('stack.signals.not-asked', 'The newest is not known');
  }
  if (age === undefined) {
    return t('stack.signals.none', 'None in the last hour');
  }
  const about = { age: formatSeconds(age) };
  switch (signal) {
    case 'metrics':
      return t('stack.signals.sample', 'Newest sample {{age}} old', about);
    case 'logs':
      return t('stack.signals.line', 'Newest log line {{age}} old', about);
    case 'traces':
      return t('stack.signals.span', 'Newest span {{age}} old', about);
  }
}

/** How much stores take in; of several that are in a row only the first is told of, for it is the same again. */
function arrivingWords(signal: StackSignal, rows: readonly ServerRow[]): string[] {
  const [first] = CARRIERS[signal].stores.flatMap((product) =>
    rows
      .filter((row) => row.product === product)
      .flatMap((row) => row.arriving.filter(({ of }) => of === ARRIVAL_OF[signal]).map((one) => ({ row, ...one })))
  );
  return first
    ? [
        t('stack.signals.arriving', '{{rate}} arrive at {{server}}', {
          rate: formatArriving(first.of, first.perSecond),
          server: serverName(first.row),
        }),
      ]
    : [];
}

function lossWords({ signal, isStoreKnown }: SignalVerdict, rows: readonly ServerRow[]): string[] {
  const { stores, senders } = CARRIERS[signal];
  const losses = rows
    .filter(({ product }) => [...stores, ...senders].includes(product))
    .flatMap((row) => row.losses.filter(({ of }) => of === ARRIVAL_OF[signal]).map((loss) => ({ row, loss })));
  if (losses.length > 0) {
    return losses.map(({ row, loss }) =>
      t('stack.signals.lost', '{{server}}: {{share}} lost ({{reason}})', {
        server: serverName(row),
        share: formatShare(loss.share),
        reason: lossReason(loss.reason),
      })
    );
  }
  return [
    isStoreKnown
      ? t('stack.signals.nothing-lost', 'Nothing lost in the last 5 minutes')
      : t('stack.signals.cannot-tell', 'Cannot tell what is lost: no store is scraped'),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(32)}), 1fr))`,
    gap: theme.spacing(1),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  }),
  tile: css({
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    minWidth: 0,
    overflowWrap: 'anywhere',
  }),
  head: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: theme.spacing(1) }),
});
