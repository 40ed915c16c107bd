import { NEVER } from 'rxjs';
import { toDashboard } from '../setupDashboard';
import { isSetupOpen, SetupConflict } from '../setupStorage';
import { FakeSetupApi } from '../testing/fakeSetupApi';
import { SettingsStore } from './settingsStore';

let api: FakeSetupApi;
jest.mock('@grafana/runtime', () => ({ getBackendSrv: () => api.backendSrv }));

beforeEach(() => {
  api = new FakeSetupApi();
});

describe('loading', () => {
  it('asks one request where nothing was saved, once for all callers', async () => {
    const store = new SettingsStore({ metrics: 'provisioned' });
    expect(await Promise.all([store.load(), store.load()])).toEqual([
      { metrics: 'provisioned' },
      { metrics: 'provisioned' },
    ]);
    await store.load();
    expect(api.asked).toEqual(['GET /api/search']);
  });

  it('puts what was saved on top of what is provisioned', async () => {
    api.dashboard = save({ metrics: 'saved' });
    const store = new SettingsStore({ metrics: 'provisioned', refresh: '5s' });
    expect(await store.load()).toEqual({ metrics: 'saved', refresh: '5s' });
  });

  it.each([
    ['forbidden', 403],
    ['failed', 500],
  ])('goes by what is provisioned where reading is %s, and says so', async (kind, status) => {
    api.dashboard = save({ metrics: 'saved' });
    api.failing = { 'GET /api/dashboards': status };
    const store = new SettingsStore({ metrics: 'provisioned' });
    const state = await store.state();
    expect(state.settings).toEqual({ metrics: 'provisioned' });
    expect(state.failure?.kind).toBe(kind);
    expect(state.failure?.message).toMatch(/could not be read/);
  });

  it('does not hold the pages up where Grafana does not answer', async () => {
    jest.useFakeTimers();
    jest.spyOn(api.backendSrv, 'fetch').mockReturnValue(NEVER);
    const store = new SettingsStore();
    const state = store.state();
    await jest.advanceTimersByTimeAsync(5_000);
    expect((await state).failure?.kind).toBe('failed');
    jest.useRealTimers();
  });

  it('reads anew when asked to, and tells who listens', async () => {
    api.failing = { 'GET /api/search': 502 };
    const store = new SettingsStore();
    expect((await store.state()).failure).toBeDefined();
    api.failing = {};
    api.dashboard = save({ logs: 'l' });
    const heard = jest.fn();
    const stop = store.subscribe(heard);
    expect(await store.readAgain()).toMatchObject({ settings: { logs: 'l' }, failure: undefined });
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    await store.readAgain();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('does not take a dashboard for a set-up that was broken by hand', async () => {
    api.dashboard = { version: 4, folderUid: '', json: { panels: [] } };
    const store = new SettingsStore();
    const { saved, failure } = await store.state();
    expect(failure?.message).toMatch(/cannot be read/);
    await expect(store.save({ metrics: 'a' }, saved)).rejects.toBeInstanceOf(SetupConflict);
    expect(api.dashboard.version).toBe(4);
  });
});

describe('saving', () => {
  it('holds from then on, in this life and the next', async () => {
    const store = new SettingsStore();
    await store.save({ errorStatus: ['429'] }, (await store.state()).saved);
    expect(await store.load()).toEqual({ errorStatus: ['429'] });
    expect((await store.state()).saved).toMatchObject({ version: 1, savedBy: undefined });
    await store.save({ errorStatus: ['429'] }, (await store.state()).saved);
    expect((await store.state()).saved).toMatchObject({ version: 2, savedBy: 'otto' });
    expect(await new SettingsStore().load()).toEqual({ errorStatus: ['429'] });
  });

  it('lets only admins change what was saved, and leaves alone whom an admin let see it', async () => {
    const store = new SettingsStore();
    await store.save({ metrics: 'a' }, (await store.state()).saved);
    expect(api.permissions).toEqual([
      { role: 'Viewer', permission: 1 },
      { role: 'Editor', permission: 1 },
    ]);
    expect(await isSetupOpen()).toBe(false);

    api.permissions = [
      { teamId: 7, permission: 1 },
      { userId: 3, permission: 4 },
      { role: 'Editor', permission: 2 },
    ];
    expect(await isSetupOpen()).toBe(true);
    await store.save({ metrics: 'b' }, (await store.state()).saved);
    expect(api.permissions).toEqual([
      { role: 'Viewer', permission: 1 },
      { role: 'Editor', permission: 1 },
      { teamId: 7, permission: 1 },
    ]);
  });

  it('keeps permissions that are narrower than ours', async () => {
    const store = new SettingsStore();
    await store.save({ metrics: 'a' }, (await store.state()).saved);
    api.permissions = [{ role: 'Editor', permission: 1 }];
    await store.save({ metrics: 'b' }, (await store.state()).saved);
    expect(api.permissions).toEqual([{ role: 'Editor', permission: 1 }]);
  });

  it('refuses to overwrite what somebody else saved in between', async () => {
    const store = new SettingsStore();
    const { saved } = await store.state();
    api.dashboard = save({ metrics: 'theirs' });
    await expect(store.save({ metrics: 'mine' }, saved)).rejects.toBeInstanceOf(SetupConflict);
    expect((await store.state()).settings).toEqual({ metrics: 'theirs' });
  });

  it('leaves the dashboard in the folder that an admin moved it to', async () => {
    api.dashboard = { ...save({ metrics: 'a' }), folderUid: 'ops' };
    const store = new SettingsStore();
    await store.save({ metrics: 'b' }, (await store.state()).saved);
    expect(api.dashboard).toMatchObject({ folderUid: 'ops', version: 2 });
  });

  it('is refused to others, in words', async () => {
    api.role = 'Viewer';
    const store = new SettingsStore();
    await expect(store.save({ metrics: 'a' }, (await store.state()).saved)).rejects.toMatchObject({
      failure: { kind: 'forbidden', message: expect.stringMatching(/could not be saved/) as string },
    });
    expect(api.dashboard).toBeUndefined();
  });

  it('says so when it was saved but could not be protected', async () => {
    api.failing = { 'POST /api/dashboards/uid/tillwatch-setup/permissions': 500 };
    const store = new SettingsStore();
    await expect(store.save({ metrics: 'a' }, (await store.state()).saved)).rejects.toMatchObject({
      failure: { message: expect.stringMatching(/Editors can still change/) as string },
    });
    expect(await store.load()).toEqual({ metrics: 'a' });
  });
});

function save(overrides: Parameters<typeof toDashboard>[0]): NonNullable<FakeSetupApi['dashboard']> {
  return { version: 1, folderUid: '', json: { ...toDashboard(overrides, 0) } };
}
