import { type Level } from '../../../telemetry/questions/logs';
import { type Labels } from '../../../telemetry/vocabulary';
import { type Attributes, ATTRIBUTE_NAMES, SHARES } from '../../attributes';
import { type Call, type ServiceName, type Step } from '../../calls';
import { linesOf } from '../../requests/lines';
import { type SampleLine, type SampleSpan } from '../../requests/request';
import { pathOf } from '../../requests/spans';
import { instanceOf, type Site } from '../../sites';
import { type Stream } from '../../streams';
import { FORMATS } from './formats';
import { HEX_SLOT, NUMBER_SLOT } from './slots';

/** What all lines at one place of a stream's requests have in common. */
export interface LineKind {
  service: ServiceName;
  site: Site;
  level: Level;
  /** Empty where the service does not tell. */
  logger: string;
  method: string;
  route: string;
  status: string;
  /** The body, with slots where requests differ: several where a value is one of a few. */
  bodies: readonly string[];
}

const known = new WeakMap<Stream, LineKind[]>();
/** Streams that differ in their times only write the same kinds. */
const shared = new Map<string, LineKind>();

/** The kinds of lines that each request of a stream writes, by their place. */
export function lineKindsOf(stream: Stream): LineKind[] {
  const found = known.get(stream) ?? callKinds(stream.outcome.call, stream);
  known.set(stream, found);
  return found;
}

/** In the order in which requests write them: first what is inside. */
function callKinds(call: Call, stream: Stream): LineKind[] {
  return [...call.steps.flatMap((step) => stepKinds(step, stream)), ...ownKinds(call, stream)];
}

function stepKinds(step: Step, stream: Stream): LineKind[] {
  switch (step.kind) {
    case 'call':
      return callKinds(step, stream);
    case 'parallel':
      return step.steps.flatMap((inner) => stepKinds(inner, stream));
    default:
      return [];
  }
}

function ownKinds(call: Call, { site, outcome }: Stream): LineKind[] {
  const variants = variantsOf(call, outcome.pins).map((about) => templateLines(call, about));
  const [first = []] = variants;
  return first.map((line, i) => {
    const bodies = variants.map((lines) => {
      const variant = lines[i];
      return variant ? FORMATS[call.service].write(variant).body : '';
    });
    return share(kindOf(line, site, [...new Set(bodies)]));
  });
}

/** What a line tells where it is the same for all of its kind. */
function kindOf({ service, level, logger, attributes }: SampleLine, site: Site, bodies: string[]): LineKind {
  const { tells } = FORMATS[service];
  return {
    service,
    site,
    level,
    logger: tells.logger ? logger : '',
    method: attributes.method ?? '',
    route: tells.route ? (attributes.route ?? '') : '',
    status: attributes.status ?? '',
    bodies,
  };
}

function share(kind: LineKind): LineKind {
  const { site, ...facts } = kind;
  const key = JSON.stringify([site.id, facts]);
  const same = shared.get(key) ?? kind;
  shared.set(key, same);
  return same;
}

/** The lines of a call with slots for what varies. */
function templateLines(call: Call, about: Attributes): SampleLine[] {
  const trace = { traceId: HEX_SLOT, about };
  const span: Pick<SampleSpan, 'spanId' | 'start' | 'duration' | 'attributes'> = {
    spanId: HEX_SLOT,
    start: NaN,
    duration: NaN,
    attributes: { 'url.path': pathOf(call.route, about) },
  };
  return linesOf(trace, call, span, 0).map((line) => ({
    ...line,
    attributes: { ...line.attributes, ...(line.attributes.duration && { duration: NUMBER_SLOT }) },
  }));
}

/** Attributes with slots; those that lines of this call name and that have few values, with each of their values. */
function variantsOf({ lines }: Call, pins: Attributes): Attributes[] {
  const slots: Attributes = {
    request_id: `req-${HEX_SLOT}`,
    user_id: `u-${NUMBER_SLOT}`,
    sku: `SKU-${NUMBER_SLOT}`,
    currency: '',
    amount: NUMBER_SLOT,
    order_id: `o-${HEX_SLOT}`,
    ...(pins.sku === 'other' ? { ...pins, sku: `SKU-${NUMBER_SLOT}` } : pins),
  };
  const few: Record<string, readonly string[]> = {
    currency: CURRENCIES,
    ...Object.fromEntries(
      ATTRIBUTE_NAMES.filter((name) => name !== 'sku').map((name) => [name, Object.keys(SHARES[name])])
    ),
  };
  const named = Object.entries(few).filter(
    ([name]) => pins[name] === undefined && lines.some(({ message }) => message.includes(`{${name}}`))
  );
  return named.reduce<Attributes[]>(
    (variants, [name, values]) => variants.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [slots]
  );
}

const CURRENCIES = ['EUR', 'USD', 'GBP'];

/** Labels of the streams in which a collector of OpenTelemetry keeps an instance's lines. */
export function labelsOf(service: ServiceName, site: Site): Labels {
  return {
    service_name: service,
    service_namespace: site.namespace,
    service_instance_id: instanceOf(service, site),
    deployment_environment_name: site.environment,
  };
}
