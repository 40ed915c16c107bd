import { type SpanField } from '../../../telemetry/questions/traces';
import { type Attributes } from '../../attributes';
import { type ServiceName } from '../../calls';
import { HOP_MS, JITTER, type TimedStep } from '../../latency';
import { clientAttributes, queryAttributes, serverAttributes } from '../../requests/spans';
import { type Site } from '../../sites';
import { type Stream } from '../../streams';
import { ABOUT_SLOTS, hasSlot, HEX_SLOT } from '../logs/slots';
import { queryText, resourceOf, spanAttributes } from './attributes';

/** What all spans at one place of a stream's requests have in common. */
export interface SpanKindOf {
  service: ServiceName;
  site: Site;
  name: string;
  kind: 'server' | 'client';
  isError: boolean;
  /** Those that requests differ in are slots. */
  attributes: Attributes;
  /** Milliseconds that it takes at least and at most. */
  shortest: number;
  longest: number;
}

const known = new WeakMap<Stream, SpanKindOf[]>();

/** The kinds of spans that each request of a stream consists of, by their place. */
export function spanKindsOf(stream: Stream): SpanKindOf[] {
  const found = known.get(stream) ?? stepKinds(stream.timed, stream, undefined);
  known.set(stream, found);
  return found;
}

/** In the order in which requests are written: first what is around. */
function stepKinds(timed: TimedStep, stream: Stream, caller: ServiceName | undefined): SpanKindOf[] {
  const { step } = timed;
  const { site } = stream;
  const [shortest, longest] = bounds(timed);
  const inside = (service: ServiceName | undefined) => timed.steps.flatMap((one) => stepKinds(one, stream, service));
  const client = { service: caller ?? 'storefront', site, kind: 'client', shortest, longest } as const;
  switch (step.kind) {
    case 'parallel':
      return inside(caller);
    case 'query':
      return [
        {
          ...client,
          name: step.name,
          isError: false,
          attributes: { ...queryAttributes(step), 'db.query.text': queryText(step.name) },
        },
      ];
    case 'external':
      return [
        {
          ...client,
          name: `${step.method} ${step.peer}`,
          isError: step.status >= 400,
          attributes: clientAttributes(step, step.peer),
        },
      ];
    case 'call': {
      const name = `${step.method} ${step.route}`;
      const server: SpanKindOf = {
        ...client,
        service: step.service,
        name,
        kind: 'server',
        isError: step.status >= 500,
        attributes: spanAttributes(serverAttributes({ site, bucket: 0, about: slots(stream) }, step)),
      };
      const asked: SpanKindOf = {
        ...client,
        name,
        isError: step.status >= 400,
        attributes: clientAttributes(step, step.service),
        shortest: shortest + HOP_MS,
        longest: longest + HOP_MS,
      };
      return [...(caller === undefined ? [] : [asked]), server, ...inside(step.service)];
    }
  }
}

/** Milliseconds that a step takes at least and at most, whatever its jitter. */
function bounds({ step, own, steps }: TimedStep): [shortest: number, longest: number] {
  const inside = steps.map((one) => bounds(one).map((ms) => (one.step.kind === 'call' ? ms + HOP_MS : ms)));
  const over = (end: 0 | 1) => {
    const times = inside.map((times) => times[end] ?? 0);
    return step.kind === 'parallel' ? Math.max(...times) : times.reduce((sum, ms) => sum + ms, 0);
  };
  // Times are written to the microsecond.
  return [own * (1 - JITTER) + over(0) - 0.001, own * (1 + JITTER) + over(1) + 0.001];
}

/** What a request of the stream is about, with slots for what is drawn. */
function slots({ outcome: { pins } }: Stream): Attributes {
  const { sku, ...others } = pins;
  return { ...DRAWN, ...ABOUT_SLOTS, ...others, ...(sku !== undefined && sku !== 'other' && { sku }) };
}

const DRAWN: Attributes = { region: HEX_SLOT, client: HEX_SLOT, card_brand: HEX_SLOT, currency: HEX_SLOT };

/** The value of a field of all spans of a kind; undefined where they differ. Empty where they have none. */
export function kindValue(kind: SpanKindOf, field: SpanField, bucket: number): string | undefined {
  const value = valueAt(kind, () => resourceOf(kind.service, kind.site, bucket), field);
  return hasSlot(value) ? undefined : value;
}

interface Known {
  service: string;
  name: string;
  kind: string;
  attributes: Readonly<Record<string, unknown>>;
}

/** The value of a field of a span, as text; empty where it has none. */
export function valueAt(
  { service, name, kind, attributes }: Known,
  resource: () => Readonly<Record<string, unknown>>,
  field: SpanField
): string {
  const of = (values: Readonly<Record<string, unknown>>, key: string) => String(values[key] ?? '');
  switch (field) {
    case 'service':
      return service;
    case 'name':
      return name;
    case 'kind':
      return kind;
    case 'route':
      return of(attributes, 'http.route');
    case 'method':
      return of(attributes, 'http.request.method');
    case 'status':
      return of(attributes, 'http.response.status_code');
    case 'environment':
      return of(resource(), 'deployment.environment.name');
    case 'namespace':
      return of(resource(), 'service.namespace');
    case 'instance':
      return of(resource(), 'service.instance.id');
    case 'version':
      return of(resource(), 'service.version');
    default:
      return field.startsWith('span.')
        ? of(attributes, field.slice('span.'.length))
        : of(resource(), field.slice('resource.'.length));
  }
}
