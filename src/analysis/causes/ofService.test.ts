import { ofService } from './ofService';
import { BEGINS, calls, caseOf } from './testing/cases';
import { whatChanged } from './whatChanged';
import { whenWorse } from './whenWorse';

const MINUTE = 60_000;
const shop = (fates: Parameters<typeof caseOf>[3]) =>
  caseOf(3, ['web', 'shop', 'pay', 'blog'], [calls('web', 'shop'), calls('shop', 'pay'), calls('web', 'blog')], fates);

it('keeps a service and whom it calls, directly or not', () => {
  const one = {
    ...shop({}),
    patterns: ['shop', 'blog'].map((service) => ({
      ...{ service, template: 'x', level: 'error' as const, before: 1, during: 2 },
    })),
  };
  const own = ofService(one, 'shop');
  expect(new Set(own.series.map(({ entity }) => entity.service))).toEqual(new Set(['shop', 'pay']));
  expect(own.edges).toEqual([calls('shop', 'pay')]);
  expect(own.patterns?.map(({ service }) => service)).toEqual(['shop']);
  expect(ofService({ ...one, edges: undefined }, 'shop').series.every(({ entity }) => entity.service === 'shop')).toBe(
    true
  );
});

it('tells from when to when anything was worse', () => {
  const one = shop({ pay: { fails: 0.3 } });
  const { changes } = whatChanged(one);
  const { from, to } = whenWorse(one, changes) ?? { from: NaN, to: NaN };
  expect(Math.abs(from - BEGINS * MINUTE)).toBeLessThanOrEqual(MINUTE);
  expect(to).toBe(one.during.to);
  const quiet = shop({});
  expect(whenWorse(quiet, whatChanged(quiet).changes)).toBeUndefined();
});
