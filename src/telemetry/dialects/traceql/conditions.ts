import { HTTP_METHODS, sourcesOf, type SpanSource } from '../../conventions/spans/sources';
import { type SpanCondition, type SpanField, type SpanSelection } from '../../questions/traces';
import { traceqlAlternatives, traceqlAttribute, traceqlDuration, traceqlString } from './escape';

/** Kinds of spans as TraceQL knows them: keywords, never strings. */
const KINDS = new Set(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']);

/** What no span meets. */
const NEVER = 'false';
/** Which spans serve a request from outside. A root has no parent in the nested set that Tempo numbers spans by. */
const REQUESTS = '(kind = server || kind = consumer || nestedSetParent < 0)';

/** The spans that a selection means: `{ ... }`. A condition without values is one that nobody has made yet. */
export function renderSpans({ where, spans }: SpanSelection, ...further: string[]): string {
  const all = [
    ...(spans === 'requests' ? [REQUESTS] : []),
    ...where.filter((condition) => !('values' in condition) || condition.values.length > 0).flatMap(renderCondition),
    ...further,
  ];
  return all.length > 0 ? `{ ${all.join(' && ')} }` : '{ }';
}

/** What a failed span meets: the span's own status, or the status of a server error. */
export function renderFailed(isFailed: boolean): string {
  const codes = sourcesOf('status').flatMap(sourceText);
  return isFailed
    ? or(['status = error', ...codes.map((code) => `${code} >= 500`)])
    : and(['status != error', ...codes.map((code) => `(${code} = nil || ${code} < 500)`)]);
}

/** A source as it stands in a query. */
export function sourceText(source: SpanSource): string {
  return source.kind === 'attribute' ? traceqlAttribute(source.scope, source.name) : source.name;
}

function renderCondition(condition: SpanCondition): string[] {
  switch (condition.op) {
    case 'between':
      return [
        ...(condition.from ? [`duration >= ${traceqlDuration(condition.from)}`] : []),
        ...(condition.to !== undefined && Number.isFinite(condition.to)
          ? [`duration < ${traceqlDuration(condition.to)}`]
          : []),
      ];
    case 'is':
      return [renderFailed(condition.value)];
    case 'in':
      return [renderIn(condition.field, condition.values)];
    case 'notIn':
      return [renderNotIn(condition.field, condition.values)];
  }
}

/** One of the sources holds one of the values; an empty value stands for spans of which no source says anything. */
function renderIn(field: SpanField, values: readonly string[]): string {
  const named = values.filter((value) => value !== '');
  const holds = named.length > 0 ? sourcesOf(field).flatMap((source) => holdsAny(field, source, named)) : [];
  const silent = values.includes('') ? [and(sourcesOf(field).map((source) => saysNothing(field, source)))] : [];
  return or([...holds, ...silent]);
}

/**
 * No source holds any of the values. `!` would be shorter, but Tempo takes what is within it for a condition that every
 * span has to meet, and finds nothing.
 */
function renderNotIn(field: SpanField, values: readonly string[]): string {
  const named = values.filter((value) => value !== '');
  const sources = sourcesOf(field);
  const lacks = named.length > 0 ? sources.map((source) => holdsNone(field, source, named)) : [];
  const speaks = values.includes('') ? [or(sources.map((source) => saysSomething(field, source)))] : [];
  return and([...lacks, ...speaks]);
}

function holdsAny(field: SpanField, source: SpanSource, values: readonly string[]): string[] {
  const text = sourceText(source);
  if (source.kind === 'attribute') {
    return values.flatMap((value) => [
      ...classesOf(field, value).map((from) => `(${text} >= ${from} && ${text} < ${from + 100})`),
      ...literalsOf(value).map((literal) => `${text} = ${literal}`),
    ]);
  }
  if (field === 'route') {
    const route = sourceText({ kind: 'attribute', scope: 'span', name: 'http.route' });
    return [`(${route} = nil && name =~ ${routesOfNames(values)})`];
  }
  return source.name === 'kind'
    ? values.filter((value) => KINDS.has(value)).map((kind) => `kind = ${kind}`)
    : values.map((value) => `name = ${traceqlString(value)}`);
}

function holdsNone(field: SpanField, source: SpanSource, values: readonly string[]): string {
  const text = sourceText(source);
  if (source.kind === 'attribute') {
    // A comparison with another type is false, so each type has its own alternative.
    const literals = values.flatMap(literalsOf);
    const ofType = [literals.filter(isText), literals.filter(isNumber), literals.filter(isBoolean)];
    const classes = values.flatMap((value) => classesOf(field, value));
    const numeric = [
      ...(ofType[1] ?? []).map((literal) => `${text} != ${literal}`),
      ...classes.map((from) => `(${text} < ${from} || ${text} >= ${from + 100})`),
    ];
    return or([
      `${text} = nil`,
      and((ofType[0] ?? []).map((literal) => `${text} != ${literal}`)),
      ...(numeric.length > 0 ? [and(numeric)] : []),
      ...(ofType[2]?.length ? [and(ofType[2].map((literal) => `${text} != ${literal}`))] : []),
    ]);
  }
  if (field === 'route') {
    const route = sourceText({ kind: 'attribute', scope: 'span', name: 'http.route' });
    return `(${route} != nil || name !~ ${routesOfNames(values)})`;
  }
  return source.name === 'kind'
    ? and(values.filter((value) => KINDS.has(value)).map((kind) => `kind != ${kind}`))
    : and(values.map((value) => `name != ${traceqlString(value)}`));
}

function saysNothing(field: SpanField, source: SpanSource): string {
  if (source.kind === 'attribute') {
    return `${sourceText(source)} = nil`;
  }
  return field === 'route' ? `name !~ ${ANY_ROUTE}` : source.name === 'name' ? 'name = ""' : NEVER;
}

function saysSomething(field: SpanField, source: SpanSource): string {
  if (source.kind === 'attribute') {
    return `${sourceText(source)} != nil`;
  }
  return field === 'route' ? `name =~ ${ANY_ROUTE}` : source.name === 'name' ? 'name != ""' : 'true';
}

const METHOD = `(?:${HTTP_METHODS.join('|')}) `;
const ANY_ROUTE = traceqlString(`^${METHOD}/.*$`);

/** Names of requests to one of these routes: `GET /products`. */
function routesOfNames(routes: readonly string[]): string {
  return traceqlAlternatives(routes, METHOD);
}

/** The ways to write a value whose type is not known: as text, and as what it looks like. */
function literalsOf(value: string): string[] {
  const isPlainNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(value);
  const isFlag = value === 'true' || value === 'false';
  return [traceqlString(value), ...(isPlainNumber || isFlag ? [value] : [])];
}

const isText = (literal: string) => literal.startsWith('"');
const isBoolean = (literal: string) => literal === 'true' || literal === 'false';
const isNumber = (literal: string) => !isText(literal) && !isBoolean(literal);

/** The first code of a class of status codes: 500 for `5xx`. */
function classesOf(field: SpanField, value: string): number[] {
  return field === 'status' && /^[1-5]xx$/i.test(value) ? [Number(value[0]) * 100] : [];
}

function or(parts: readonly string[]): string {
  return parts.length > 1 ? `(${parts.join(' || ')})` : (parts[0] ?? NEVER);
}

function and(parts: readonly string[]): string {
  return parts.length > 1 ? `(${parts.join(' && ')})` : (parts[0] ?? 'true');
}
