import fc from 'fast-check';
import { INFRA_CONVENTIONS } from '../../../conventions/infrastructure';
import { INFRA_KINDS, INFRA_MEASURES } from '../../../questions/infrastructure';
import { promqlErrors, promqlStrings, unquote } from '../../../testing/promqlText';
import { renderInfra, renderInfraOver, renderTargets } from './render';

const ASKED = { rangeSeconds: 3600 };

it.each(INFRA_KINDS)('every query of each %s is PromQL, and each measure that anybody tells has one', (kind) => {
  const queries = renderInfra(INFRA_CONVENTIONS, kind, ASKED);
  expect(queries.flatMap(({ expr }) => promqlErrors(expr))).toEqual([]);
  const told = INFRA_CONVENTIONS.filter((one) => one.kind === kind).flatMap(({ numbers }) =>
    numbers.map(({ measure }) => measure)
  );
  const asked = queries
    .map(({ refId }) => refId)
    .filter((refId) => (INFRA_MEASURES[kind] as readonly string[]).includes(refId));
  expect(asked).toEqual(INFRA_MEASURES[kind].filter((measure) => told.includes(measure)));
});

it('of very many databases asks for those that do not answer', () => {
  const [answering] = renderInfra(INFRA_CONVENTIONS, 'database', ASKED);
  expect(answering?.expr).toMatch(/bottomk\(200, max by \([^)]*\) \(pg_up\)\)/);
  expect(answering?.expr).not.toMatch(/\btopk/);
});

it('every measure of each kind is told by some exporter, and none by one of another kind', () => {
  for (const kind of INFRA_KINDS) {
    const told = INFRA_CONVENTIONS.filter((one) => one.kind === kind).flatMap(({ numbers }) =>
      numbers.map(({ measure }) => measure)
    );
    expect([...new Set(told)].sort()).toEqual([...INFRA_MEASURES[kind]].sort());
  }
});

it('queries of targets are PromQL', () => {
  expect(renderTargets().flatMap(({ expr }) => promqlErrors(expr))).toEqual([]);
});

it('names of entities reach a query as they are, whatever they hold', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.integer({ min: 15, max: 86_400 }),
      (name, stepSeconds) => {
        const selected = new Map(INFRA_CONVENTIONS.map(({ id }) => [id, [name]]));
        const queries = renderInfraOver(INFRA_CONVENTIONS, ['cpu', 'memoryUsed', 'connections', 'restarts'], selected, {
          ...ASKED,
          stepSeconds,
        });
        expect(queries).toHaveLength(4);
        for (const { expr } of queries) {
          expect(promqlErrors(expr)).toEqual([]);
          expect(promqlStrings(expr).map(unquote)).toContain(name);
          expect(expr).not.toMatch(/\$|\[\[/);
        }
      }
    )
  );
});

it('asks of nobody whom nobody tells of', () => {
  expect(renderInfraOver(INFRA_CONVENTIONS, ['cpu'], new Map(), { ...ASKED, stepSeconds: 60 })).toEqual([]);
});
