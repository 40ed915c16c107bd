import { type AppLocation } from '../correlation/appLocation';
import { healthUrl } from '../correlation/pageUrls/health';
import { logsUrl } from '../correlation/pageUrls/logs';
import { routeUrl } from '../correlation/pageUrls/route';
import { serviceUrl } from '../correlation/pageUrls/service';
import { traceUrl } from '../correlation/pageUrls/trace';
import { tracesUrl } from '../correlation/pageUrls/traces';
import { routeOfLabels, serviceOfLabels } from '../correlation/labelEntities';
import { withSource } from '../correlation/sharedUrlState';
import {
  alternativesOf,
  type UserMatcher,
  readGoDuration,
  readLineFilters,
  readSelector,
} from '../telemetry/dialects/parseUserQuery';
import { type LineFilter, type LogCondition } from '../telemetry/questions/logs';
import { isSpanField, type SpanCondition } from '../telemetry/questions/traces';
import { normalizeTraceId } from '../telemetry/traceId';

/** A query of Grafana's, as far as a link needs it. */
export interface ForeignTarget {
  type: string;
  uid: string;
  /** `expr` of Prometheus and Loki, `query` of Tempo. */
  text: string;
}

/** Where a query of a dashboard or of Explore leads in the app: with its conditions, to the same data source. */
export function queryLocation({ type, uid, text }: ForeignTarget): AppLocation | undefined {
  const reader = READERS[type];
  const location = reader?.read(text);
  return reader && location && withSource(location, reader.signal, uid);
}

interface Reader {
  signal: 'metrics' | 'logs' | 'traces';
  read: (text: string) => AppLocation | undefined;
}

const READERS: Readonly<Partial<Record<string, Reader>>> = {
  loki: { signal: 'logs', read: logsOf },
  tempo: { signal: 'traces', read: tracesOf },
  prometheus: { signal: 'metrics', read: healthOf },
};

function logsOf(text: string): AppLocation | undefined {
  const selector = readSelector(text);
  if (!selector) {
    return undefined;
  }
  const where = selector.matchers.flatMap(({ name, op, value }): LogCondition[] =>
    valuesOf(op, value).map((values) => ({ field: `label:${name}`, op: op.startsWith('!') ? 'notIn' : 'in', values }))
  );
  const lines = readLineFilters(selector.rest).map(({ op, value }): LineFilter => {
    const isInsensitive = op.endsWith('~') && value.startsWith('(?i)');
    return {
      text: isInsensitive ? value.slice(4) : value,
      kind: op.endsWith('~') ? 'regexp' : 'text',
      caseSensitive: !isInsensitive,
      op: op.startsWith('!') ? 'exclude' : 'include',
    };
  });
  return logsUrl.write({ where, lines });
}

function tracesOf(text: string): AppLocation | undefined {
  const traceId = normalizeTraceId(text);
  if (traceId) {
    return traceUrl.write({ traceId });
  }
  const selector = readSelector(text);
  // Either of two conditions is not what a list of conditions says.
  return selector && tracesUrl.write({ where: selector.alternatives ? [] : selector.matchers.flatMap(spanCondition) });
}

const SPAN_NAMES: Readonly<Record<string, string>> = {
  'resource.service.name': 'service',
  '.service.name': 'service',
  rootServiceName: 'service',
  name: 'name',
  rootName: 'name',
  'span:name': 'name',
};

function spanCondition({ name, op, value }: UserMatcher): SpanCondition[] {
  if (name === 'status' || name === 'span:status') {
    return value === 'error' && (op === '=' || op === '!=') ? [{ field: 'error', op: 'is', value: op === '=' }] : [];
  }
  if (name === 'duration' || name === 'span:duration' || name === 'traceDuration') {
    const seconds = readGoDuration(value);
    return seconds === undefined || !/^[<>]/.test(op)
      ? []
      : [{ field: 'duration', op: 'between', ...(op.startsWith('>') ? { from: seconds } : { to: seconds }) }];
  }
  const field = SPAN_NAMES[name] ?? name;
  return isSpanField(field)
    ? valuesOf(op, value).map((values) => ({ field, op: op.startsWith('!') ? 'notIn' : 'in', values }))
    : [];
}

function healthOf(text: string): AppLocation {
  const matchers = readSelector(text)?.matchers ?? [];
  const labels = Object.fromEntries(matchers.filter(({ op }) => op === '=').map(({ name, value }) => [name, value]));
  const service = serviceOfLabels(labels);
  const route = routeOfLabels(labels);
  if (!service) {
    return healthUrl.write({});
  }
  return route ? routeUrl.write({ service, route }) : serviceUrl.write({ service });
}

/** The whole values that a comparison names; none where it names a pattern, or a variable that nobody replaced. */
function valuesOf(op: UserMatcher['op'], value: string): string[][] {
  const values = op === '=' || op === '!=' ? [value] : op === '=~' || op === '!~' ? alternativesOf(value) : undefined;
  return values && !values.some((one) => one === '' || /\$\{?\w|\[\[/.test(one)) ? [values] : [];
}
