import { type Attributes } from '../attributes';
import { type Call, type External, type Query, type ServiceName, type Step } from '../calls';
import { HOP_MS, JITTER, type TimedCall, type TimedStep } from '../latency';
import { hash, unit } from '../random';
import { instanceOf, type Site } from '../sites';
import { versionAt } from '../versions';
import { knownTo } from './known';
import { linesOf } from './lines';
import { type SampleLine, type SampleSpan } from './request';
import { spanIdOf } from './traceId';

/** What all spans of a request share. */
export interface SampleTrace {
  traceId: string;
  /** The request's own hash. */
  request: number;
  site: Site;
  bucket: number;
  about: Attributes;
}

/** Spans and lines, as they are written down. */
export interface Written {
  spans: SampleSpan[];
  lines: SampleLine[];
}

/** How long a step really takes, with its jitter, in milliseconds; `place` is where in the tree it is. */
interface Laid {
  timed: TimedStep;
  place: number;
  own: number;
  total: number;
  steps: Laid[];
}

/** Lays out a request's times. Every part strays on its own, so that no two requests are alike. */
function layOut(timed: TimedStep, request: number, counter = { next: 0 }): Laid {
  const place = counter.next++;
  const own = timed.own * (1 + JITTER * (2 * unit(hash(request, 0xd0, place)) - 1));
  const steps = timed.steps.map((step) => layOut(step, request, counter));
  const times = steps.map(took);
  const inside = timed.step.kind === 'parallel' ? Math.max(...times) : times.reduce((sum, time) => sum + time, 0);
  return { timed, place, own, total: own + inside, steps };
}

function took({ timed, total }: Laid): number {
  return timed.step.kind === 'call' ? total + HOP_MS : total;
}

/** Milliseconds that a request takes, to the microsecond. */
export function durationOf(timed: TimedCall, request: number): number {
  return micros(layOut(timed, request).total);
}

/** Writes the spans and lines of a request that comes in at `start`. */
export function writeTrace(trace: SampleTrace, timed: TimedCall, start: number): Written {
  const written: Written = { spans: [], lines: [] };
  writeCall(trace, layOut(timed, trace.request), timed.step, start, undefined, written);
  written.lines.sort((a, b) => a.time - b.time);
  return written;
}

function writeCall(
  trace: SampleTrace,
  laid: Laid,
  call: Call,
  start: number,
  parentSpanId: string | undefined,
  written: Written
): void {
  const span = spanOf(trace, laid, call.service, {
    parentSpanId,
    kind: 'server',
    name: `${call.method} ${call.route}`,
    start,
    isError: call.status >= 500,
    attributes: serverAttributes(trace, call),
  });
  written.spans.push(span);
  // What it does itself comes before, between and after what it asks of others.
  const gap = laid.own / (laid.steps.length + 1);
  let at = start + gap;
  for (const step of laid.steps) {
    writeStep(trace, step, call, at, span.spanId, written);
    at += took(step) + gap;
  }
  written.lines.push(...linesOf(trace, call, span, written.lines.length));
}

function writeStep(
  trace: SampleTrace,
  laid: Laid,
  caller: Call,
  at: number,
  parentSpanId: string,
  written: Written
): void {
  const { step } = laid.timed;
  const client = { parentSpanId, kind: 'client' as const, start: at };
  switch (step.kind) {
    case 'parallel':
      laid.steps.forEach((inner) => writeStep(trace, inner, caller, at, parentSpanId, written));
      return;
    case 'call': {
      const span = spanOf(trace, { ...laid, total: took(laid), place: laid.place + CLIENT_SIDE }, caller.service, {
        ...client,
        name: `${step.method} ${step.route}`,
        isError: step.status >= 400,
        attributes: ofStep(step, () => clientAttributes(step, step.service)),
      });
      written.spans.push(span);
      writeCall(trace, laid, step, at + HOP_MS / 2, span.spanId, written);
      return;
    }
    case 'external':
      written.spans.push(
        spanOf(trace, laid, caller.service, {
          ...client,
          name: `${step.method} ${step.peer}`,
          isError: step.status >= 400,
          attributes: ofStep(step, () => clientAttributes(step, step.peer)),
        })
      );
      return;
    case 'query':
      written.spans.push(
        spanOf(trace, laid, caller.service, {
          ...client,
          name: step.name,
          isError: false,
          attributes: ofStep(step, () => queryAttributes(step)),
        })
      );
      return;
  }
}

const stepAttributes = new WeakMap<Step, Attributes>();

/** What is recorded of a step is the same in every request. */
function ofStep(step: Step, make: () => Attributes): Attributes {
  const attributes = stepAttributes.get(step) ?? make();
  stepAttributes.set(step, attributes);
  return attributes;
}

/** The caller's side of a call has a place of its own beside the served one. */
const CLIENT_SIDE = 1000;

function spanOf(
  { traceId, request }: SampleTrace,
  { place, total }: Pick<Laid, 'place' | 'total'>,
  service: ServiceName,
  span: Pick<SampleSpan, 'parentSpanId' | 'kind' | 'name' | 'start' | 'isError' | 'attributes'>
): SampleSpan {
  return {
    ...span,
    traceId,
    spanId: spanIdOf(request, place),
    service,
    start: micros(span.start),
    duration: micros(total),
  };
}

function micros(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** What a service records of a request that it serves. */
export function serverAttributes(
  { site, bucket, about }: Pick<SampleTrace, 'site' | 'bucket' | 'about'>,
  { service, method, route, status }: Call
): Attributes {
  const known = Object.entries(knownTo(service, about)).map(([name, value]) => [`shop.${name}`, value] as const);
  return {
    'http.request.method': method,
    'http.route': route,
    'url.path': pathOf(route, about),
    'http.response.status_code': String(status),
    'service.version': versionAt(service, site, bucket),
    'service.instance.id': instanceOf(service, site),
    'service.namespace': site.namespace,
    'deployment.environment.name': site.environment,
    ...Object.fromEntries(known),
  };
}

/** What a service records of a request that it sends. */
export function clientAttributes({ method, status }: Pick<External, 'method' | 'status'>, peer: string): Attributes {
  return {
    'http.request.method': method,
    'http.response.status_code': String(status),
    'server.address': peer,
  };
}

/** What a service records of a query. */
export function queryAttributes({ system, name }: Query): Attributes {
  const [operation = '', collection = ''] = name.split(' ', 2);
  return {
    'db.system.name': system,
    'db.operation.name': operation,
    'db.collection.name': collection,
    'server.address': system === 'postgresql' ? 'shopdb' : 'shopcache',
  };
}

/** The path of a route with its parameters filled in. */
export function pathOf(route: string, about: Attributes): string {
  return route.replace(/:(\w+)/g, (_, name: string) => {
    switch (name) {
      case 'sku':
        return about.sku ?? '';
      case 'slug':
        return 'shoes';
      case 'token':
        return (about.request_id ?? '').slice(4);
      default:
        return route.includes('orders')
          ? (about.order_id ?? '')
          : route.includes('carts')
            ? (about.user_id ?? '')
            : (about.sku ?? '');
    }
  });
}
