import { type SPAN_FIELDS, type SpanField } from '../../questions/traces';

/** Where a span holds something: an attribute of its own or of its resource, or what every span has. */
export type SpanSource =
  { kind: 'attribute'; scope: 'span' | 'resource'; name: string } | { kind: 'intrinsic'; name: 'name' | 'kind' };

export type VocabularyField = (typeof SPAN_FIELDS)[number];

const ofSpan = (name: string): SpanSource => ({ kind: 'attribute', scope: 'span', name });
const ofResource = (name: string): SpanSource => ({ kind: 'attribute', scope: 'resource', name });
const NAME: SpanSource = { kind: 'intrinsic', name: 'name' };

/**
 * Where spans of different semantic conventions say the words of the vocabulary. The stable convention comes first,
 * then what it replaced. A route may stand in the name only, as in `GET /products`.
 */
const SPAN_SOURCES: Readonly<Record<VocabularyField, readonly SpanSource[]>> = {
  service: [ofResource('service.name')],
  name: [NAME],
  kind: [{ kind: 'intrinsic', name: 'kind' }],
  route: [ofSpan('http.route'), NAME],
  method: [ofSpan('http.request.method'), ofSpan('http.method')],
  status: [ofSpan('http.response.status_code'), ofSpan('http.status_code')],
  environment: [ofResource('deployment.environment.name'), ofResource('deployment.environment')],
  namespace: [ofResource('service.namespace'), ofResource('k8s.namespace.name')],
  instance: [ofResource('service.instance.id'), ofResource('k8s.pod.name'), ofResource('host.name')],
  version: [ofResource('service.version')],
};

/** The sources of a field, the preferred one first: never empty. */
export function sourcesOf(field: SpanField): readonly SpanSource[] {
  const scope = field.startsWith('span.') ? 'span' : field.startsWith('resource.') ? 'resource' : undefined;
  return scope
    ? [{ kind: 'attribute', scope, name: field.slice(scope.length + 1) }]
    : SPAN_SOURCES[field as VocabularyField];
}

/** The word of the vocabulary that an attribute stands for; else the attribute itself, as a field. */
export function fieldOf(scope: 'span' | 'resource', name: string): SpanField {
  return WORDS.get(`${scope}.${name}`) ?? `${scope}.${name}`;
}

const WORDS: ReadonlyMap<string, VocabularyField> = new Map(
  Object.entries(SPAN_SOURCES).flatMap(([word, sources]) =>
    sources.flatMap((source): Array<[string, VocabularyField]> =>
      source.kind === 'attribute' ? [[`${source.scope}.${source.name}`, word as VocabularyField]] : []
    )
  )
);

/** Methods that HTTP knows; a span's name may begin with one. */
export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;

const NAMED_AFTER_REQUEST = new RegExp(`^(${HTTP_METHODS.join('|')}) (/.*)$`, 's');

/** What a span's name says of its request, where it is `METHOD /route` as the conventions want it. */
export function requestOfName(name: string): { method: string; route: string } | undefined {
  const match = NAMED_AFTER_REQUEST.exec(name);
  return match ? { method: match[1] ?? '', route: match[2] ?? '' } : undefined;
}
