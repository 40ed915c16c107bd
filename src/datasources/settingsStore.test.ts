import { NEVER } from 'rxjs';
import { toDashboard } from './setupDashboard';
import { FakeSetupApi } from './testing/fakeSetupApi';

let api: FakeSetupApi;
jest.mock('@grafana/runtime', () => ({ getBackendSrv: () => api.backendSrv }));

/** The store keeps its state for the life of the app, so every test is a life of its own. */
async function newLife() {
  jest.resetModules();
  const store = await import('./settingsStore');
  const storage = await import('./setupStorage');
  return { ...store, ...storage };
}

beforeEach(() => {
  api = new FakeSetupApi();
});

describe('loading', () => {
  it('asks one request where nothing was saved, once for all callers', async () => {
    const { provideSettings, loadSettings } = await newLife();
    provideSettings({ metrics: 'provisioned' });
    expect(await Promise.all([loadSettings(), loadSettings()])).toEqual([
      { metrics: 'provisioned' },
      { metrics: 'provisioned' },
    ]);
    await loadSettings();
    expect(api.asked).toEqual(['GET /api/search']);
  });

  it('puts what was saved on top of what is provisioned, also when that arrives later', async () => {
    api.dashboard = save({ metrics: 'saved' });
    const { provideSettings, loadSettings } = await newLife();
    expect(await loadSettings()).toEqual({ metrics: 'saved' });
    provideSettings({ metrics: 'provisioned', refresh: '5s' });
    expect(await loadSettings()).toEqual({ metrics: 'saved', refresh: '5s' });
  });

  it.each([
    ['forbidden', 403],
    ['failed', 500],
  ])('goes by what is provisioned where reading is %s, and says so', async (kind, status) => {
    api.dashboard = save({ metrics: 'saved' });
    api.failing = { 'GET /api/dashboards': status };
    const { provideSettings, settingsState } = await newLife();
    provideSettings({ metrics: 'provisioned' });
    const state = await settingsState();
    expect(state.settings).toEqual({ metrics: 'provisioned' });
    expect(state.failure?.kind).toBe(kind);
    expect(state.failure?.message).toMatch(/could not be read/);
  });

  it('does not hold the pages up where Grafana does not answer', async () => {
    jest.useFakeTimers();
    jest.spyOn(api.backendSrv, 'fetch').mockReturnValue(NEVER);
    const { settingsState } = await newLife();
    const state = settingsState();
    await jest.advanceTimersByTimeAsync(5_000);
    expect((await state).failure?.kind).toBe('failed');
    jest.useRealTimers();
  });

  it('reads anew when asked to, and tells who listens', async () => {
    api.failing = { 'GET /api/search': 502 };
    const { settingsState, readOverrides, onSettingsChange } = await newLife();
    expect((await settingsState()).failure).toBeDefined();
    api.failing = {};
    api.dashboard = save({ logs: 'l' });
    const heard = jest.fn();
    const stop = onSettingsChange(heard);
    expect(await readOverrides()).toMatchObject({ settings: { logs: 'l' }, failure: undefined });
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    await readOverrides();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('does not take a dashboard for a set-up that was broken by hand', async () => {
    api.dashboard = { version: 4, folderUid: '', json: { panels: [] } };
    const { settingsState, saveOverrides, SetupConflict } = await newLife();
    const { saved, failure } = await settingsState();
    expect(failure?.message).toMatch(/cannot be read/);
    await expect(saveOverrides({ metrics: 'a' }, saved)).rejects.toBeInstanceOf(SetupConflict);
    expect(api.dashboard.version).toBe(4);
  });
});

describe('saving', () => {
  it('holds from then on, in this life and the next', async () => {
    const { saveOverrides, settingsState, loadSettings } = await newLife();
    await saveOverrides({ errorStatus: ['429'] }, (await settingsState()).saved);
    expect(await loadSettings()).toEqual({ errorStatus: ['429'] });
    expect((await settingsState()).saved).toMatchObject({ version: 1, savedBy: undefined });
    await saveOverrides({ errorStatus: ['429'] }, (await settingsState()).saved);
    expect((await settingsState()).saved).toMatchObject({ version: 2, savedBy: 'otto' });
    const next = await newLife();
    next.provideSettings({});
    expect(await next.loadSettings()).toEqual({ errorStatus: ['429'] });
  });

  it('lets only admins change what was saved, and leaves alone whom an admin let see it', async () => {
    const { saveOverrides, settingsState, isSetupOpen } = await newLife();
    await saveOverrides({ metrics: 'a' }, (await settingsState()).saved);
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
    await saveOverrides({ metrics: 'b' }, (await settingsState()).saved);
    expect(api.permissions).toEqual([
      { role: 'Viewer', permission: 1 },
      { role: 'Editor', permission: 1 },
      { teamId: 7, permission: 1 },
    ]);
  });

  it('keeps permissions that are narrower than ours', async () => {
    const { saveOverrides, settingsState } = await newLife();
    await saveOverrides({ metrics: 'a' }, (await settingsState()).saved);
    api.permissions = [{ role: 'Editor', permission: 1 }];
    await saveOverrides({ metrics: 'b' }, (await settingsState()).saved);
    expect(api.permissions).toEqual([{ role: 'Editor', permission: 1 }]);
  });

  it('refuses to overwrite what somebody else saved in between', async () => {
    const { saveOverrides, settingsState, SetupConflict } = await newLife();
    const { saved } = await settingsState();
    api.dashboard = save({ metrics: 'theirs' });
    await expect(saveOverrides({ metrics: 'mine' }, saved)).rejects.toBeInstanceOf(SetupConflict);
    expect((await settingsState()).settings).toEqual({ metrics: 'theirs' });
  });

  it('leaves the dashboard in the folder that an admin moved it to', async () => {
    api.dashboard = { ...save({ metrics: 'a' }), folderUid: 'ops' };
    const { saveOverrides, settingsState } = await newLife();
    await saveOverrides({ metrics: 'b' }, (await settingsState()).saved);
    expect(api.dashboard).toMatchObject({ folderUid: 'ops', version: 2 });
  });

  it('is refused to others, in words', async () => {
    api.role = 'Viewer';
    const { saveOverrides, settingsState } = await newLife();
    await expect(saveOverrides({ metrics: 'a' }, (await settingsState()).saved)).rejects.toMatchObject({
      failure: { kind: 'forbidden', message: expect.stringMatching(/could not be saved/) as string },
    });
    expect(api.dashboard).toBeUndefined();
  });

  it('says so when it was saved but could not be protected', async () => {
    api.failing = { 'POST /api/dashboards/uid/tillwatch-setup/permissions': 500 };
    const { saveOverrides, settingsState, loadSettings } = await newLife();
    await expect(saveOverrides({ metrics: 'a' }, (await settingsState()).saved)).rejects.toMatchObject({
      failure: { message: expect.stringMatching(/Editors may still change/) as string },
    });
    expect(await loadSettings()).toEqual({ metrics: 'a' });
  });
});

function save(overrides: Parameters<typeof toDashboard>[0]): NonNullable<FakeSetupApi['dashboard']> {
  return { version: 1, folderUid: '', json: { ...toDashboard(overrides, 0) } };
}
