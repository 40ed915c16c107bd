import { type Level } from '../../../telemetry/questions/logs';
import { type Labels } from '../../../telemetry/vocabulary';
import { type Attributes, ATTRIBUTE_NAMES, SHARES } from '../../attributes';
import { type Call, type ServiceName, type Step } from '../../calls';
import { knownTo } from '../../requests/known';
import { linesOf } from '../../requests/lines';
import { type SampleLine, type SampleSpan } from '../../requests/request';
import { pathOf } from '../../requests/spans';
import { instanceOf, type Site } from '../../sites';
import { type Stream } from '../../streams';
import { FORMATS, type Written } from './formats';
import { ABOUT_SLOTS, HEX_SLOT, NUMBER_SLOT, TRACE_SLOT } from './slots';

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
  /** How it is written, with slots where requests differ: several where a value is one of a few. */
  variants: readonly Written[];
}

const known = new WeakMap<Stream, LineKind[]>();

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

/** The same call writes the same kinds of lines, wherever it is made. */
const shared = new Map<string, LineKind[]>();

function ownKinds({ service, method, route, status, lines }: Call, { site, outcome }: Stream): LineKind[] {
  const key = JSON.stringify([site.id, service, method, route, status, lines, outcome.pins]);
  const found = shared.get(key) ?? makeKinds({ service, method, route, status, lines }, site, outcome.pins);
  shared.set(key, found);
  return found;
}

/** What of a call its lines depend on. */
type CallLines = Pick<Call, 'service' | 'method' | 'route' | 'status' | 'lines'>;

function makeKinds(call: CallLines, site: Site, pins: Attributes): LineKind[] {
  const variants = variantsOf(call, pins).map((about) => templateLines(call, about));
  const [first = []] = variants;
  return first.map((line, i) =>
    kindOf(
      line,
      site,
      variants.flatMap((lines) => lines.slice(i, i + 1))
    )
  );
}

/** What a line tells where it is the same for all of its kind. */
function kindOf(line: SampleLine, site: Site, variants: readonly SampleLine[]): LineKind {
  const { service, level, logger, attributes } = line;
  const { tells, write } = FORMATS[service];
  return {
    service,
    site,
    level,
    logger: tells.logger ? logger : '',
    method: attributes.method ?? '',
    route: tells.route ? (attributes.route ?? '') : '',
    status: attributes.status ?? '',
    variants: variants.map(write),
  };
}

/** The lines of a call with slots for what varies. */
function templateLines(call: CallLines, about: Attributes): SampleLine[] {
  const span: Pick<SampleSpan, 'spanId' | 'start' | 'duration' | 'attributes'> = {
    spanId: HEX_SLOT,
    start: NaN,
    duration: NaN,
    attributes: { 'url.path': pathOf(call.route, about) },
  };
  return linesOf({ traceId: TRACE_SLOT, about }, call, span, 0).map((line) => ({
    ...line,
    attributes: { ...line.attributes, ...(line.attributes.duration && { duration: NUMBER_SLOT }) },
  }));
}

/** Attributes that have few values. */
const FEW: Readonly<Record<string, readonly string[]>> = {
  currency: ['EUR', 'USD', 'GBP'],
  ...Object.fromEntries(
    ATTRIBUTE_NAMES.filter((name) => name !== 'sku').map((name) => [name, Object.keys(SHARES[name])])
  ),
};

/** What requests are about, with slots; attributes of few values that lines of this call tell, with each of them. */
function variantsOf({ service, lines }: CallLines, { sku, ...pins }: Attributes): Attributes[] {
  const fixed = { ...ABOUT_SLOTS, ...pins, ...(sku !== undefined && sku !== 'other' && { sku }) };
  const told = Object.keys(knownTo(service, {}));
  const named = Object.entries(FEW).filter(
    ([name]) =>
      pins[name] === undefined && (told.includes(name) || lines.some(({ message }) => message.includes(`{${name}}`)))
  );
  return named.reduce<Attributes[]>(
    (variants, [name, values]) => variants.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [fixed]
  );
}

/** Labels of the streams in which a collector of OpenTelemetry keeps an instance's lines. */
export function labelsOf(service: ServiceName, site: Site): Labels {
  return {
    service_name: service,
    service_namespace: site.namespace,
    service_instance_id: instanceOf(service, site),
    deployment_environment_name: site.environment,
  };
}
