import { type Amount, type InfraConvention, type InfraNumber } from '../../../conventions/infrastructure/convention';
import { TARGET_LABELS } from '../../../conventions/labelNames';
import { INFRA_MEASURES, type InfraKind, type InfraMeasure } from '../../../questions/infrastructure';
import { promString } from '../escape';
import { matches, type Matcher, selector } from '../selector';

/** The label that says whose number it is. */
export const CONVENTION_LABEL = 'tillwatch_convention';

/** So many entities of a kind are told of by each number, those with the highest. */
export const MOST_ENTITIES: Readonly<Record<InfraKind, number>> = { host: 1000, container: 500, database: 200 };
/** So many targets are looked at to find out what runs where. */
const MOST_TARGETS = 3000;

/** Rates are over five minutes: four samples at the longest interval that is usual, a minute. */
const RATE_SECONDS = 300;
/** A step of so many scrapes that what is lost between two steps is little: 15 at the longest interval. */
const LONG_STEP_SECONDS = 900;
/** A host that is down is still known by what it said within this time. */
const KNOWN_FOR = '1d';

/** What is asked besides the numbers. */
export const INFRA_REFS = {
  info: 'info',
  down: 'down',
  targets: 'targets',
  resources: 'resources',
  pods: 'pods',
} as const;

/** One query of the page. */
export interface InfraQuery {
  refId: string;
  expr: string;
}

/** What of the time is asked for. */
interface Asked {
  /** The length of the time range, over which is counted. */
  rangeSeconds: number;
  /** The distance of one value from the next, where there are several. */
  stepSeconds?: number;
}

/** All numbers of a kind, each as one query whoever tells of it, and who there is: what does not grow with how many. */
export function renderInfra(conventions: readonly InfraConvention[], kind: InfraKind, asked: Asked): InfraQuery[] {
  const own = conventions.filter((one) => one.kind === kind);
  const measured = INFRA_MEASURES[kind].flatMap((measure) => renderMeasure(own, measure, asked, MOST_ENTITIES[kind]));
  const infos = own.flatMap(({ info, labels }) => (info ? [{ ...info, by: [...labels, ...info.labels] }] : []));
  const info = infos.map(({ metric, by }) => `group by (${unique(by)}) (${metric})`);
  // All samples of a day would be many.
  const down = infos.map(
    ({ metric, by }) =>
      `group by (${unique(by)}) (last_over_time(${metric}[${KNOWN_FOR}:10m]) and on (cluster, job, instance) (up == 0))`
  );
  return [
    ...measured,
    ...(infos.length > 0 ? [query(INFRA_REFS.info, any(info)), query(INFRA_REFS.down, any(down))] : []),
  ];
}

/** Some measures of some entities, by the labels that their conventions tell them by. */
export function renderInfraOver(
  conventions: readonly InfraConvention[],
  measures: readonly InfraMeasure[],
  selected: ReadonlyMap<string, readonly string[]>,
  asked: Asked
): InfraQuery[] {
  const own = conventions.flatMap((one) => {
    const values = selected.get(one.id) ?? [];
    return values.length > 0 ? [{ ...one, only: matches(one.select, values) }] : [];
  });
  return measures.flatMap((measure) => renderMeasure(own, measure, asked));
}

/** Where the processes are that are scraped, that tell of themselves over OTLP, and the pods that they are in. */
export function renderTargets(): InfraQuery[] {
  const classic = (labels: readonly string[]) => labels.filter((label) => !label.includes('.'));
  const services = classic(TARGET_LABELS.service);
  const places = ['namespace', 'pod', 'container', 'node', 'host', 'nodename', 'cluster'];
  const scraped = ['instance', ...services, ...places];
  const told = [
    'instance',
    ...services,
    'service_namespace',
    'host_name',
    'k8s_node_name',
    'k8s_namespace_name',
    'k8s_pod_name',
    'k8s_container_name',
    'container_id',
  ];
  const pods = ['cluster', 'namespace', 'pod', 'node', 'host_ip'];
  const bounded = (labels: readonly string[], metric: string) =>
    `topk(${MOST_TARGETS}, group by (${unique(labels)}) (${metric}))`;
  return [
    query(INFRA_REFS.targets, bounded(scraped, 'up')),
    query(INFRA_REFS.resources, bounded(told, 'target_info')),
    query(INFRA_REFS.pods, bounded(pods, 'kube_pod_info')),
  ];
}

const query = (refId: string, expr: string): InfraQuery => ({ refId, expr });
const unique = (labels: readonly string[]) => [...new Set(labels)].join(', ');
const any = (vectors: readonly string[]) => vectors.join('\nor\n');

type Scoped = InfraConvention & { only?: Matcher };

/** One query a measure: whose number it is stands in a label, so that `or` keeps what each says. */
function renderMeasure(
  conventions: readonly Scoped[],
  measure: InfraMeasure,
  asked: Asked,
  most?: number
): InfraQuery[] {
  const parts = conventions.flatMap((convention) =>
    convention.numbers
      .filter((number) => number.measure === measure)
      .map((number) => {
        const expr = renderNumber(convention, number, asked);
        // Who does not answer says 0.
        const choose = measure === 'isAnswering' ? 'bottomk' : 'topk';
        const bounded = most === undefined ? expr : `${choose}(${most}, ${expr})`;
        return `label_replace(${bounded}, "${CONVENTION_LABEL}", "${convention.id}", "", "")`;
      })
  );
  return parts.length > 0 ? [query(measure, any(parts))] : [];
}

/** Of parts, such as disks, the highest speaks for the entity, and keeps its labels; over time each has a line. */
function renderNumber(convention: Scoped, number: InfraNumber, asked: Asked): string {
  const { of, over, isRest, parts, above, below } = number;
  const by = [...convention.labels, ...(parts ?? [])];
  const amount = (one: Amount | readonly Amount[]) => renderAmounts(convention, number, one, by, asked);
  const share = over === undefined ? amount(of) : `${amount(of)} / ${amount(over)}`;
  const whole = isRest ? `1 - ${share}` : share;
  const atLeast = above === undefined ? whole : `(${whole}) > ${above}`;
  const within = below === undefined ? atLeast : `(${atLeast}) < ${below}`;
  return parts === undefined || asked.stepSeconds !== undefined
    ? within
    : `topk by (${unique(convention.labels)}) (1, ${within})`;
}

function renderAmounts(
  convention: Scoped,
  { across = 'sum' }: InfraNumber,
  amounts: Amount | readonly Amount[],
  by: readonly string[],
  asked: Asked
): string {
  const each = [amounts].flat().map((amount) => {
    const aggregate = amount.as === 'count' ? 'count' : across;
    return `${aggregate} by (${unique(by)}) (${renderAmount(amount, convention.only, asked)})`;
  });
  return each.length === 1 ? each.join('') : `(${each.join(' + ')})`;
}

function renderAmount({ metric, as = 'value', where = [] }: Amount, only: Matcher | undefined, asked: Asked): string {
  const filters = where.flatMap(({ label, is, isNot }): Matcher[] => [
    ...(is === undefined ? [] : [{ label, op: '=~' as const, text: promString(is) }]),
    ...(isNot === undefined ? [] : [{ label, op: '!~' as const, text: promString(isNot) }]),
  ]);
  const series = selector(metric, only ? [...filters, only] : filters);
  switch (as) {
    case 'rate':
      return `rate(${series}[${Math.max(RATE_SECONDS, asked.stepSeconds ?? 0)}s])`;
    case 'increase':
    case 'changes':
      return renderCounted(series, as, asked);
    case 'value':
    case 'count':
      return series;
  }
}

/**
 * What is counted over the time range, or in each step. In a short step there are no two samples, or what grew from the
 * last one of a step to the first of the next is lost: then the counter is held against itself a step before, which
 * takes no part of one that begins anew. In a long one that loss is small, and a new beginning is not.
 */
function renderCounted(series: string, as: 'increase' | 'changes', { rangeSeconds, stepSeconds }: Asked): string {
  if (stepSeconds === undefined || stepSeconds >= LONG_STEP_SECONDS) {
    return `${as}(${series}[${stepSeconds ?? rangeSeconds}s])`;
  }
  const before = `${series} offset ${stepSeconds}s`;
  return as === 'changes' ? `(${series} != bool ${before})` : `clamp_min(${series} - ${before}, 0)`;
}
