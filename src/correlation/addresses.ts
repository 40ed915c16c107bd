import { isLogField, type LineFilter, type LogCondition } from '../telemetry/questions/logs';
import { isSpanField, type SpanCondition } from '../telemetry/questions/traces';
import { normalizeTraceId } from '../telemetry/traceId';
import { PATHS } from './routes';
import { type TimeSpan } from '../telemetry/timeSpan';

/** Own parameters of a page's address; those that all pages share are not among them. */
export type AddressParams = Array<[key: string, value: string]>;

/** A place in the app, as a hop leads there. */
export interface Address {
  path: string;
  params: AddressParams;
}

/** What /logs is about. */
export interface LogsAddress {
  where?: LogCondition[];
  lines?: LineFilter[];
  tab?: string;
  /** The line to show, by its id. */
  line?: string;
}

/** What /traces is about. */
export interface TracesAddress {
  where?: SpanCondition[];
  /** What was dragged over in the heatmap: milliseconds since the epoch, seconds of duration. */
  selected?: { from: number; to: number; shortest?: number; longest?: number };
}

/** What the story of a request shows first. */
export interface StoryAddress {
  traceId: string;
  /** When it was, milliseconds since the epoch: to find it in less data. */
  near?: number;
  span?: string;
  /** Which of the span's events, counted from 0. */
  event?: number;
  line?: string;
  /** The trace it is compared with, or `typical`. */
  compare?: string;
}

/**
 * The path and the parameters of a place, without what Grafana is served under.
 * @param shared what all pages share, as the user has it; the place's own parameters win over it
 */
export function addressUrl({ path, params }: Address, shared: URLSearchParams): string {
  const search = new URLSearchParams(params);
  // Decided before the first is added: a shared key may have several values.
  const inherited = [...shared].filter(([key]) => !search.has(key));
  inherited.forEach(([key, value]) => search.append(key, value));
  const query = search.toString();
  return query === '' ? path : `${path}?${query}`;
}

/** The same place at another time than the user is looking at: whole milliseconds that hold all of the span. */
export function at({ path, params }: Address, { from, to }: TimeSpan): Address {
  return {
    path,
    params: [...params, ['from', String(Math.floor(from))], ['to', String(Math.ceil(to))]],
  };
}

export function logsAddress({ where = [], lines = [], tab, line }: LogsAddress): Address {
  return {
    path: PATHS.logs,
    params: [
      ...where.map(({ field, op, values }): [string, string] => ['where', writeCondition(field, op, values)]),
      ...lines.map((filter): [string, string] => ['text', writeLineFilter(filter)]),
      ...given('tab', tab),
      ...given('line', line),
    ],
  };
}

export function readLogsAddress(params: URLSearchParams): LogsAddress {
  return {
    where: params.getAll('where').flatMap((text): LogCondition[] => {
      const found = splitCondition(text, isLogField);
      return found ? [found] : [];
    }),
    lines: params.getAll('text').flatMap(readLineFilter),
    tab: params.get('tab') ?? undefined,
    line: params.get('line') ?? undefined,
  };
}

export function tracesAddress({ where = [], selected }: TracesAddress): Address {
  const area = selected && [selected.from, selected.to, selected.shortest ?? '', selected.longest ?? ''].join(',');
  return {
    path: PATHS.traces,
    params: [...where.map((one): [string, string] => ['where', writeSpanCondition(one)]), ...given('selected', area)],
  };
}

export function readTracesAddress(params: URLSearchParams): TracesAddress {
  const [from, to, shortest, longest] = (params.get('selected') ?? '').split(',').map(readNumber);
  return {
    where: params.getAll('where').flatMap(readSpanCondition),
    ...(from !== undefined && to !== undefined && from < to && { selected: { from, to, shortest, longest } }),
  };
}

export function storyAddress({ traceId, near, span, event, line, compare }: StoryAddress): Address {
  return {
    path: `${PATHS.traces}/${encodeURIComponent(traceId)}`,
    params: [
      ...given('near', near === undefined ? undefined : String(Math.round(near))),
      ...given('span', span),
      ...given('event', event === undefined ? undefined : String(event)),
      ...given('line', line),
      ...given('compare', compare),
    ],
  };
}

/** @param traceId as it stands in the path, in any spelling; what is no id is kept, for the page to say so */
export function readStoryAddress(traceId: string, params: URLSearchParams): StoryAddress {
  return {
    traceId: normalizeTraceId(traceId) ?? traceId,
    near: readNumber(params.get('near') ?? ''),
    span: params.get('span') ?? undefined,
    event: /^\d{1,6}$/.test(params.get('event') ?? '') ? Number(params.get('event')) : undefined,
    line: params.get('line') ?? undefined,
    compare: params.get('compare') ?? undefined,
  };
}

function given(key: string, value: string | undefined): AddressParams {
  return value === undefined || value === '' ? [] : [[key, value]];
}

function readNumber(text: string): number | undefined {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Values stand one after another, set apart by `|`; one that is part of a value is written `\|`. */
function joinValues(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|');
}

function splitValues(text: string): string[] {
  const values: string[] = [];
  let value = '';
  for (const [part] of text.matchAll(/\\[\\|]|\||[^\\|]+|\\/gs)) {
    if (part === '|') {
      values.push(value);
      value = '';
    } else {
      value += part.length > 1 ? part.replace(/^\\([\\|])$/, '$1') : part;
    }
  }
  return [...values, value];
}

/** The first `=` ends the name, so one that is part of a name is written as in an address. */
function writeCondition(field: string, op: 'in' | 'notIn', values: readonly string[]): string {
  return `${field.replace(/[%=!]/g, (sign) => ENCODED[sign] ?? sign)}${op === 'in' ? '=' : '!='}${joinValues(values)}`;
}

const ENCODED: Readonly<Record<string, string>> = { '%': '%25', '=': '%3D', '!': '%21' };

function splitCondition<F extends string>(
  text: string,
  isField: (name: string) => name is F
): { field: F; op: 'in' | 'notIn'; values: string[] } | undefined {
  const [, rawField = '', op = '', rest = ''] = /^(.*?)(!?=)(.*)$/s.exec(text) ?? [];
  const field = unescapeField(rawField);
  return isField(field) ? { field, op: op === '=' ? 'in' : 'notIn', values: splitValues(rest) } : undefined;
}

function unescapeField(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `+` keeps, `-` drops; `t` and `T` text, `r` and `R` regular expression, capitals where case counts: `-t:healthz`. */
function writeLineFilter({ text, kind, caseSensitive, op }: LineFilter): string {
  const letter = kind === 'text' ? 't' : 'r';
  return `${op === 'include' ? '+' : '-'}${caseSensitive ? letter.toUpperCase() : letter}:${text}`;
}

function readLineFilter(written: string): LineFilter[] {
  const [, sign, letter = '', text = ''] = /^([+-])([tr]):(.+)$/is.exec(written) ?? [];
  return text === ''
    ? []
    : [
        {
          text,
          kind: letter.toLowerCase() === 't' ? 'text' : 'regexp',
          caseSensitive: letter === letter.toUpperCase(),
          op: sign === '+' ? 'include' : 'exclude',
        },
      ];
}

function writeSpanCondition(condition: SpanCondition): string {
  switch (condition.op) {
    case 'between':
      return `duration=${condition.from ?? ''}..${condition.to ?? ''}`;
    case 'is':
      return `error=${condition.value}`;
    default:
      return writeCondition(condition.field, condition.op, condition.values);
  }
}

function readSpanCondition(text: string): SpanCondition[] {
  const [, from, to] = /^duration=([\d.e-]*?)\.\.([\d.e-]*)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) {
    return [{ field: 'duration', op: 'between', from: readNumber(from), to: readNumber(to) }];
  }
  if (text === 'error=true' || text === 'error=false') {
    return [{ field: 'error', op: 'is', value: text === 'error=true' }];
  }
  const found = splitCondition(text, isSpanField);
  return found ? [found] : [];
}
