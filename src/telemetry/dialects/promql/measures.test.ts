import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTITIES, type EntityKindSpec } from '../../entities';
import {
  isMappable,
  type Measure,
  MEASURE_KINDS,
  measuresOf,
  type MeasureKind,
  type MeasureKindSpec,
  measureSpec,
  type StatKind,
} from '../../measures';
import { is, metricQuestion, type MetricQuestion, type Stat } from '../../questions/metric';
import { promqlErrors, withMacros } from '../../testing/promqlText';
import { detectScraped, scrape, together } from '../../exposition/scraped';
import { FIELDS } from '../../vocabulary';
import { renderMetricQuestion } from './render';

const KINDS = Object.keys(MEASURE_KINDS) as MeasureKind[];
const MEASURES: Measure[] = KINDS.flatMap((kind): Measure[] => measuresOf(kind));
const STATS: Readonly<Record<StatKind, Stat>> = {
  rate: { kind: 'rate' },
  count: { kind: 'count' },
  age: { kind: 'age' },
  ratio: { kind: 'ratio' },
  quantile: { kind: 'quantile', q: 0.95 },
  mean: { kind: 'mean' },
  max: { kind: 'max' },
  timeSpent: { kind: 'timeSpent' },
  distribution: { kind: 'distribution' },
  within: { kind: 'within', seconds: 0.3 },
  value: { kind: 'value' },
};

const folder = join(__dirname, '..', '..', 'conventions', 'recorded');
const pages = readdirSync(folder)
  .filter((file) => file.endsWith('.prom'))
  .map((file) => scrape(readFileSync(join(folder, file), 'utf8'), file.replace('.prom', '')));
/** What shops call their own numbers, which no library writes, and what an exporter says of a group called like it. */
const ownNumbers = scrape(
  [
    'orders_total{outcome="placed"} 9',
    'order_value_total{currency="EUR"} 90',
    'products_low_stock_total 3',
    'checkout_failures_total 1',
    'shop_build_info{version="1.2.0"} 1',
    'kafka_consumergroup_lag{consumergroup="prom-client-path",topic="orders",partition="0"} 4',
  ].join('\n'),
  'prom-client-path'
);
const detection = detectScraped(together([...pages, ownNumbers]));

/** The question, about the entities of a kind or about one of them. */
function questions(entity: EntityKindSpec, measure: Measure, stat: Stat): MetricQuestion[] {
  const one = entity.identity.map((field) => is(field, field === 'service' ? 'prom-client-path' : '$x [[y]] "z"'));
  return (['total', 'series'] as const).flatMap((shape) =>
    [
      { by: [...entity.identity], where: [] },
      { by: [], where: one },
      // What it is of: not every recorded page names an instance or a version.
      { by: [], where: one.slice(0, 1) },
      { by: [], where: [] },
    ].map((asked) => metricQuestion({ measure, stat, shape, ...asked }))
  );
}

const cases = Object.entries<EntityKindSpec>(ENTITIES).flatMap(([kind, entity]) =>
  entity.measures.map((measure) => [kind, measure, entity] as const)
);

describe('every kind of entity and each of its measures', () => {
  it.each(cases)('%s, %s: every stat renders, or says that it is not supported', (_, measure, entity) => {
    const { stats } = measureSpec(measure);
    for (const stat of Object.values(STATS)) {
      const answered = questions(entity, measure, stat).filter((question) => {
        const rendered = renderMetricQuestion(question, detection, { rangeSeconds: 3600 });
        if ('notSupported' in rendered) {
          expect(rendered.notSupported).toMatch(/\w{3}/);
          return false;
        }
        expect(stats[stat.kind]).toContain(rendered.unit);
        for (const { expr } of rendered.queries) {
          expect(promqlErrors(withMacros(expr))).toEqual([]);
        }
        return true;
      });
      // What the table promises is found in what was recorded, and nothing else is.
      expect([measure, stat.kind, answered.length > 0]).toEqual([measure, stat.kind, stat.kind in stats]);
    }
  });

  it.each(cases)('%s, %s: a question that says nothing of itself is answered by no other measure', (_, measure) => {
    const nothing = detectScraped(scrape('up 1\n', 'x'));
    const [stat] = Object.keys(measureSpec(measure).stats) as StatKind[];
    const question = metricQuestion({ measure, stat: STATS[stat ?? 'value'], shape: 'total' });
    const rendered = renderMetricQuestion(question, nothing, { rangeSeconds: 3600 });
    expect('notSupported' in rendered && rendered.notSupported).toMatch(/^No metric found for \w/);
  });
});

describe('the tables', () => {
  it('name each measure once, and each is asked about some entity', () => {
    expect(new Set(MEASURES).size).toBe(MEASURES.length);
    expect(new Set(cases.map(([, measure]) => measure))).toEqual(new Set(MEASURES));
  });

  it('call each entity by a field that is part of its identity', () => {
    for (const { identity, name } of Object.values<EntityKindSpec>(ENTITIES)) {
      expect(identity).toContain(name);
      expect(identity.filter((field) => !FIELDS.includes(field))).toEqual([]);
    }
  });

  it('say what counts as failed just where failures are counted', () => {
    const failing = MEASURES.filter((measure) => measureSpec(measure).failing !== undefined);
    expect(failing).toEqual(MEASURES.filter((measure) => measureSpec(measure).rendering === 'failures'));
    expect(failing.length).toBeGreaterThan(0);
  });

  it('let an admin name signals only, and those of whole kinds', () => {
    const mappable = KINDS.filter((kind) => (MEASURE_KINDS[kind] as MeasureKindSpec).isMappable);
    expect(mappable.length).toBeGreaterThan(0);
    expect(MEASURES.filter(isMappable)).toEqual(mappable.flatMap((kind): Measure[] => measuresOf(kind)));
    expect(MEASURES.filter(isMappable).filter((measure) => measureSpec(measure).rendering !== 'signal')).toEqual([]);
    expect(['requests', 'hostCpu', 'toString', ''].filter(isMappable)).toEqual([]);
  });
});
