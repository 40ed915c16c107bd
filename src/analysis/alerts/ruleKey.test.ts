import { definitionOf, recordedAlike } from './ruleKey';
import { GRAFANA, rule } from './testing/alerts';

it('defines a rule by all that tells it from others of its name, and those of Grafana by their uid', () => {
  const one = rule('Fails', { query: 'a > 1' });
  const others = [{ query: 'a > 2' }, { group: 'night' }, { labels: { severity: 'critical' } }];
  const definitions = [one, ...others.map((change) => rule('Fails', { query: 'a > 1', ...change }))].map(definitionOf);
  expect(new Set(definitions).size).toBe(4);
  expect(definitionOf({ ...one, annotations: { summary: 'other' }, holdSeconds: 60 })).toBe(definitionOf(one));
  expect(definitionOf(rule('Fails', { uid: 'u', origin: GRAFANA }))).toBe('');
  expect(definitionOf(undefined)).toBe('none');
});

it.each([
  ['the same labels', {}, {}, 1],
  ['labels that the other does not have', { severity: 'critical' }, {}, 1],
  ['other labels', { severity: 'critical' }, { severity: 'warning' }, 0],
  ['a label that varies', { severity: 'critical' }, { severity: '{{ $labels.severity }}' }, 1],
])('what is recorded does not tell rules of one name with %s', (_, labels, of, count) => {
  const other = rule('Fails', { query: 'a > 2', labels: of });
  const own = rule('Fails', { query: 'a > 1', labels });
  const all = [own, other, rule('Slow'), rule('Fails', { uid: 'u', origin: GRAFANA })];
  expect(recordedAlike(own, all)).toHaveLength(count);
});

it('tells the rules of Grafana by their uid', () => {
  const own = rule('Fails', { uid: 'u', origin: GRAFANA });
  expect(recordedAlike(own, [own, rule('Fails', { uid: 'v', origin: GRAFANA }), rule('Fails')])).toEqual([]);
});
