import { type BackendSrv, setBackendSrv } from '@grafana/runtime';
import { type ErrorMark, MOST_MARKS } from '../../analysis/errors/errorMark';
import { SettingsStore } from '../client/settingsStore';
import { FakeSetupApi } from '../testing/fakeSetupApi';
import { marksInForce, saveMark } from './marks';

const mark = (error: string, minute = 0): ErrorMark => ({
  as: 'fixed',
  error,
  service: 'cart',
  title: 'order lost',
  at: new Date(Date.UTC(2026, 0, 15, 12, minute)).toISOString(),
});

let api: FakeSetupApi;

beforeEach(() => {
  api = new FakeSetupApi();
  setBackendSrv(api.backendSrv as BackendSrv);
});

it('keeps a mark with the other settings, and takes it back', async () => {
  const store = new SettingsStore({ metrics: 'prom', errorMarks: [mark('provisioned')] });
  expect(await saveMark(store, await store.state(), { mark: mark('a', 1) })).toBe(0);
  expect(await marksInForce(await store.load(), false)).toEqual([mark('provisioned'), mark('a', 1)]);
  await saveMark(store, await store.state(), { reopen: 'provisioned' });
  const again = new SettingsStore({ metrics: 'prom', errorMarks: [mark('provisioned')] });
  expect((await again.state()).saved.overrides).toEqual({ errorMarks: [mark('a', 1)] });
  expect(await again.load()).toEqual({ metrics: 'prom', errorMarks: [mark('a', 1)] });
});

it('keeps what it does not know of other marks', async () => {
  const later = { ...mark('a'), ticket: 'SHOP-7' };
  const store = new SettingsStore({ errorMarks: [later] });
  await saveMark(store, await store.state(), { mark: mark('b', 1) });
  expect((await store.load()).errorMarks).toEqual([later, mark('b', 1)]);
});

it('keeps marks that it cannot read, whatever is marked', async () => {
  const later = [{ ...mark('a'), as: 'assigned', to: 'otto' }, 'a form of its own', { ...mark('b'), at: 'lately' }];
  const store = new SettingsStore({ errorMarks: [later[0], mark('c'), later[1], later[2]] });
  await saveMark(store, await store.state(), { mark: mark('d', 1) });
  expect((await store.load()).errorMarks).toEqual([...later, mark('c'), mark('d', 1)]);
  await saveMark(store, await store.state(), { reopen: 'c' });
  const many = Array.from({ length: MOST_MARKS }, (_, i) => mark(`e${i}`, i + 2));
  for (const one of many.slice(0, 2)) {
    await saveMark(store, await store.state(), { mark: one });
  }
  expect((await store.load()).errorMarks).toEqual([...later, mark('d', 1), ...many.slice(0, 2)]);
});

it('counts none of them as one of too many', async () => {
  const full = Array.from({ length: MOST_MARKS }, (_, i) => mark(`e${i}`, i));
  const store = new SettingsStore({ errorMarks: ['of a later version', ...full] });
  expect(await saveMark(store, await store.state(), { mark: mark('new', MOST_MARKS) })).toBe(1);
  const saved = (await store.load()).errorMarks;
  expect([saved?.length, saved?.[0]]).toEqual([MOST_MARKS + 1, 'of a later version']);
});

it('says how many of the oldest it dropped', async () => {
  const store = new SettingsStore({ errorMarks: Array.from({ length: MOST_MARKS }, (_, i) => mark(`e${i}`, i)) });
  expect(await saveMark(store, await store.state(), { mark: mark('new', MOST_MARKS) })).toBe(1);
  const marks = await marksInForce(await store.load(), false);
  expect([marks.length, marks[0]?.error, marks.at(-1)?.error]).toEqual([MOST_MARKS, 'e1', 'new']);
});

it('writes nothing over what somebody else saved meanwhile', async () => {
  const store = new SettingsStore();
  const state = await store.state();
  await saveMark(new SettingsStore(), state, { mark: mark('theirs') });
  await expect(saveMark(store, state, { mark: mark('ours') })).rejects.toThrow(/Someone else saved/);
  expect((await store.load()).errorMarks).toEqual([mark('theirs')]);
});

it('is refused to those who are no admins', async () => {
  api.role = 'Viewer';
  const store = new SettingsStore();
  await expect(saveMark(store, await store.state(), { mark: mark('a') })).rejects.toThrow(/permission/);
  expect((await store.load()).errorMarks).toBeUndefined();
});

it('are those of the sample shop while sample data is shown', async () => {
  const marks = await marksInForce({ errorMarks: [mark('own')] }, true, Date.UTC(2026, 0, 15, 12));
  expect(marks.map(({ as }) => as)).toEqual(['fixed', 'ignored']);
});
