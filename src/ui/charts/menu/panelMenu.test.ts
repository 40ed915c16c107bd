import { type DataFrame, EventBusSrv, type PanelMenuItem } from '@grafana/data';
import { config, setAppEvents } from '@grafana/runtime';
import {
  EmbeddedScene,
  SceneDataNode,
  SceneFlexItem,
  SceneFlexLayout,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import { waitFor } from '@testing-library/react';
import { type AskedQuery, notSupportedFrame } from '../../../datasources/answer';
import { sceneClient } from '../../../datasources/client/scenes';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { ask } from '../../../datasources/question';
import { is, metricQuestion } from '../../../telemetry/questions/metric';
import { QuestionPanel } from '../questionPanel';
import { type DashboardPanel } from './dashboardPanel';
import { panelMenu } from './panelMenu';
import { LAST_HOUR, panelData, seriesFrame } from '../../testing/frames';
import { installGrafana, settle } from '../../testing/grafana';
import { activateFullSceneTree } from '../../testing/activate';

const hasDrilldown = jest.fn(async () => false);
const PROMETHEUS: AskedQuery['dataSource'] = { uid: 'prometheus', name: 'Prometheus', type: 'prometheus' };
const asked = (expr: string): AskedQuery => ({ expr, instant: false, dataSource: PROMETHEUS });
const heard: unknown[] = [];
let leave: (() => void) | undefined;

beforeAll(() => {
  installGrafana();
  const events = new EventBusSrv();
  jest.spyOn(events, 'publish').mockImplementation((event) => void heard.push(event));
  setAppEvents(events);
});
afterEach(() => {
  config.exploreEnabled = true;
  leave?.();
  heard.length = 0;
});

/** Opens the menu of a panel over these answers to its query `p95`. */
function openMenu(series: DataFrame[]): { panel: QuestionPanel; items: PanelMenuItem[] } {
  const panel = new QuestionPanel({
    refIds: ['p95', 'p95Compared'],
    body: new VizPanel({ pluginId: 'timeseries', title: 'Latency' }),
  });
  const scene = new EmbeddedScene({
    $behaviors: [sceneClient(fakeClient({ drilldowns: { has: hasDrilldown } }))],
    $timeRange: new SceneTimeRange({ from: LAST_HOUR.from.toISOString(), to: LAST_HOUR.to.toISOString() }),
    body: new SceneFlexLayout({
      $data: new SceneDataNode({ data: panelData(series) }),
      children: [new SceneFlexItem({ body: panel })],
    }),
  });
  // Activates the menu too, which is what opening it does.
  leave = activateFullSceneTree(scene);
  return { panel, items: panel.state.body.state.menu?.state.items ?? [] };
}

const item = (items: PanelMenuItem[], text: string) => items.find((one) => one.text === text);

it('leads to Explore with the panel’s own queries, each once, and its moment', () => {
  const { items } = openMenu([
    seriesFrame('p95', { service: 'a' }, [1], { asked: [asked('up')] }),
    seriesFrame('p95', { service: 'b' }, [1], { asked: [asked('up')] }),
    seriesFrame('p95Compared', {}, [1], { asked: [asked('up'), asked('down')] }),
    seriesFrame('other', {}, [1], { asked: [asked('not_ours')] }),
  ]);
  const url = new URL(item(items, 'Open in Explore')?.href ?? '', 'http://grafana.test');
  const { queries, range } = JSON.parse(url.searchParams.get('panes') ?? '').tillwatch;
  expect(queries.map(({ expr }: { expr: string }) => expr)).toEqual(['up', 'down']);
  expect(range).toEqual({ from: String(LAST_HOUR.from.valueOf()), to: String(LAST_HOUR.to.valueOf()) });
});

it('shows the queries behind the panel, and what the answer leaves out', () => {
  const frame = seriesFrame('p95', {}, [1], { asked: [asked('up')] });
  frame.meta = { ...frame.meta, notices: [{ severity: 'info', text: 'Without b, which has no durations' }] };
  const { panel, items } = openMenu([frame, frame]);
  item(items, 'Show query')?.onClick?.({} as React.MouseEvent);
  expect(panel.state.shown).toEqual({
    queries: [asked('up')],
    notices: ['Without b, which has no durations'],
  });
});

it('has only the link where nothing could be asked', () => {
  const { items } = openMenu([notSupportedFrame('p95', 'no durations')]);
  expect(items.map(({ text }) => text)).toEqual(['Copy link']);
});

describe('copying the link', () => {
  const clipboard = (writeText: ((text: string) => Promise<void>) | undefined) =>
    Object.defineProperty(navigator, 'clipboard', { value: writeText && { writeText }, configurable: true });

  async function copy() {
    window.history.replaceState(null, '', '/a/tillwatch-shop-app/health?service=a%26b&from=now-1h&to=now');
    item(openMenu([]).items, 'Copy link')?.onClick?.({} as React.MouseEvent);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const link = `http://localhost/a/tillwatch-shop-app/health?service=a%26b&from=${LAST_HOUR.from.valueOf()}&to=${LAST_HOUR.to.valueOf()}`;

  it('keeps the moment that is seen', async () => {
    const writeText = jest.fn(async () => undefined);
    clipboard(writeText);
    await copy();
    expect(writeText).toHaveBeenCalledWith(link);
    expect(heard).toEqual([{ type: 'alert-success', payload: ['Link copied'] }]);
  });

  it.each([
    ['there is no clipboard', undefined],
    ['the clipboard is closed', () => Promise.reject(new Error('denied'))],
  ])('shows the link where %s', async (_, writeText) => {
    clipboard(writeText);
    await copy();
    expect(heard).toEqual([{ type: 'alert-warning', payload: ['Copy failed. Copy this link manually', link] }]);
  });
});

describe('ways to Grafana’s own views', () => {
  const texts = (items: PanelMenuItem[]) => items.map(({ text }) => text);
  const answer = () => [seriesFrame('p95', {}, [1], { asked: [asked('rate(a{job="shop"}[5m])')] })];

  it('lead to Metrics Drilldown where it is there, with the metric, its labels and the moment', async () => {
    hasDrilldown.mockResolvedValueOnce(true);
    const { panel } = openMenu(answer());
    const opened = () => panel.state.body.state.menu?.state.items ?? [];
    await waitFor(() => expect(texts(opened())).toContain('Open in Metrics Drilldown'));
    expect(texts(opened()).slice(0, 2)).toEqual(['Open in Explore', 'Open in Metrics Drilldown']);
    const url = new URL(item(opened(), 'Open in Metrics Drilldown')?.href ?? '', 'http://grafana.test');
    expect(url.pathname).toBe('/a/grafana-metricsdrilldown-app/drilldown');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      metric: 'a',
      'var-ds': 'prometheus',
      'var-filters': 'job|=|shop',
      from: String(LAST_HOUR.from.valueOf()),
      to: String(LAST_HOUR.to.valueOf()),
    });
  });

  it('are not offered to users who may not explore', () => {
    config.exploreEnabled = false;
    expect(texts(openMenu(answer()).items)).toEqual(['Show query', 'Copy link']);
  });
});

describe('what can be made of a panel', () => {
  const client = fakeClient({ drilldowns: { has: hasDrilldown } });
  const question = metricQuestion({ measure: 'errors', stat: { kind: 'ratio' }, where: [is('service', 'cart')] });
  const answer = () => {
    const frame = seriesFrame('errors', {}, [0.1], { asked: [asked('a / b')] });
    frame.fields.forEach((field) => (field.config.unit = 'percentunit'));
    return [frame];
  };
  const user = (...permissions: string[]) => {
    config.unifiedAlertingEnabled = true;
    config.bootData = {
      user: { permissions: Object.fromEntries(permissions.map((permission) => [permission, true])) },
    } as typeof config.bootData;
  };
  const open = async (add?: (panel: DashboardPanel) => void) => {
    const menu = panelMenu({ queries: () => [ask('errors', question)], show: () => undefined, add: () => add });
    const body = new VizPanel({ pluginId: 'timeseries', title: 'Error rate', menu });
    const scene = new EmbeddedScene({
      $behaviors: [sceneClient(client)],
      $timeRange: new SceneTimeRange({}),
      $data: new SceneDataNode({ data: panelData(answer()) }),
      body: new SceneFlexLayout({ children: [new SceneFlexItem({ body })] }),
    });
    leave = activateFullSceneTree(scene);
    await settle();
    return menu.state.items ?? [];
  };
  const made = (items: PanelMenuItem[]) =>
    items.map(({ text }) => text).filter((text) => /alert|dashboard/i.test(text));

  afterEach(() => {
    config.bootData = {} as typeof config.bootData;
    client.sampleMode.set(false);
  });

  it.each<[who: string, permissions: string[], expected: string[]]>([
    ['Editors', ['alert.rules:create', 'dashboards:create'], ['Create alert (proposed: above 5%)', 'Add to dashboard']],
    ['who can only change dashboards', ['dashboards:write'], ['Add to dashboard']],
    ['Viewers', ['datasources:explore'], []],
  ])('is offered to %s', async (_, permissions, expected) => {
    user(...permissions);
    expect(made(await open(() => undefined))).toEqual(expected);
  });

  it('is no panel where this Grafana has no form, and no alert where alerting is off', async () => {
    user('alert.rules:create', 'dashboards:create');
    config.unifiedAlertingEnabled = false;
    expect(made(await open())).toEqual([]);
  });

  it('is an alert in Grafana’s form, and a panel that is handed on', async () => {
    user('alert.rules:create', 'dashboards:create');
    const add = jest.fn();
    const items = await open(add);
    expect(item(items, 'Create alert (proposed: above 5%)')?.href).toMatch(/^\/alerting\/new\?defaults=/);
    item(items, 'Add to dashboard')?.onClick?.({} as React.MouseEvent);
    expect(add).toHaveBeenCalledWith(expect.objectContaining({ title: 'Error rate' }));
  });

  it('is nothing of sample data, which the menu says', async () => {
    user('alert.rules:create', 'dashboards:create');
    client.sampleMode.set(true);
    expect(item(await open(() => undefined), 'Alerts and dashboard panels need your own data')?.type).toBe('group');
  });
});
