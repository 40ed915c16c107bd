import { type BackendSrv, getBackendSrv, setBackendSrv } from '@grafana/runtime';
import { SceneFlexItem, SceneFlexLayout, type SceneObject, SceneVariableSet } from '@grafana/scenes';
import { act, screen, within } from '@testing-library/react';
import { from, switchMap } from 'rxjs';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { FakeAlertApi } from '../../../datasources/testing/fakeAlertApi';
import { installGrafana, settle } from '../../testing/grafana';
import { NOW, panelData, seriesFrame } from '../../testing/frames';
import { renderWithData } from '../../testing/renderScene';
import { ChartMarks } from './ChartMarks';
import { MarkList } from './MarkList';
import { MARK_REFS } from './queries';
import { marksVariable } from './variable';

const MINUTE = 60_000;
const RULES = '/api/prometheus/grafana/api/v1/rules';
const SILENCES = '/api/alertmanager/grafana/api/v2/silences';
const iso = (time: number) => new Date(time).toISOString();

const api = () => {
  const one = new FakeAlertApi([]);
  const alerts = [
    { state: 'Alerting', labels: { service: 'cart', severity: 'critical' }, activeAt: iso(NOW - 10 * MINUTE) },
  ];
  one.bodies = {
    [RULES]: { data: { groups: [{ rules: [{ name: 'Slow', uid: 'u', alerts }] }] } },
    [SILENCES]: [
      {
        id: 's',
        startsAt: iso(NOW - 5 * MINUTE),
        endsAt: iso(NOW + 5 * MINUTE),
        createdBy: 'robin',
        comment: 'a <b>restart</b>',
        matchers: [{ name: 'alertname', value: 'Slow', isRegex: false, isEqual: true }],
      },
    ],
  };
  return one;
};

const VERSIONS = panelData([
  seriesFrame(MARK_REFS.versions, { version: '1.0' }, [1, 0]),
  seriesFrame(MARK_REFS.versions, { version: '1.1' }, [0, 1]),
]);

function page(marks = new ChartMarks('cart'), variable = marksVariable()): SceneObject {
  return new SceneFlexLayout({
    $variables: new SceneVariableSet({ variables: [variable] }),
    $behaviors: [marks],
    children: [new SceneFlexItem({ body: new MarkList({}) })],
  });
}

const items = () =>
  within(screen.getByRole('list', { name: 'Marked on charts' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

beforeAll(() => installGrafana());

it('says in words what charts are marked by, each a way to the alert', async () => {
  const { asked } = api();
  await renderWithData(page(), VERSIONS, fakeClient());
  expect(screen.getByText('Marked on charts: 1 alert, 1 version change, 1 silence')).toBeInTheDocument();
  expect(items()).toEqual([
    'Alert Slow (critical) fires since 11:50',
    'Silence 11:55 to 12:05 by robin: a <b>restart</b>. Of alertname=Slow',
    '12:00 Version 1.1, was 1.0',
  ]);
  expect(screen.getByRole('link', { name: /^Alert Slow/ })).toHaveAttribute(
    'href',
    '/a/tillwatch-shop-app/alerts/alert?alert=Slow&service=cart&severity=critical&rule=u&source=grafana'
  );
  expect(asked.map((url) => url.replace(/\?.*/, '')).sort()).toEqual([SILENCES, RULES]);
});

it('asks for alerts again with each refresh, for silences once a minute', async () => {
  const { asked } = api();
  const marks = new ChartMarks('cart');
  await renderWithData(page(marks), VERSIONS, fakeClient());
  const { $timeRange } = marks.getRoot().state;
  await act(async () => {
    $timeRange?.onRefresh();
    await settle();
  });
  expect(asked.filter((url) => url.startsWith(RULES))).toHaveLength(2);
  expect(asked.filter((url) => url === SILENCES)).toHaveLength(1);
});

it('has the silences also where a refresh came before the alerts were there', async () => {
  api();
  const { fetch } = getBackendSrv();
  let tell = () => undefined as void;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const later: BackendSrv['fetch'] = (request) =>
    request.url.startsWith(RULES) ? from(told).pipe(switchMap(() => fetch(request) as never)) : fetch(request);
  setBackendSrv({ fetch: later } as BackendSrv);
  const marks = new ChartMarks('cart');
  await renderWithData(page(marks), VERSIONS, fakeClient());
  await act(async () => {
    marks.getRoot().state.$timeRange?.onRefresh();
    await settle();
    tell();
    await settle();
  });
  expect(items()).toHaveLength(3);
});

it('has charts drawn anew only where something else is known', async () => {
  const one = api();
  const marks = new ChartMarks('cart');
  await renderWithData(page(marks), VERSIONS, fakeClient());
  const drawn = jest.fn();
  marks.subscribeToState(drawn);
  const refresh = async () =>
    act(async () => {
      marks.getRoot().state.$timeRange?.onRefresh();
      await settle();
    });
  await refresh();
  expect(drawn).not.toHaveBeenCalled();
  one.bodies = {};
  await refresh();
  expect(drawn).toHaveBeenCalledTimes(1);
});

it('marks nothing, and asks nothing, where that is turned off', async () => {
  const { asked } = api();
  const variable = marksVariable();
  variable.setValue('off');
  await renderWithData(page(undefined, variable), VERSIONS, fakeClient());
  expect(screen.queryByText(/^Marked on charts/)).not.toBeInTheDocument();
  expect(asked).toEqual([]);
  await act(async () => {
    variable.setValue('on');
    await settle();
  });
  expect(items()).toHaveLength(3);
});

it('marks what is recorded where neither alerts nor silences may be read', async () => {
  const one = api();
  one.bodies = { [RULES]: 403, [SILENCES]: 403 };
  await renderWithData(page(), VERSIONS, fakeClient());
  expect(items()).toEqual(['12:00 Version 1.1, was 1.0']);
});

it('takes no room where nothing happened', async () => {
  const one = api();
  one.bodies = {};
  await renderWithData(page(), panelData([]), fakeClient());
  expect(screen.queryByText(/^Marked on charts/)).not.toBeInTheDocument();
});

it('asks nobody about the sample shop', async () => {
  const { asked } = api();
  const client = fakeClient();
  client.sampleMode.set(true);
  await renderWithData(page(), VERSIONS, client);
  client.sampleMode.set(false);
  expect(items()).toEqual(['12:00 Version 1.1, was 1.0']);
  expect(asked).toEqual([]);
});
