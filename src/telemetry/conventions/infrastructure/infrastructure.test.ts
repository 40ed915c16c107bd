import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseExposition } from '../../exposition/parseExposition';
import { COUNTED_MEASURES } from '../../questions/infrastructure';
import { INFRA_CONVENTIONS } from '.';

/** What an exporter says only of some servers: of replicas, and of what has happened. */
const ONLY_SOME: ReadonlySet<string> = new Set(['pg_replication_lag', 'pg_replication_lag_seconds']);

it.each([
  ['node-exporter', 'node-exporter'],
  ['postgres', 'postgres-exporter'],
  ['redis', 'redis-exporter'],
])('the metrics and labels of %s are those of its recorded page', (id, page) => {
  const { samples } = parseExposition(readFileSync(join(__dirname, '..', 'recorded', `${page}.prom`), 'utf8'));
  const convention = INFRA_CONVENTIONS.find((one) => one.id === id);
  const asked = (convention?.numbers ?? []).flatMap(({ of, over = [], parts = [] }) =>
    [of, over].flat().map((amount) => ({ ...amount, parts }))
  );
  expect(asked.length).toBeGreaterThan(5);
  for (const { metric, where = [], parts } of asked.filter((one) => !ONLY_SOME.has(one.metric))) {
    const own = samples.filter(({ name }) => name === metric);
    expect([metric, own.length > 0]).toEqual([metric, true]);
    const labels = [...where.map(({ label }) => label), ...parts];
    expect(own.every((sample) => labels.every((label) => sample.labels[label] !== undefined))).toBe(true);
  }
});

it('counts over the time range what is said to be counted, and nothing else', () => {
  const counts = INFRA_CONVENTIONS.flatMap(({ numbers }) => numbers).map(({ measure, of }) => ({
    measure,
    isCounted: [of].flat().some(({ as }) => as === 'increase' || as === 'changes'),
  }));
  expect(counts.filter(({ measure, isCounted }) => isCounted !== COUNTED_MEASURES.has(measure))).toEqual([]);
});

it('names each exporter once', () => {
  const ids = INFRA_CONVENTIONS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('asks for entities by a label that tells them apart', () => {
  expect(INFRA_CONVENTIONS.filter(({ labels, select }) => !labels.includes(select))).toEqual([]);
});
