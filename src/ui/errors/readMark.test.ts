import { groupErrors } from '../../analysis/errors/errorGroups';
import { logLine } from '../logLines/testing/lines';
import { fixedMark, type IgnoreForm, readIgnoreForm } from './readMark';

const NOW = Date.UTC(2026, 0, 15, 12);
const MARKING = { by: 'otto', now: NOW };
const [ERROR] = groupErrors(
  ['2.47.3', '2.47.2'].map((version, i) =>
    logLine({
      time: NOW - i * 1000,
      body: 'order lost',
      metadata: { service_version: version },
      reading: { level: 'error', service: 'cart' },
    })
  ),
  { from: 0, to: 1 },
  1
);
const MARKED = { error: ERROR?.fingerprint, service: 'cart', title: 'order lost', at: '2026-01-15T12:00:00.000Z' };

it('says in which version an error is fixed, and which had it before', () => {
  expect(fixedMark(ERROR!, ' 2.47.3 ', MARKING)).toEqual({
    ...MARKED,
    as: 'fixed',
    by: 'otto',
    version: '2.47.3',
    seenIn: ['2.47.2'],
  });
  expect(fixedMark(ERROR!, '', { by: undefined, now: NOW })).toEqual({ ...MARKED, as: 'fixed' });
});

it.each<[IgnoreForm, object]>([
  [{ lasts: 'always', above: '' }, {}],
  [{ lasts: 'day', above: '' }, { until: '2026-01-16T12:00:00.000Z' }],
  [
    { lasts: 'week', above: '0' },
    { until: '2026-01-22T12:00:00.000Z', above: 0 },
  ],
  [{ lasts: 'always', above: ' 12,5 ' }, { above: 12.5 }],
])('reads %j', (form, bounds) => {
  expect(readIgnoreForm(ERROR!, form, MARKING)).toEqual({ mark: { ...MARKED, as: 'ignored', by: 'otto', ...bounds } });
});

it.each(['-1', 'many', '1e999'])('refuses %s', (above) => {
  expect(readIgnoreForm(ERROR!, { lasts: 'always', above }, MARKING)).toEqual({ problem: 'Must be 0 or more' });
});
