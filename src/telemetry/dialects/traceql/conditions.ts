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

/**
 * The spans that set a selection apart within `compare()`. There Tempo looks at whole spans and pushes nothing down, so
 * that `!` means what it says; `= nil` is never true.
 */
export function renderCompared(where: readonly SpanCondition[]): string {
  const all = where.flatMap((condition): string[] => {
    switch (condition.op) {
      case 'in':
        return condition.values.length > 0 ? [comparedWith(condition.field, condition.values)] : [];
      case 'notIn':
        return condition.values.length > 0 ? [`!(${comparedWith(condition.field, condition.values)})`] : [];
      case 'is':
        return [condition.value ? renderFailed(true) : `!(${renderFailed(true)})`];
      default:
        return renderCondition(condition);
    }
  });
  return all.length > 0 ? `{ ${all.join(' && ')} }` : '{ }';
}

function comparedWith(field: SpanField, values: readonly string[]): string {
  const named = values.filter((value) => value !== '');
  const sources = sourcesOf(field);
  const holds = named.length > 0 ? sources.flatMap((source) => holdsAny(field, source, named, true)) : [];
  const silent = values.includes('') ? [`!(${or(sources.map((source) => saysSomething(field, source)))})`] : [];
  return or([...holds, ...silent]);
}

/** What a failed span meets: the span's own status, or the status of a server error, be it a number or text. */
export function renderFailed(isFailed: boolean): string {
  const codes = sourcesOf('status').flatMap(sourceText);
  return isFailed
    ? or(['status = error', ...codes.flatMap((code) => inClass(code, SERVER_ERROR))])
    : and(['status != error', ...codes.map((code) => or([`${code} = nil`, ...notInClass(code, SERVER_ERROR)]))]);
}

const SERVER_ERROR = 500;

/** Whether a status code is of the class that begins there. */
function inClass(code: string, from: number): string[] {
  return [`(${code} >= ${from} && ${code} < ${from + 100})`, `${code} =~ ${textOfClass(from)}`];
}

function notInClass(code: string, from: number): string[] {
  return [`${code} < ${from}`, `${code} >= ${from + 100}`, `${code} !~ ${textOfClass(from)}`];
}

function textOfClass(from: number): string {
  return traceqlString(`^${from / 100}[0-9]{2}$`);
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
 * No source holds any of the values; what says nothing is meant too, unless the empty value is among them.
 *
 * `!` would be shorter, but Tempo takes what is within it for a condition that every span has to meet, and finds
 * nothing. And where one condition asks whether an attribute is nil, Tempo lets nil pass every other that is not an
 * equation, so that no other may stand beside it.
 */
function renderNotIn(field: SpanField, values: readonly string[]): string {
  const named = values.filter((value) => value !== '');
  const sources = sourcesOf(field);
  if (!values.includes('')) {
    return and(sources.map((source) => holdsNone(field, source, named, true)));
  }
  return named.length > 0
    ? or(sources.map((source) => holdsNone(field, source, named, false)))
    : or(sources.map((source) => saysSomething(field, source)));
}

function holdsAny(field: SpanField, source: SpanSource, values: readonly string[], isCompared = false): string[] {
  const text = sourceText(source);
  if (source.kind === 'attribute') {
    return values.flatMap((value) => [
      ...classesOf(field, value).flatMap((from) => inClass(text, from)),
      ...literalsOf(value).map((literal) => `${text} = ${literal}`),
    ]);
  }
  if (field === 'route') {
    const named = `name =~ ${routesOfNames(values)}`;
    return [isCompared ? named : `(${ROUTE} = nil && ${named})`];
  }
  return source.name === 'kind'
    ? values.filter((value) => KINDS.has(value)).map((kind) => `kind = ${kind}`)
    : values.map((value) => `name = ${traceqlString(value)}`);
}

function holdsNone(field: SpanField, source: SpanSource, values: readonly string[], orNothing: boolean): string {
  const text = sourceText(source);
  if (source.kind === 'attribute') {
    // A comparison with another type is false, so each type has its own alternative.
    const literals = values.flatMap(literalsOf);
    const classes = values.flatMap((value) => classesOf(field, value));
    const differs = (literal: string) => `${text} != ${literal}`;
    const numbers = literals.filter(isNumber);
    const asText = [
      ...literals.filter(isText).map(differs),
      ...classes.map((from) => `${text} !~ ${textOfClass(from)}`),
    ];
    const asNumber = [
      // Tempo keeps whole numbers and fractions apart, and looks only where a literal's like are.
      ...numbers.flatMap((literal) => [literal, ...(literal.includes('.') ? [] : [`${literal}.0`])]).map(differs),
      ...classes.map((from) => `(${text} < ${from} || ${text} >= ${from + 100})`),
    ];
    const asFlag = literals.filter(isBoolean).map(differs);
    const mayBeNil = !isAlwaysThere(source);
    // Standing first, this keeps Tempo from drawing the others together into one condition, which nil would pass.
    const guard = mayBeNil && !orNothing ? [`${text} != nil`] : [];
    const ways = [asText, asNumber, asFlag]
      .filter((conditions) => conditions.length > 0)
      .map((conditions) => and([...guard, ...conditions]));
    return or([...(mayBeNil && orNothing ? [`${text} = nil`] : []), ...ways]);
  }
  if (field === 'route') {
    return orNothing
      ? `name !~ ${routesOfNames(values)}`
      : `(name =~ ${ANY_ROUTE} && name !~ ${routesOfNames(values)})`;
  }
  return source.name === 'kind'
    ? and(values.filter((value) => KINDS.has(value)).map((kind) => `kind != ${kind}`))
    : and(values.map((value) => `name != ${traceqlString(value)}`));
}

function saysNothing(field: SpanField, source: SpanSource): string {
  if (source.kind === 'attribute') {
    return isAlwaysThere(source) ? `${sourceText(source)} = ""` : `${sourceText(source)} = nil`;
  }
  return field === 'route' ? `name !~ ${ANY_ROUTE}` : source.name === 'name' ? 'name = ""' : NEVER;
}

function saysSomething(field: SpanField, source: SpanSource): string {
  if (source.kind === 'attribute') {
    return isAlwaysThere(source) ? `${sourceText(source)} != ""` : `${sourceText(source)} != nil`;
  }
  return field === 'route' ? `name =~ ${ANY_ROUTE}` : source.name === 'name' ? 'name != ""' : 'true';
}

/** What Tempo refuses to compare with nil, because every span has it. */
function isAlwaysThere(source: SpanSource): boolean {
  return source.kind === 'attribute' && source.scope === 'resource' && source.name === 'service.name';
}

const ROUTE = sourceText({ kind: 'attribute', scope: 'span', name: 'http.route' });
const METHOD = `(?:${HTTP_METHODS.join('|')}) `;
const ANY_ROUTE = traceqlString(`^${METHOD}/.*$`);

/** Names of requests to one of these routes: `GET /products`. */
function routesOfNames(routes: readonly string[]): string {
  return traceqlAlternatives(routes, METHOD);
}

/** The ways to write a value whose type is not known: as text, and as what it looks like. */
function literalsOf(value: string): string[] {
  // Whole numbers have 63 bits and a sign, and fractions as many digits as a number is written with.
  const [, whole = '', fraction] = /^-?(0|[1-9]\d{0,18})(\.\d{1,25})?$/.exec(value) ?? [];
  const isPlainNumber = whole !== '' && (fraction !== undefined || BigInt(whole) <= LARGEST);
  const isFlag = value === 'true' || value === 'false';
  return [traceqlString(value), ...(isPlainNumber || isFlag ? [value] : [])];
}

const LARGEST = BigInt('9223372036854775807');
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
