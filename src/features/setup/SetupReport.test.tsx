import React from 'react';
import { locationUtil } from '@grafana/data';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { type ServiceIdentity } from '../../correlation/joins';
import { type Settings } from '../../datasources/settings';
import { type Identities } from '../../datasources/client/identities';
import { type MetricsClient } from '../../datasources/client/metricsClient';
import { SampleMode } from '../../datasources/client/sampleMode';
import { type TelemetryClient } from '../../datasources/client/telemetryClient';
import { overridesIn, toDashboard } from '../../datasources/setupDashboard';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { FakeSetupApi } from '../../datasources/testing/fakeSetupApi';
import { withClient } from '../../ui/testing/withClient';
import { SetupReport } from './SetupReport';
import { detected, SHOP } from './testing/detections';
import { FakeDataSources } from './testing/fakeDataSources';

let api: FakeSetupApi;
let dataSources: FakeDataSources;
const mockUser = { orgRole: 'Admin', isGrafanaAdmin: false };
jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => api.backendSrv,
  getDataSourceSrv: () => dataSources.srv,
  config: {
    get bootData() {
      return { user: mockUser };
    },
  },
}));
jest.mock('./provisioning', () => ({
  // The real one is tested by itself; it loads a library that jsdom cannot.
  provisioningYaml: (id: string, settings: Settings) => Promise.resolve(`${id} ${JSON.stringify(settings)}`),
}));

const findIdentities = jest.fn<Promise<ServiceIdentity[]>, Parameters<Identities['find']>>();
const clearIdentities = jest.fn<void, []>();
const foundBefore = jest.fn<ReturnType<Identities['foundBefore']>, Parameters<Identities['foundBefore']>>();
let sampleMode: SampleMode;
let client: TelemetryClient;

let telemetry: jest.Mocked<Pick<MetricsClient, 'detection' | 'isRenewed' | 'lookAgain'>>;

// To see whether something is hidden, jsdom computes the styles of all that is around it, for seconds.
configure({ defaultHidden: true });

beforeAll(() => {
  // Comboboxes measure their text; jsdom draws nothing.
  const measureText = (text: string) => ({ width: text.length });
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ measureText } as CanvasRenderingContext2D & null);
});

beforeEach(() => {
  findIdentities.mockReset().mockResolvedValue(NAMES);
  clearIdentities.mockReset();
  foundBefore.mockReset().mockResolvedValue(undefined);
  sampleMode = new SampleMode();
  api = new FakeSetupApi();
  dataSources = new FakeDataSources().add('prometheus', 'prom').add('loki', 'loki');
  telemetry = { detection: jest.fn(), isRenewed: jest.fn().mockResolvedValue(false), lookAgain: jest.fn() };
  telemetry.detection.mockResolvedValue({ detection: SHOP, dataSource: dataSources.srv.getList()[0]! });
  locationUtil.initialize({
    config: { appSubUrl: '' } as Parameters<typeof locationUtil.initialize>[0]['config'],
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
  });
});

/** A shop whose API is called otherwise in logs, and payments that only look like theirs. */
const NAMES: ServiceIdentity[] = [
  {
    service: 'shop-api',
    metrics: { name: 'shop-api', evidence: { kind: 'equal' } },
    logs: { name: 'shop-1', evidence: { kind: 'traces', agree: 9, of: 10 } },
    traces: { name: 'shop-api', evidence: { kind: 'equal' } },
    proposed: [],
  },
  {
    service: 'payments',
    metrics: { name: 'payments', evidence: { kind: 'equal' } },
    proposed: [{ signal: 'logs', name: 'payments-svc-1' }],
  },
];

interface Given {
  role?: FakeSetupApi['role'];
  provisioned?: Settings;
  saved?: Settings;
  url?: string;
}

/** Opens the page as somebody, and waits until it has looked. */
async function open({ role = 'Admin', provisioned = {}, saved, url = '/setup' }: Given = {}) {
  mockUser.orgRole = role;
  api.role = role;
  if (saved) {
    api.dashboard = { version: 5, folderUid: '', json: { ...toDashboard(saved, 4) } };
    api.permissions = [{ role: 'Editor', permission: 1 }];
  }
  client = fakeClient(
    { metrics: telemetry, identities: { find: findIdentities, clear: clearIdentities, foundBefore } },
    { provisioned, sampleMode }
  );
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  render(
    <MemoryRouter initialEntries={[url]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <SetupReport />
    </MemoryRouter>,
    { wrapper: withClient(client) }
  );
  await screen.findByRole('heading', { name: 'Overrides' });
  await waitFor(() => expect(screen.queryByText(/^(Scanning|Checking)/)).not.toBeInTheDocument());
  return user;
}

const saved = () => overridesIn(api.dashboard?.json);
const form = () => within(screen.getByRole('form', { name: 'Overrides' }));
const sources = () => screen.getByRole('region', { name: 'Data sources' });
const statuses = () => screen.getByLabelText(/Codes and classes/);

describe('what was found', () => {
  it('is told with its evidence, and leads to the services in the same time range', async () => {
    await open({ url: '/setup?from=now-3h&to=now' });
    const family = within(screen.getByRole('article', { name: 'Prometheus HTTP metrics' }));
    expect(family.getByText('Known convention')).toBeInTheDocument();
    expect(family.getByText('http_request_duration_seconds')).toBeInTheDocument();
    expect(family.getByRole('link', { name: 'shop-api' })).toHaveAttribute(
      'href',
      '/a/tillwatch-shop-app/health/service?service=shop-api&from=now-3h&to=now'
    );
    expect(screen.getByText(/^1 service, from \d metrics of My prom/)).toHaveTextContent('Nothing is missing');
  });

  it('gives way to what has changed since it was kept', async () => {
    telemetry.isRenewed.mockResolvedValueOnce(true);
    await open();
    await waitFor(() => expect(telemetry.detection).toHaveBeenCalledTimes(2));
    expect(telemetry.lookAgain).not.toHaveBeenCalled();
  });

  it('is looked for again on demand', async () => {
    const user = await open();
    telemetry.detection.mockResolvedValue({
      detection: detected('gateway_calls_total{job="gateway",verb="GET",code="2xx"}'),
      dataSource: dataSources.srv.getList()[0]!,
    });
    await user.click(screen.getByRole('button', { name: 'Rescan' }));
    expect(telemetry.lookAgain).toHaveBeenCalledTimes(1);
    expect(await screen.findByRole('link', { name: 'gateway' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'shop-api' })).not.toBeInTheDocument();
    expect(screen.getByText(/2 gaps/)).toBeInTheDocument();
  });

  it('may be nothing, and then the page says what was looked for and where', async () => {
    telemetry.detection.mockResolvedValue({
      detection: detected('up{job="x"}'),
      dataSource: dataSources.srv.getList()[0]!,
    });
    await open();
    expect(screen.getByTestId('absence-empty')).toHaveTextContent('1 metric of My prom searched');
  });

  it.each([
    [{ status: 403 }, 'absence-forbidden', /not have permission to query My prom/],
    [{ status: 502 }, 'absence-failed', /My prom cannot be reached/],
  ])('fails in words: %j', async (error, view, message) => {
    telemetry.detection.mockRejectedValue(error);
    await open();
    expect(await screen.findByTestId(view)).toHaveTextContent(message);
    // The rest of the page still works.
    expect(statuses()).toBeEnabled();
  });
});

describe('while sample data is shown', () => {
  beforeEach(() => sampleMode.set(true));
  afterEach(() => window.localStorage.clear());

  it('no data source is asked nor shown, until it is turned off', async () => {
    const getResource = jest.fn().mockReturnValue({ data: ['http_requests_total'] });
    dataSources = new FakeDataSources().add('prometheus', 'prom', { getResource });
    const user = await open();
    expect(screen.queryByRole('heading', { name: 'Request metrics' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Test / })).not.toBeInTheDocument();
    expect(screen.getByText(/sample shop uses the same names/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Detect service names' })).not.toBeInTheDocument();
    // The names of metrics that a mapping offers are those of the shop's own.
    await user.click(form().getByRole('button', { name: 'Add mapping' }));
    await user.click(screen.getByLabelText('Metric'));
    expect(telemetry.detection).not.toHaveBeenCalled();
    expect(getResource).not.toHaveBeenCalled();

    await user.click(screen.getByRole('switch', { name: 'Show sample data' }));
    expect(await screen.findByRole('article', { name: 'Prometheus HTTP metrics' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Test My prom' })).toBeInTheDocument();
    expect(telemetry.detection).toHaveBeenCalledTimes(1);
  });
});

describe('a test of a data source', () => {
  const loki = (getResource: (path: string) => unknown) => {
    dataSources = new FakeDataSources().add('prometheus', 'prom').add('loki', 'loki', { getResource });
  };

  it('happens once when the page is opened, and tells of it in the checklist alone', async () => {
    const getResource = jest.fn().mockReturnValue({ data: ['app'] });
    loki(getResource);
    const user = await open();
    const result = screen.getByText(/^1 label in the last hour: app/);
    expect(result.closest('[role="status"]')).toBeNull();
    expect(getResource.mock.calls).toEqual([['labels'], ['label/app/values']]);
    // What is typed or saved meanwhile asks for nothing more.
    await user.type(statuses(), '429');
    await user.click(form().getByRole('button', { name: 'Save' }));
    await form().findByText('Saved');
    expect(getResource).toHaveBeenCalledTimes(2);
  });

  it('happens again on demand, and announces the result', async () => {
    const getResource = jest.fn().mockReturnValue({ data: ['app'] });
    loki(getResource);
    const user = await open();
    getResource.mockReturnValue({ data: ['app', 'level'] });
    const button = screen.getByRole('button', { name: 'Test My loki' });
    await user.click(button);
    const result = await screen.findByText(/2 labels in the last hour: app, level/);
    expect(result.closest('[role="status"]')).not.toBeNull();
    expect(button).toBeEnabled();
  });

  it('says what is wrong and what to do', async () => {
    loki(() => {
      throw Object.assign(new Error('dial tcp: connection refused'), { status: 502 });
    });
    await open();
    expect(within(sources()).getByText(/My loki cannot be reached/)).toBeInTheDocument();
    expect(screen.getByText(/Check that the server is running/)).toBeInTheDocument();
  });

  it('is not offered where there is no data source', async () => {
    await open();
    expect(within(sources()).getByText(/No Tempo data source/)).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: /^Test / })).toHaveLength(2);
  });
});

describe('the checklist', () => {
  const checks = () => within(screen.getByRole('region', { name: 'Checklist' }));

  it('has what is missing on top, each with the one thing to do', async () => {
    await open();
    const [first, second, third] = checks().getAllByRole('listitem');
    expect(first).toHaveTextContent('MetricsMy prom returned an error');
    expect(second).toHaveTextContent('LogsNo label in the last hour');
    expect(third).toHaveTextContent('TracesNo Tempo data source');
    expect(within(third!).getByRole('link')).toHaveAttribute('href', '/connections/datasources/tempo');
    expect(checks().getByRole('status')).toHaveTextContent('8 of 11 checks need attention');
  });

  it('leads to the details of a gap', async () => {
    const scrolled = jest.fn();
    Element.prototype.scrollIntoView = scrolled;
    const user = await open();
    await user.click(checks().getByRole('button', { name: 'Show details: Logs' }));
    expect(scrolled).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('heading', { name: 'Data sources', level: 2 })).toHaveFocus();
  });

  it('begins a mapping for who can save it, and for nobody else', async () => {
    const user = await open();
    await user.click(checks().getByRole('button', { name: 'Map a metric: Revenue' }));
    expect(screen.getByLabelText('Metric')).toHaveFocus();
  });

  it('shows others what is missing', async () => {
    await open({ role: 'Viewer' });
    expect(checks().queryByRole('button', { name: /^Map a metric/ })).not.toBeInTheDocument();
    expect(checks().queryByRole('link', { name: /^Add data source/ })).not.toBeInTheDocument();
    expect(checks().getByRole('button', { name: 'Show details: Revenue' })).toBeInTheDocument();
  });
});

describe('names of services', () => {
  const look = () => screen.getByRole('button', { name: 'Detect service names' });
  const row = (service: string) => within(screen.getByRole('row', { name: new RegExp(`^${service} `) }));

  it('are looked for on demand only, in what the URL names, and told with the evidence', async () => {
    const user = await open({ role: 'Viewer', url: '/setup?var-logs=loki&var-environment=prod' });
    expect(screen.getByText(/up to 8 queries/)).toBeInTheDocument();
    expect(findIdentities).not.toHaveBeenCalled();
    await user.click(look());
    expect(
      await screen.findByText(/2 services, 1 without logs, 1 without traces\. 1 name to confirm/)
    ).toBeInTheDocument();
    expect(findIdentities).toHaveBeenCalledTimes(1);
    expect(findIdentities.mock.calls[0]?.[0]).toEqual({
      metrics: '',
      logs: 'loki',
      traces: '',
      environments: ['prod'],
    });
    expect(row('shop-api').getByText('shop-1')).toBeInTheDocument();
    expect(row('shop-api').getByText(/9 of 10 log lines/)).toBeInTheDocument();
    expect(
      row('payments').getByText(/payments-svc-1 \(in logs\) is similar, but no shared evidence/)
    ).toBeInTheDocument();
    // Reading is all that a Viewer does.
    expect(row('payments').queryByRole('button')).not.toBeInTheDocument();
  });

  it('that pages go by are told with their age, and can be looked for again', async () => {
    const names = [{ service: 'spring-boot', logs: { name: 'desk.log' }, traces: { name: 'order-desk' } }];
    foundBefore.mockResolvedValue({ at: Date.now() - 3 * 3600_000, names });
    const user = await open({ url: '/setup?var-logs=loki' });
    expect(await screen.findByText(/Matched 3 hours ago: spring-boot = desk\.log, order-desk\.$/)).toBeInTheDocument();
    expect(foundBefore.mock.calls[0]?.[0]).toMatchObject({ logs: 'loki' });
    expect(findIdentities).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Detect again: service names' }));
    expect(await screen.findByText(/2 services, 1 without logs/)).not.toHaveTextContent('Matched');
  });

  it('are joined by an admin, who alone decides', async () => {
    const user = await open();
    await user.click(look());
    await user.click(await screen.findByRole('button', { name: 'Confirm payments-svc-1 in logs as payments' }));
    expect(screen.getByLabelText('Service')).toHaveValue('payments');
    expect(screen.getByLabelText('Name in logs')).toHaveValue('payments-svc-1');
    clearIdentities.mockClear();
    await user.click(form().getByRole('button', { name: 'Save' }));
    await form().findByText('Saved');
    expect(saved()).toEqual({ joins: [{ service: 'payments', logs: 'payments-svc-1' }] });
    expect(clearIdentities).toHaveBeenCalledTimes(1);
    expect(screen.getByText(/have changed: detect again/)).toBeInTheDocument();
  });

  it('may be none, and are kept when something else is saved', async () => {
    const joins = [{ service: 'shop-api', logs: null, traces: 'api' }];
    const user = await open({ saved: { joins } });
    expect(screen.getByLabelText('Name in logs')).toHaveValue('None');
    expect(screen.getByLabelText('Name in traces')).toHaveValue('api');
    await user.type(statuses(), '429');
    await user.click(form().getByRole('button', { name: 'Save' }));
    await form().findByText('Saved');
    expect(saved()).toEqual({ errorStatus: ['429'], joins });
  });

  it('that cannot be looked for are said to', async () => {
    findIdentities.mockRejectedValue({ status: 403 });
    const user = await open();
    await user.click(look());
    expect(await screen.findByTestId('absence-forbidden')).toBeInTheDocument();
    expect(statuses()).toBeEnabled();
  });
});

describe('overrides', () => {
  const objectives = [{ service: 'shop-api', errorRatio: 0.01, p95: 0.4 }];

  it.each(['Viewer', 'Editor'] as const)('can be read but not changed by a %s', async (role) => {
    await open({
      role,
      saved: {
        errorStatus: ['429'],
        objectives,
        business: [{ measure: 'orders', metric: 'sales', type: 'counter' }],
        joins: [{ service: 'shop-api', logs: 'shop-1' }],
      },
    });
    expect(statuses()).toHaveValue('429');
    expect(screen.getByLabelText('Max error rate')).toHaveValue('1');
    for (const input of [
      ...form().getAllByRole('textbox'),
      ...form().getAllByRole('combobox'),
      ...form().getAllByRole('radio'),
    ]) {
      expect(input).toBeDisabled();
    }
    expect(form().queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Map a metric/ })).not.toBeInTheDocument();
    expect(screen.getByText(/Only admins can change them/)).toBeInTheDocument();
    expect(api.asked.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('are saved by an admin, and hold at once', async () => {
    const user = await open({ provisioned: { refresh: '5s', errorStatus: ['5xx'] } });
    expect(form().getByRole('button', { name: 'Save' })).toBeDisabled();
    await user.clear(statuses());
    await user.type(statuses(), '5xx, 429');
    await user.click(form().getByRole('button', { name: 'Add objective' }));
    await user.type(screen.getByLabelText('Service'), 'shop-api');
    await user.type(screen.getByLabelText('Max p95 latency'), '400');
    await user.click(form().getByRole('button', { name: 'Save' }));
    expect(await form().findByText('Saved')).toBeInTheDocument();
    // Nothing of what is provisioned and was left alone.
    expect(saved()).toEqual({ errorStatus: ['5xx', '429'], objectives: [{ service: 'shop-api', p95: 0.4 }] });
    expect(api.permissions.every(({ permission }) => permission === 1)).toBe(true);
    expect(form().getByRole('button', { name: 'Save' })).toBeDisabled();
    await waitFor(() => expect(telemetry.detection).toHaveBeenCalledTimes(2));
    await user.click(screen.getByRole('button', { name: 'Show YAML' }));
    expect(await screen.findByLabelText('Provisioning file')).toHaveTextContent('"refresh":"5s"');
  });

  it('begin where a measure is missing', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Map a metric to Revenue' }));
    const metric = screen.getByLabelText('Metric');
    expect(metric).toHaveFocus();
    await user.type(metric, 'takings_total');
    await user.click(form().getByRole('button', { name: 'Save' }));
    await form().findByText('Saved');
    expect(saved()).toEqual({ business: [{ measure: 'revenue', metric: 'takings_total', type: 'counter' }] });
  });

  it('are not saved while something is wrong with them', async () => {
    const user = await open();
    await user.type(statuses(), 'never');
    expect(screen.queryByText(/Not a status code/)).not.toBeInTheDocument();
    await user.click(form().getByRole('button', { name: 'Save' }));
    expect(screen.getByText('Not a status code or class: never')).toBeInTheDocument();
    expect(screen.getByText(/Not saved: 1 field/)).toBeInTheDocument();
    expect(api.dashboard).toBeUndefined();
  });

  it('are never overwritten unseen', async () => {
    const user = await open({ saved: { errorStatus: ['500'] } });
    await user.type(statuses(), ', 404');
    api.dashboard = { version: 6, folderUid: '', json: { ...toDashboard({ errorStatus: ['503'] }, 5) } };
    await user.click(form().getByRole('button', { name: 'Save' }));
    expect(await form().findByText(/Someone else saved/)).toBeInTheDocument();
    expect(statuses()).toHaveValue('500, 404');
    // Trying once more changes nothing: the typed rests on what is gone.
    await user.click(form().getByRole('button', { name: 'Save' }));
    expect(await form().findByText(/Someone else saved/)).toBeInTheDocument();
    expect(saved()).toEqual({ errorStatus: ['503'] });
    await user.click(screen.getByRole('button', { name: 'Load latest version' }));
    expect(statuses()).toHaveValue('503');
    await user.type(statuses(), ', 404');
    await user.click(form().getByRole('button', { name: 'Save' }));
    await form().findByText('Saved');
    expect(saved()).toEqual({ errorStatus: ['503', '404'] });
  });

  it('go back to what is provisioned', async () => {
    const user = await open({ provisioned: { errorStatus: ['5xx', '408'] }, saved: { errorStatus: [], objectives } });
    expect(statuses()).toHaveValue('');
    expect(form().getByText('Overrides provisioning')).toBeInTheDocument();
    await user.click(form().getByRole('button', { name: 'Reset to provisioned' }));
    await user.click(form().getByRole('button', { name: 'Save' }));
    await form().findByText('Saved');
    expect(saved()).toEqual({});
    expect(statuses()).toHaveValue('5xx, 408');
  });

  it('say why Grafana refused them, and keep what was typed', async () => {
    const user = await open();
    api.failing = { 'POST /api/dashboards/db': 403 };
    await user.type(statuses(), '500');
    await user.click(form().getByRole('button', { name: 'Save' }));
    expect(await form().findByText(/could not be saved: you do not have permission/)).toBeInTheDocument();
    expect(statuses()).toHaveValue('500');
  });

  it('that cannot be read are not written over, and are read again on demand', async () => {
    api.failing = { 'GET /api/dashboards/uid': 500 };
    const user = await open({ provisioned: { errorStatus: ['5xx'] }, saved: { errorStatus: ['429'] } });
    expect(statuses()).toHaveValue('5xx');
    expect(statuses()).toBeDisabled();
    expect(form().getByRole('button', { name: 'Save' })).toBeDisabled();
    api.failing = {};
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(statuses()).toHaveValue('429'));
    expect(statuses()).toBeEnabled();
  });

  it('that others may change are pointed out, and saving ends that', async () => {
    await open({ saved: { errorStatus: ['429'] } });
    expect(screen.queryByText(/Non-admins can change/)).not.toBeInTheDocument();
    api.permissions = [{ userId: 9, permission: 4 }];
    const { saved: before } = await client.settings.readAgain();
    expect(before.version).toBe(5);
    expect(await screen.findByText(/Non-admins can change/)).toBeInTheDocument();
    await userEvent.click(form().getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByText(/Non-admins can change/)).not.toBeInTheDocument());
    expect(api.permissions).toEqual([
      { role: 'Viewer', permission: 1 },
      { role: 'Editor', permission: 1 },
    ]);
  });

  it('cost at most three requests to show', async () => {
    await open({ saved: { errorStatus: ['429'] } });
    await waitFor(() => expect(api.asked.at(-1)).toMatch(/permissions$/));
    expect(api.asked).toHaveLength(3);
  });
});
