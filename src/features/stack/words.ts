import { type Gap } from '../../analysis/stack/gaps';
import { type Loss } from '../../analysis/stack/loss';
import { type ServerRow } from '../../analysis/stack/serverRows';
import { type SignalVerdict, type StackVerdict, type TrustReason } from '../../analysis/stack/verdict';
import { type State } from '../../analysis/state';
import { t, tCount } from '../../i18n/t';
import { type ServerProduct, type StackSignal } from '../../telemetry/questions/stack';
import { formatShare } from '../../ui/format';
import { formatSeconds } from '../../ui/amounts';

/** Names of products are the same in every language. */
const PRODUCT_NAMES: Readonly<Record<ServerProduct, string>> = {
  prometheus: 'Prometheus',
  mimir: 'Mimir',
  loki: 'Loki',
  tempo: 'Tempo',
  alloy: 'Alloy',
  promtail: 'Promtail',
  collector: 'OpenTelemetry Collector',
  alertmanager: 'Alertmanager',
  grafana: 'Grafana',
  'node-exporter': 'node exporter',
};

/** `Loki`, or `Loki distributor` for a part of it. */
export function serverName({ product, component }: Pick<ServerRow, 'product' | 'component'>): string {
  return [PRODUCT_NAMES[product], component].filter(Boolean).join(' ');
}

function productNames(products: readonly ServerProduct[]): string {
  return products.map((product) => PRODUCT_NAMES[product]).join(', ');
}

/** What a signal is called. */
function signalName(signal: StackSignal): string {
  switch (signal) {
    case 'metrics':
      return t('stack.signal.metrics', 'metrics');
    case 'logs':
      return t('stack.signal.logs', 'logs');
    case 'traces':
      return t('stack.signal.traces', 'traces');
  }
}

/** The same as a heading. */
export function signalTitle(signal: StackSignal): string {
  switch (signal) {
    case 'metrics':
      return t('stack.signal.title-metrics', 'Metrics');
    case 'logs':
      return t('stack.signal.title-logs', 'Logs');
    case 'traces':
      return t('stack.signal.title-traces', 'Traces');
  }
}

/** How a signal is doing, in a word. */
export function freshnessName({ freshness, state }: Pick<SignalVerdict, 'freshness' | 'state'>): string {
  switch (freshness) {
    case 'fresh':
      return state === 'ok' || state === 'unknown'
        ? t('stack.freshness.fresh', 'Fresh')
        : t('stack.freshness.incomplete', 'Incomplete');
    case 'late':
      return t('stack.freshness.late', 'Late');
    case 'missing':
      return t('stack.freshness.missing', 'Missing');
    case 'unknown':
      return t('stack.freshness.unknown', 'Unknown');
  }
}

/** A sentence of the verdict, and how bad what it says is. */
export interface VerdictSentence {
  state: State;
  text: string;
}

/** Whether the other pages can be trusted: a sentence for each signal that cannot, the worst first, or one for all. */
export function verdictSentences({ signals, oldest }: StackVerdict): VerdictSentence[] {
  const bad = signals.filter(({ state }) => state !== 'ok');
  const age = oldest === undefined ? '' : formatSeconds(oldest);
  return bad.length === 0
    ? [{ state: 'ok', text: t('stack.verdict.fresh', 'All data is fresh: oldest {{age}}', { age }) }]
    : bad.map((verdict) => ({ state: verdict.state, text: signalSentence(verdict) }));
}

/** What else there is to say: which signals are well, where others are not, and of which nobody knows what is lost. */
export function verdictFacts({ signals }: StackVerdict): string[] {
  const names = (of: readonly SignalVerdict[]) => of.map(({ signal }) => signalName(signal)).join(', ');
  const well = signals.filter(({ state }) => state === 'ok');
  const unseen = signals.filter(({ isStoreKnown, freshness }) => !isStoreKnown && freshness !== 'unknown');
  return [
    ...(well.length > 0 && well.length < signals.length
      ? [t('stack.verdict.others', 'Nothing is wrong with {{signals}}', { signals: names(well) })]
      : []),
    ...(unseen.length > 0
      ? [
          t('stack.verdict.unseen', 'Cannot tell whether {{signals}} are lost: see “Not monitored”', {
            signals: names(unseen),
          }),
        ]
      : []),
  ];
}

/** What one signal can be trusted with, and why no further. */
function signalSentence({ signal, state, reasons }: SignalVerdict): string {
  const about = {
    signal: signalName(signal),
    reasons: reasons.map((reason) => reasonWords(reason, signal)).join('; '),
  };
  switch (state) {
    case 'critical':
      return t('stack.verdict.critical', 'Do not trust {{signal}}: {{reasons}}', about);
    case 'warning':
      return t('stack.verdict.warning', 'Take care with {{signal}}: {{reasons}}', about);
    case 'unknown':
      return t('stack.verdict.unknown', 'Cannot tell about {{signal}}: {{reasons}}', about);
    case 'ok':
      return t('stack.verdict.others', 'Nothing is wrong with {{signals}}', { signals: about.signal });
  }
}

/** Targets that a sentence names; the others are counted. */
const NAMED = 3;

function reasonWords(reason: TrustReason, signal: StackSignal): string {
  switch (reason.rule) {
    case 'unanswered':
      return reason.unanswered.message;
    case 'none':
      return noneWords(signal);
    case 'old':
      return oldWords(signal, formatSeconds(reason.seconds));
    case 'down':
      return downWords(serverName(reason), reason.down, reason.of);
    case 'lost':
      return lostWords(serverName(reason), reason.loss);
    case 'targets': {
      const names = reason.some.slice(0, NAMED).map(({ job, instance }) => `${job} ${instance}`);
      const more = reason.down - names.length;
      return tCount(
        'stack.reason.targets',
        reason.down,
        {
          one: '{{count}} of {{all}} targets is down ({{names}})',
          other: '{{count}} of {{all}} targets are down ({{names}})',
        },
        { all: reason.of, names: [...names, ...(more > 0 ? [`+${more}`] : [])].join(', ') }
      );
    }
    case 'clock':
      return clockWords(reason.seconds, reason.instance, reason.others);
  }
}

function noneWords(signal: StackSignal): string {
  switch (signal) {
    case 'metrics':
      return t('stack.reason.no-sample', 'no sample in the last hour');
    case 'logs':
      return t('stack.reason.no-line', 'no log line in the last hour');
    case 'traces':
      return t('stack.reason.no-span', 'no span in the last hour');
  }
}

function oldWords(signal: StackSignal, age: string): string {
  switch (signal) {
    case 'metrics':
      return t('stack.reason.old-sample', 'the newest sample is {{age}} old', { age });
    case 'logs':
      return t('stack.reason.old-line', 'the newest log line is {{age}} old', { age });
    case 'traces':
      return t('stack.reason.old-span', 'the newest span is {{age}} old', { age });
  }
}

export function downWords(server: string, down: number, of: number): string {
  return of === 1
    ? t('stack.reason.down', '{{server}} is down', { server })
    : t('stack.reason.some-down', '{{down}} of {{of}} processes of {{server}} are down', { server, down, of });
}

export function lostWords(server: string, { of, share: given, reason }: Loss): string {
  const about = { server, share: formatShare(given), reason: lossReason(reason) };
  switch (of) {
    case 'samples':
      return t('stack.reason.lost-samples', '{{server}} loses {{share}} of samples ({{reason}})', about);
    case 'spans':
      return t('stack.reason.lost-spans', '{{server}} loses {{share}} of spans ({{reason}})', about);
    default:
      return t('stack.reason.lost-lines', '{{server}} loses {{share}} of log lines ({{reason}})', about);
  }
}

/** Why something is lost: what servers call it, in words where these are known; else as they say it. */
export function lossReason(reason: string): string {
  switch (reason) {
    case 'rate_limited':
    case 'ingestion_rate_limited':
    case 'ingester_error_rate_limited':
      return t('stack.loss.rate-limit', 'rate limit');
    case 'per_stream_rate_limit':
    case 'stream_limited':
      return t('stack.loss.stream-rate', 'rate limit of a stream');
    case 'stream_limit':
      return t('stack.loss.streams', 'too many streams');
    case 'line_too_long':
      return t('stack.loss.line-too-long', 'line too long');
    case 'too_far_behind':
    case 'out_of_order':
    case 'greater_than_max_sample_age':
      return t('stack.loss.too-old', 'too old');
    case 'trace_too_large':
      return t('stack.loss.trace-too-large', 'trace too large');
    case 'live_traces_exceeded':
      return t('stack.loss.live-traces', 'too many traces at once');
    case 'per_user_series_limit':
      return t('stack.loss.series', 'too many series');
    case 'remote_write_failed':
      return t('stack.loss.remote-write', 'remote write failed');
    default:
      return reason.replaceAll('_', ' ');
  }
}

function clockWords(seconds: number, named: string | undefined, others = 0): string {
  const by = formatSeconds(Math.abs(seconds));
  const instance = others > 0 ? `${named} (+${others})` : named;
  if (named === undefined) {
    return t('stack.reason.future', 'the newest is {{by}} in the future: a clock is ahead', { by });
  }
  return seconds > 0
    ? t('stack.reason.clock-ahead', 'the clock of {{instance}} is {{by}} ahead', { instance, by })
    : t('stack.reason.clock-behind', 'the clock of {{instance}} is {{by}} behind', { instance, by });
}

/** What one does not see because nobody scrapes it. */
export function gapWords({ about, products }: Gap): string {
  const names = productNames(products);
  switch (about) {
    case 'stores-metrics':
      return t('stack.gap.metrics', '{{names}} not scraped: what it refuses is not known', { names });
    case 'stores-logs':
      return t('stack.gap.logs', 'Loki not scraped: log lines that it refuses are not known');
    case 'stores-traces':
      return t('stack.gap.traces', 'Tempo not scraped: spans that it refuses are not known');
    case 'senders':
      return t(
        'stack.gap.senders',
        'No collector scraped ({{names}}): log lines and spans lost on their way are not known',
        { names }
      );
    case 'alertmanager':
      return t('stack.gap.alertmanager', 'Alertmanager not scraped: notifications that fail are not known');
    case 'grafana':
      return t('stack.gap.grafana', 'Grafana not scraped: its errors and query latency are not known');
    case 'clocks':
      return t('stack.gap.clocks', 'No node exporter scraped: clocks that differ are not known');
  }
}
