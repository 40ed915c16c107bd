import { type InfraConvention } from '../../../conventions/infrastructure/convention';
import {
  COUNTED_MEASURES,
  INFRA_MEASURES,
  type InfraAnswer,
  type InfraEntity,
  type InfraKind,
  type InfraMeasure,
  type InfraReading,
  type InfraSeries,
} from '../../../questions/infrastructure';
import { type Labels } from '../../../vocabulary';
import { type AnswerSeries } from '../read';
import { addressKey, type HostNames, identify, type Identity } from './identity';
import { CONVENTION_LABEL, INFRA_REFS, MOST_ENTITIES } from './render';

/** The series of one query of the answer. */
type SeriesOf = (refId: string) => readonly AnswerSeries[];

interface Found extends Identity {
  toldAs: Map<string, string>;
  /** Something says that it is there; what counts over the time range counts 0 for one that went within it. */
  isThere: boolean;
  isUp: boolean;
  tellsLimits?: boolean;
  readings: Partial<Record<InfraMeasure, InfraReading>>;
}

/** Reads the answers to the queries of `renderInfra`; who has gone, and to whom nothing happened, is left out. */
export function readInfra(
  conventions: readonly InfraConvention[],
  kind: InfraKind,
  seriesOf: SeriesOf
): Omit<InfraAnswer, 'elsewhere'> {
  const own = conventions.filter((one) => one.kind === kind);
  const hosts = hostNames([...seriesOf(INFRA_REFS.info), ...seriesOf(INFRA_REFS.down)]);
  const found = new Map<string, Found>();
  const find = (convention: InfraConvention, labels: Labels): Found | undefined => {
    const identity = identify(convention, labels, hosts);
    if (!identity) {
      return undefined;
    }
    const known: Found = found.get(identity.id) ?? {
      ...identity,
      toldAs: new Map(),
      isThere: false,
      isUp: true,
      readings: {},
    };
    known.toldAs.set(convention.id, labels[convention.select] ?? '');
    // Who tells of a limit only does not know where the container runs.
    known.instance ??= identity.instance;
    known.hostNames = [...new Set([...known.hostNames, ...identity.hostNames])];
    found.set(identity.id, known);
    return known;
  };
  const most = MOST_ENTITIES[kind];
  const cut = new Set<InfraMeasure>();
  for (const measure of INFRA_MEASURES[kind]) {
    const told = toldOf(own, seriesOf(measure));
    if (own.some(({ id }) => told.filter(({ convention }) => convention.id === id).length >= most)) {
      cut.add(measure);
    }
    for (const { convention, labels, value } of told) {
      const entity = find(convention, labels);
      if (entity && convention.limitsWith === measure) {
        entity.tellsLimits = true;
      }
      if (entity && entity.readings[measure] === undefined) {
        entity.readings[measure] = { value, ...partOf(convention, measure, labels) };
        entity.isThere ||= !COUNTED_MEASURES.has(measure) || Math.round(value) > 0;
      }
    }
  }
  const [informing] = own.filter(({ info }) => info);
  const informed = (refId: string) =>
    seriesOf(refId).map(({ labels }) => ({ labels, entity: informing && find(informing, asMeasured(labels)) }));
  for (const { labels, entity } of informed(INFRA_REFS.info)) {
    if (entity) {
      entity.isThere = true;
      entity.product ??= [labels.sysname, labels.release].filter(Boolean).join(' ');
    }
  }
  for (const { entity } of informed(INFRA_REFS.down)) {
    if (entity) {
      entity.isThere = true;
      entity.isUp = false;
    }
  }
  const isLimitCut = cut.has('cpuLimit') || cut.has('memoryLimit');
  const entities = [...found.values()]
    .filter(({ isThere }) => isThere)
    .map(({ toldAs, isThere: _, tellsLimits, ...entity }) => ({
      ...entity,
      ...(tellsLimits && !isLimitCut && { tellsLimits }),
      kind,
      isUp: entity.isUp && entity.readings.isAnswering?.value !== 0,
      toldAs: [...toldAs].map(([by, as]) => ({ by, as })),
    }));
  return { entities, ...(cut.size > 0 && { cutAt: most }) };
}

/** Reads the answers to the queries of `renderInfraOver`. */
export function readInfraOver(
  conventions: readonly InfraConvention[],
  entities: readonly InfraEntity[],
  measures: readonly InfraMeasure[],
  seriesOf: SeriesOf
): InfraSeries[] {
  const asked = new Set(entities.map(({ id }) => id));
  const hosts: HostNames = new Map(
    entities.flatMap(({ kind, name, cluster, instance }) =>
      kind === 'host' && instance ? [[addressKey({ cluster, instance }), name] as const] : []
    )
  );
  const rank = new Map(conventions.map(({ id }, at) => [id, at]));
  return measures.flatMap((measure) => {
    const told = seriesOf(measure).flatMap((series) => {
      const convention = conventions.find(({ id }) => id === series.labels[CONVENTION_LABEL]);
      const id = convention && identify(convention, series.labels, hosts)?.id;
      return convention && id !== undefined && asked.has(id) ? [{ series, convention, id }] : [];
    });
    // Of an entity that several tell of, the first is believed.
    const best = new Map<string, number>();
    told.forEach(({ id, convention }) => {
      best.set(id, Math.min(best.get(id) ?? Infinity, rank.get(convention.id) ?? Infinity));
    });
    return told
      .filter(({ id, convention }) => best.get(id) === rank.get(convention.id))
      .map(({ series: { labels, times, values }, convention, id }): InfraSeries => ({
        id,
        measure,
        ...partOf(convention, measure, labels),
        times,
        values: values.map((value) => (value === null || !Number.isFinite(value) ? null : value)),
      }));
  });
}

/** Numbers with who told them, the preferred first. */
function toldOf(conventions: readonly InfraConvention[], series: readonly AnswerSeries[]) {
  return conventions.flatMap((convention) =>
    series.flatMap(({ labels, values }) => {
      const value = values.at(-1);
      const isOwn = labels[CONVENTION_LABEL] === convention.id;
      return isOwn && typeof value === 'number' && Number.isFinite(value) ? [{ convention, labels, value }] : [];
    })
  );
}

function partOf({ numbers }: InfraConvention, measure: InfraMeasure, labels: Labels): { part?: string } {
  const [first] = numbers.find((number) => number.measure === measure)?.parts ?? [];
  const part = first === undefined ? undefined : labels[first];
  return part ? { part } : {};
}

/**
 * The labels that the numbers of a host have as well: its own name, which its info metric alone has, would make another
 * host of one that its labels call otherwise, or that has no name of its own.
 */
function asMeasured({ nodename: _, ...labels }: Labels): Labels {
  return labels;
}

/** What machines call themselves, by the addresses of their exporters; a name that several have names none. */
function hostNames(infos: readonly AnswerSeries[]): HostNames {
  const byAddress = new Map(infos.map(({ labels }) => [addressKey(labels), labels]));
  const keyOf = ({ cluster = '', nodename = '' }: Labels) => JSON.stringify([cluster, nodename]);
  const times = new Map<string, number>();
  byAddress.forEach((labels) => times.set(keyOf(labels), (times.get(keyOf(labels)) ?? 0) + 1));
  return new Map(
    [...byAddress].flatMap(([address, labels]) =>
      labels.nodename && times.get(keyOf(labels)) === 1 ? [[address, labels.nodename] as const] : []
    )
  );
}
