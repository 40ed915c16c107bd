import {
  type AlertHistory,
  type AlertNotice,
  type AlertOrigin,
  type AlertRule,
  type AlertsAnswer,
  type AlertSource,
  type AlertsQuestion,
  type EvaluatedRule,
  type RoutedAlert,
  type TimesFired,
  type WatchedAnswer,
} from '../../telemetry/questions/alerts';
import { readRuleQuery, type RuleDialect } from '../../telemetry/dialects/ruleQuery';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type Labels } from '../../telemetry/vocabulary';
import { TelemetryError } from '../failure';
import { dataSourcesFor } from '../find';
import { alertFailure, askAlertApi, noticeOf } from './alertApi';
import { GROUPS_BODY, routedAlerts } from './alertmanagerBodies';
import { alertmanagers, GRAFANA, ruleServers } from './alertServers';
import { GRAFANA_RULE_BODY, watchedQuery } from './grafanaRule';
import { recordedHistory, seriesOf, timesFiredIn } from './recordedAlerts';
import { type DialectOf, evaluatedRules, RULES_BODY } from './ruleBodies';
import { stateHistory } from './stateHistory';
import { TtlCache } from '../ttlCache';
import { within } from '../within';

/** What reading alerts may cost, however many rules and data sources there are, unless one asks for all. */
export const MOST_REQUESTS = 8;
/** Seven days take some data sources long; the list does not wait for them. */
const COUNTED_WITHIN_MS = 8000;
/** Grafana's rules, Grafana's Alertmanager, and how often alerts fired. */
const ALWAYS_ASKED = 3;

/**
 * The alerts that the user may see: of Grafana's rules, of those of data sources, and of Alertmanagers. A server that
 * does not answer costs its own alerts only.
 */
export class OwnAlerts implements AlertSource {
  /**
   * @param metrics uid of the data source that pages ask for metrics, which may record which alerts fire
   * @param logs uid of the one for logs
   * @param counts how often alerts fired, by uid of who recorded it: seven days are not counted with every refresh
   */
  constructor(
    private readonly metrics: string | undefined,
    private readonly logs: string | undefined,
    private readonly counts = new TtlCache<TimesFired[]>()
  ) {}

  /** @throws TelemetryError where nobody answers: then there is nothing to show */
  async alerts({ of, all = false }: AlertsQuestion, signal?: AbortSignal): Promise<AlertsAnswer> {
    const managers = alertmanagers();
    const servers = [GRAFANA, ...ruleServers([this.metrics, this.logs])].filter(({ uid }) => !of || uid === of);
    const room = all ? Infinity : MOST_REQUESTS - ALWAYS_ASKED;
    // Who tells of alerts comes before who evaluates few; the servers of the pages come first.
    const asked = [...managers, ...servers.filter(({ uid }) => uid !== GRAFANA.uid)];
    const [toAsk, notAsked] = [asked.slice(0, room), asked.slice(room)];
    const notices: AlertNotice[] = [];
    const attempt = async <T>(origin: AlertOrigin, request: () => Promise<T[]>): Promise<T[] | undefined> => {
      try {
        return await request();
      } catch (error) {
        signal?.throwIfAborted();
        notices.push(noticeOf(error, origin));
        return undefined;
      }
    };
    const isAsked = (origin: AlertOrigin) => toAsk.includes(origin) || origin.uid === GRAFANA.uid;
    const [rules, routed, times] = await Promise.all([
      Promise.all(servers.filter(isAsked).map((origin) => attempt(origin, async () => rulesOf(origin, signal)))),
      Promise.all(
        [{ ...GRAFANA }, ...managers.filter(isAsked)].map((origin) =>
          attempt(origin, async () => routedBy(origin, signal))
        )
      ),
      this.timesFired(),
    ]);
    const [failed] = notices;
    if (failed && [...rules, ...routed].every((answer) => answer === undefined)) {
      throw new TelemetryError(failed);
    }
    return {
      rules: rules.flatMap((answer) => answer ?? []),
      routed: routed.flatMap((answer) => answer ?? []),
      fired: { isKnown: this.recordedIn(times), times: times ?? [] },
      notices: onceEach(notices),
      notAsked,
      at: Date.now(),
    };
  }

  async history(
    rule: AlertRule,
    isMeant: (labels: Labels) => boolean,
    span: TimeSpan,
    signal?: AbortSignal
  ): Promise<AlertHistory | undefined> {
    const { uid, origin } = rule;
    try {
      const told = uid === undefined ? undefined : await stateHistory(uid, isMeant, span, signal);
      if (told) {
        return told;
      }
      const recorder = origin.kind === 'loki' || uid !== undefined ? this.metrics : origin.uid;
      return recorder === undefined ? undefined : await recordedHistory(recorder, rule, isMeant, span, signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw new TelemetryError(alertFailure(error, origin));
    }
  }

  async watched(rule: AlertRule, span: TimeSpan, signal?: AbortSignal): Promise<WatchedAnswer | undefined> {
    const { uid, origin, query, dialect } = rule;
    const dialectOf = dialects();
    try {
      const watched =
        uid === undefined ? watchedBy(origin.uid, query, dialect) : await definedWatch(uid, dialectOf, signal);
      const language = watched && dialectOf(watched.dataSource);
      if (!watched || !language) {
        return undefined;
      }
      const { dataSource, expr, ...comparison } = watched;
      const series = await seriesOf({ uid: dataSource, expr, dialect: language }, span, signal);
      return { ...comparison, series, query: expr };
    } catch (error) {
      signal?.throwIfAborted();
      throw new TelemetryError(alertFailure(error, origin));
    }
  }

  /** Undefined where it is not known: what is shown beside it does not depend on it. */
  private async timesFired(): Promise<TimesFired[] | undefined> {
    const { metrics } = this;
    if (metrics === undefined) {
      return undefined;
    }
    // Not cancelled with a question: the next one takes the same answer.
    const counted = this.counts.get(metrics, () => timesFiredIn(metrics, Date.now()));
    return within(COUNTED_WITHIN_MS, counted, undefined).catch(() => undefined);
  }

  /** A Prometheus records the alerts of its own rules; Grafana records its own only where it is told to. */
  private recordedIn(times: readonly TimesFired[] | undefined): (rule: AlertRule) => boolean {
    const hasGrafanas = times?.some(({ ruleUid }) => ruleUid) ?? false;
    return ({ origin, uid }) => times !== undefined && (uid === undefined ? origin.uid === this.metrics : hasGrafanas);
  }
}

async function rulesOf(origin: AlertOrigin, signal?: AbortSignal): Promise<EvaluatedRule[]> {
  const body = await askAlertApi(`/api/prometheus/${encodeURIComponent(origin.uid)}/api/v1/rules`, RULES_BODY, signal);
  return evaluatedRules(body, origin, dialects());
}

/** Groups say what alerts do, and which ones are told of together. */
async function routedBy(origin: AlertOrigin, signal?: AbortSignal): Promise<RoutedAlert[]> {
  const url = `/api/alertmanager/${encodeURIComponent(origin.uid)}/api/v2/alerts/groups`;
  return routedAlerts(await askAlertApi(url, GROUPS_BODY, signal), origin);
}

function watchedBy(dataSource: string, query: string | undefined, dialect: RuleDialect | undefined) {
  if (query === undefined || !dialect) {
    return undefined;
  }
  const { expr = query, threshold } = readRuleQuery(query, dialect)?.watched ?? {};
  return { dataSource, expr, threshold };
}

async function definedWatch(uid: string, dialectOf: DialectOf, signal?: AbortSignal) {
  const url = `/api/ruler/grafana/api/v1/rule/${encodeURIComponent(uid)}`;
  return watchedQuery(await askAlertApi(url, GRAFANA_RULE_BODY, signal), dialectOf);
}

/** In which language each data source is asked; in none those of other kinds. */
function dialects(): DialectOf {
  const uids = (kind: 'metrics' | 'logs') => dataSourcesFor(kind).map(({ uid }) => uid);
  const [metrics, logs] = [new Set(uids('metrics')), new Set(uids('logs'))];
  return (dataSource) => (metrics.has(dataSource) ? 'promql' : logs.has(dataSource) ? 'logql' : undefined);
}

/** Grafana's rules and its Alertmanager fail for the same reason. */
function onceEach(notices: readonly AlertNotice[]): AlertNotice[] {
  return [...new Map(notices.map((notice) => [`${notice.origin.uid} ${notice.message}`, notice])).values()];
}
