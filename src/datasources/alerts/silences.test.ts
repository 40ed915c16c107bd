import { FakeAlertApi } from '../testing/fakeAlertApi';
import { readSilences } from './silences';

const URL = '/api/alertmanager/grafana/api/v2/silences';
const OF_MANAGER = '/api/alertmanager/am/api/v2/silences';
const silence = (id: string, more: object = {}) => ({
  id,
  startsAt: '2026-01-15T11:20:00.000Z',
  endsAt: '2026-01-15T11:40:00.000Z',
  createdBy: 'robin',
  comment: 'restart is on its way',
  matchers: [{ name: 'alertname', value: 'Slow', isRegex: false, isEqual: true }],
  status: { state: 'expired' },
  ...more,
});

it('reads those of Grafana and of an Alertmanager, one request each', async () => {
  const api = new FakeAlertApi([{ uid: 'am', type: 'alertmanager' }]);
  api.bodies = {
    [URL]: [silence('a')],
    [OF_MANAGER]: [
      silence('b', {
        createdBy: null,
        matchers: [
          { name: 'job', value: 'c.*', isRegex: true, isEqual: false },
          { name: 'team', value: 'x', isRegex: false, isEqual: false },
          { name: 'env', value: 'p.*', isRegex: true },
        ],
      }),
      silence('never', { endsAt: '2026-01-15T11:20:00.000Z' }),
    ],
  };
  const [first, second, ...others] = await readSilences();
  expect(first).toEqual({
    id: 'a',
    origin: { kind: 'grafana', uid: 'grafana', name: 'Grafana' },
    from: Date.UTC(2026, 0, 15, 11, 20),
    to: Date.UTC(2026, 0, 15, 11, 40),
    by: 'robin',
    comment: 'restart is on its way',
    matchers: [{ label: 'alertname', op: '=', value: 'Slow' }],
  });
  expect(second).toMatchObject({ id: 'b', by: '', origin: { uid: 'am' } });
  expect(second?.matchers.map(({ label, op, value }) => label + op + value)).toEqual([
    'job!~c.*',
    'team!=x',
    'env=~p.*',
  ]);
  expect(others).toEqual([]);
  expect(api.asked).toEqual([URL, OF_MANAGER]);
});

it.each([403, 404, 500])('has none of who answers %i, and those of the other', async (status) => {
  const api = new FakeAlertApi([{ uid: 'am', type: 'alertmanager' }]);
  api.bodies = { [URL]: status, [OF_MANAGER]: [silence('b')] };
  expect((await readSilences()).map(({ id }) => id)).toEqual(['b']);
});

it('asks no more of them, however many there are', async () => {
  const api = new FakeAlertApi(['a', 'b', 'c', 'd'].map((uid) => ({ uid, type: 'alertmanager' })));
  await readSilences();
  expect(api.asked).toHaveLength(2);
});
