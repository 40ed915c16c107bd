import { type AttributeValue, type Span, type SpanField } from '../../questions/traces';
import { requestOfName, sourcesOf, type SpanSource } from './sources';

/** What of a span its fields are read from. */
export type ReadableSpan = Pick<Span, 'name' | 'attributes'> & Partial<Pick<Span, 'kind' | 'resource' | 'service'>>;

/** The value of a field, as text; undefined where the span does not say. */
export function valueOf(span: ReadableSpan, field: SpanField): string | undefined {
  if (field === 'service' && span.service !== undefined && span.service !== '') {
    return span.service;
  }
  for (const source of sourcesOf(field)) {
    const value = readSource(span, source, field);
    if (value !== undefined && value !== '') {
      return value;
    }
  }
  return undefined;
}

/** The route of the request: a template such as `/products/:id`, from the attribute or from the span's name. */
export const routeOf = (span: ReadableSpan): string | undefined => valueOf(span, 'route');

/** The HTTP method; from the span's name where no attribute says it. */
export function methodOf(span: ReadableSpan): string | undefined {
  return valueOf(span, 'method') ?? requestOfName(span.name)?.method;
}

/** The HTTP status code, whether it was recorded as a number or as text. */
export function statusOf(span: ReadableSpan): number | undefined {
  const code = Number(valueOf(span, 'status'));
  return Number.isInteger(code) && code >= 100 && code <= 599 ? code : undefined;
}

export const instanceOf = (span: ReadableSpan): string | undefined => valueOf(span, 'instance');

/** Whether a span failed: its status says error, or it carries an HTTP status of a server error. */
export function isFailed(span: ReadableSpan & Pick<Span, 'status'>): boolean {
  return span.status === 'error' || (statusOf(span) ?? 0) >= 500;
}

/** Whether a span serves a request from outside its service. */
export function isRequest(span: Pick<Span, 'kind' | 'parentSpanId'>): boolean {
  return span.kind === 'server' || span.kind === 'consumer' || span.parentSpanId === undefined;
}

/** An attribute as one text; several values are separated by commas. */
export function attributeText(value: AttributeValue): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** An attribute of a span, or else of its resource, by the first of these names that it has. */
export function attributeOf(span: ReadableSpan, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = span.attributes[name] ?? span.resource?.[name];
    if (value !== undefined && value !== '') {
      return attributeText(value);
    }
  }
  return undefined;
}

function readSource(span: ReadableSpan, source: SpanSource, field: SpanField): string | undefined {
  if (source.kind === 'attribute') {
    const value = (source.scope === 'span' ? span.attributes : span.resource)?.[source.name];
    return value === undefined ? undefined : attributeText(value);
  }
  if (field === 'route') {
    return requestOfName(span.name)?.route;
  }
  return source.name === 'name' ? span.name : span.kind;
}
