import { spansOfSamples } from '../../analysis/alerts/alertSpans';
import { covers } from '../../analysis/alerts/silences';
import { type AnswerSeries } from '../../telemetry/dialects/promql/read';
import {
  type AlertHistory,
  type AlertRule,
  type AlertsAnswer,
  type AlertSource,
  type AlertsQuestion,
  type EvaluatedAlert,
  type EvaluatedRule,
  type RoutedAlert,
  type TimesFired,
  type WatchedAnswer,
} from '../../telemetry/questions/alerts';
import { readRuleQuery } from '../../telemetry/dialects/ruleQuery';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type Labels } from '../../telemetry/vocabulary';
import { type SampleShop } from '../shop';
import { evaluate } from './evaluate';
import { SAMPLE_MANAGER, SAMPLE_RULER, SAMPLE_RULES, type SampleRule } from './rules';
import { sampleSilences } from './silences';
import { alertLabels, INTERVAL, LOOK_BACK, watchedSeries } from './watched';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** How closely the week is looked through, which is shorter than any incident: more would take seconds. */
const COARSE = 15 * MINUTE;
/** About so many points are drawn of what a rule watches. */
const POINTS = 240;

/** What was counted last; a source is opened anew for each question. */
let counted: { key: string; times: readonly TimesFired[] } | undefined;

/** The alerts of the sample shop: its rules, evaluated on what the shop says of itself. */
export class SampleAlerts implements AlertSource {
  constructor(
    private readonly shop: SampleShop,
    private readonly environments: readonly string[],
    private readonly now: () => number
  ) {}

  async alerts({ at: asked, of }: AlertsQuestion): Promise<AlertsAnswer> {
    const at = Math.min(asked, this.now());
    const isAsked = of === undefined || of === SAMPLE_RULER.uid;
    const rules = isAsked ? SAMPLE_RULES.map((rule) => this.evaluated(rule, at)) : [];
    const times = isAsked ? this.timesFiredBefore(at) : [];
    return {
      rules,
      routed: routedOf(rules, at),
      fired: { isKnown: () => true, times },
      notices: [],
      notAsked: [],
      at,
    };
  }

  async history(
    rule: AlertRule,
    isMeant: (labels: Labels) => boolean,
    span: TimeSpan
  ): Promise<AlertHistory | undefined> {
    const known = ruleCalled(rule.name);
    if (!known) {
      return undefined;
    }
    // What is pending when the range begins has been so for a while.
    const series = this.series(known, { from: span.from - LOOK_BACK, to: span.to }, INTERVAL) ?? [];
    const samples = series
      .filter(({ labels }) => isMeant(alertLabels(known, labels)))
      .flatMap((one) => evaluate(one, known.threshold, rule.holdSeconds, span))
      .map(({ from, to, state }) => ({
        state,
        times: Array.from({ length: Math.ceil((to - from) / INTERVAL) }, (_, i) => from + i * INTERVAL),
      }));
    return { spans: spansOfSamples(samples, { from: span.from, to: Math.min(span.to, this.now()) }, INTERVAL) };
  }

  async watched({ name, query }: AlertRule, span: TimeSpan): Promise<WatchedAnswer | undefined> {
    const known = ruleCalled(name);
    const series = known && this.series(known, span, stepOf(span));
    const { expr = '', threshold } = readRuleQuery(query ?? '', 'promql')?.watched ?? {};
    return series && { series, threshold, query: expr };
  }

  private evaluated(sample: SampleRule, at: number): EvaluatedRule {
    const { rule, threshold } = sample;
    const span = { from: at - LOOK_BACK, to: at };
    const series = this.series(sample, span, INTERVAL);
    if (!series) {
      return { rule: { ...rule, problem: { state: 'noData', text: '' } }, alerts: [] };
    }
    return {
      rule,
      alerts: series.flatMap((one): EvaluatedAlert[] => {
        const last = evaluate(one, threshold, rule.holdSeconds, span).at(-1);
        const labels = alertLabels(sample, one.labels);
        const value = one.values.at(-1) ?? undefined;
        return last?.to === at ? [{ labels, annotations: {}, state: last.state, since: last.from, value }] : [];
      }),
    };
  }

  /** In seven days to the quarter of an hour, which are looked through once in it. */
  private timesFiredBefore(at: number): readonly TimesFired[] {
    const until = Math.floor(at / COARSE) * COARSE;
    const key = JSON.stringify([until, this.environments]);
    if (counted?.key !== key) {
      counted = { key, times: SAMPLE_RULES.flatMap((rule) => this.timesFired(rule, until)) };
    }
    return counted.times;
  }

  private timesFired(sample: SampleRule, at: number): TimesFired[] {
    const span = { from: at - WEEK, to: at };
    return (this.series(sample, span, COARSE) ?? []).map((one) => ({
      labels: alertLabels(sample, one.labels),
      // Whatever holds for a quarter of an hour fires.
      times: evaluate(one, sample.threshold, 0, span).length,
    }));
  }

  /** What a rule watches; undefined where the shop does not measure it. */
  private series(rule: SampleRule, { from, to }: TimeSpan, step: number): AnswerSeries[] | undefined {
    const values = [...this.environments];
    const where = values.length > 0 ? [{ field: 'environment' as const, op: 'in' as const, values }] : [];
    return watchedSeries(this.shop, rule, where, { from, to: Math.min(to, this.now()), step });
  }
}

function ruleCalled(name: string): SampleRule | undefined {
  return SAMPLE_RULES.find(({ rule }) => rule.name === name);
}

function stepOf({ from, to }: TimeSpan): number {
  return Math.max(INTERVAL, Math.ceil((to - from) / POINTS / INTERVAL) * INTERVAL);
}

/** The shop's Alertmanager tells of alerts of one name together, and of no warning where a service is critical. */
function routedOf(rules: readonly EvaluatedRule[], at: number): RoutedAlert[] {
  const silences = sampleSilences({ from: at, to: at + 1 });
  const firing = rules.flatMap(({ alerts }) => alerts.filter(({ state }) => state === 'firing'));
  const critical = new Set(
    firing.flatMap(({ labels }) => (labels.severity === 'critical' ? (labels.service ?? []) : []))
  );
  return firing.map(({ labels, annotations, since }) => ({
    origin: SAMPLE_MANAGER,
    labels,
    annotations,
    ...(since !== undefined && { since }),
    isSilenced: silences.some((silence) => covers(silence, { labels })),
    isInhibited: labels.severity !== 'critical' && critical.has(labels.service ?? ''),
    groupSize: firing.filter((one) => one.labels.alertname === labels.alertname).length,
  }));
}
