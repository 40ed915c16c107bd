import { type DataFrame, FieldType, LoadingState } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { CustomVariable, sceneGraph, SceneDataNode, SceneVariableSet, VizPanel } from '@grafana/scenes';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of } from 'rxjs';
import { appLocationUrl } from '../../correlation/appLocation';
import { type ChangesState, changesUrl } from '../../correlation/pageUrls/changes';
import { type ChangesAnswer } from '../../datasources/changes/question';
import { type MetricsClient } from '../../datasources/client/metricsClient';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { answerOf, FAILING, QUIET, REFUSED, shopCase } from '../../ui/changes/testing/answers';
import { fakeAsk } from '../../ui/changes/testing/fakeAsk';
import { installGrafana } from '../../ui/testing/grafana';
import { renderAtAddress } from '../../ui/testing/renderAtAddress';
import { createBody } from './page';

jest.mock('../../datasources/changes/askWhatChanged', () => ({ askWhatChanged: jest.fn() }));

beforeAll(() => installGrafana());

const MINUTE = 60_000;
const DAY = 86_400_000;

/** No metric of orders is known. */
const NO_ORDERS: MetricsClient['query'] = () => of({ data: [], state: LoadingState.Done });

async function open(
  state: Partial<ChangesState> = {},
  answer: ChangesAnswer = answerOf(FAILING),
  range = FAILING.during,
  query = NO_ORDERS
) {
  const asked = fakeAsk(() => answer);
  const body = createBody();
  await renderAtAddress(appLocationUrl(changesUrl.write(state)), body, range, fakeClient({ metrics: { query } }));
  return { asked, body };
}

/** Lines, calls and a version besides the failures. */
function fullAnswer(): ChangesAnswer {
  const answer = answerOf({
    ...FAILING,
    versions: [
      { service: 'payments', version: '1.8.2', ran: { from: 0, to: 42 * MINUTE } },
      { service: 'payments', version: '1.9.0', ran: { from: 42 * MINUTE, to: 60 * MINUTE } },
    ],
  });
  const patterns = [
    {
      service: 'payments',
      template: 'declined <*>',
      level: 'error' as const,
      before: 0,
      during: 214,
      excess: 214,
      p: 0,
    },
  ];
  const edges = [{ from: 'storefront', to: 'payments', excess: 90, before: 0.01, during: 0.6, p: 0 }];
  return { ...answer, changed: { ...answer.changed, changes: { ...answer.changed.changes, patterns, edges } } };
}

it('shows the causes first, and asks for as long a time before', async () => {
  const { asked } = await open();
  expect(asked.map(({ question }) => question)).toEqual([{ before: FAILING.before, during: FAILING.during }]);
  expect(screen.getByTestId('cause-1')).toHaveTextContent('payments');
  expect(screen.queryByRole('link', { name: 'All changes' })).toBeNull();
});

function framed(refId: string, times: number[], rate: (time: number) => number): DataFrame {
  const fields = [
    { name: 'Time', type: FieldType.time, config: {}, values: times },
    { name: 'Value', type: FieldType.number, config: {}, labels: {}, values: times.map(rate) },
  ];
  return { refId, length: times.length, fields };
}

describe('what it cost', () => {
  const cost = () => screen.queryByRole('region', { name: 'What it cost' });

  it('is told from when the likeliest cause began, where orders are counted', async () => {
    const began = answerOf(FAILING).changed.causes[0]?.began?.at ?? NaN;
    const spans: number[][] = [];
    /** Ten checkouts are tried in each step; half of them fail once it began. */
    const ordering: MetricsClient['query'] = ({ range, intervalMs }, queries) => {
      const [from, to] = [range.from.valueOf(), range.to.valueOf()];
      spans.push([from, to]);
      const times = Array.from({ length: Math.floor((to - from) / intervalMs) }, (_, i) => from + (i + 1) * intervalMs);
      const perSecond = 10_000 / intervalMs;
      const rate = (kind: string, time: number) => {
        const failed = time > began ? 0.5 : 0.1;
        return perSecond * (kind === 'checkoutFailures' ? failed : 1 - failed);
      };
      return of({
        data: queries
          .filter(({ refId }) => refId !== 'revenue')
          .map(({ refId }) => framed(refId, times, (time) => rate(refId, time))),
        state: LoadingState.Done,
      });
    };
    await open({}, answerOf(FAILING), FAILING.during, ordering);
    expect(cost()).toHaveTextContent(/About \d+ checkouts failed beyond the usual/);
    expect(spans.map(([, to]) => to)).toEqual([FAILING.during.to]);
  });

  it('is not there where no orders are counted', async () => {
    await open();
    expect(cost()).toBeNull();
  });

  it('says what failed, and costs nothing else', async () => {
    await open({}, answerOf(FAILING), FAILING.during, () =>
      of({ data: [], errors: [{ message: 'Prometheus is down' }], state: LoadingState.Error })
    );
    expect(cost()).toHaveTextContent('Prometheus is down');
    expect(screen.getByTestId('cause-1')).toBeInTheDocument();
  });
});

it('lists all that changed, by signal, each row with a way on', async () => {
  await open({}, fullAnswer());
  const row = (table: string, name: RegExp) =>
    within(screen.getByRole('table', { name: table })).getByRole('row', { name });
  const series = row('Metrics', /^payments Error rate/);
  expect(series).toHaveTextContent(/6\d%×\d+00:42Very strong \(p < 0.001\)$/);
  expect(within(series).getByRole('link')).toHaveAttribute('href', expect.stringContaining('/health/service?'));
  expect(row('Calls', /^storefront → payments/)).toHaveTextContent(/1.0%60%90Very strong/);
  const lines = row('Log patterns', /^declined/);
  expect(lines).toHaveTextContent(/payments.*error.*New.*0.*214/);
  expect(within(lines).getByRole('link')).toHaveAttribute('href', expect.stringContaining('text=%2BT%3Adeclined'));
  expect(row('Versions', /^payments/)).toHaveTextContent(/1.9.000:42$/);
  expect(screen.getAllByRole('button', { name: /^Export CSV/ })).toHaveLength(4);
});

it('says of each signal in which nothing changed that it is so', async () => {
  await open({}, answerOf(QUIET));
  for (const text of ['No series changed', /^No call fails/, /^No log pattern/, 'No version began to run']) {
    expect(screen.getByText(text)).toBeVisible();
  }
});

it('says what was looked at', async () => {
  await open();
  const facts = screen.getByRole('region', { name: 'What was looked at' });
  expect(facts).toHaveTextContent('Later time00:30 – 01:00, 30 steps');
  expect(facts).toHaveTextContent('Compared with00:00 – 00:30, 30 steps');
  expect(facts).toHaveTextContent('Reading logsdone');
});

it('keeps in the address what it compares with', async () => {
  const user = userEvent.setup();
  const { asked } = await open();
  await user.click(screen.getByRole('radio', { name: 'Same time yesterday' }));
  expect(locationService.getSearchObject()).toMatchObject({ baseline: 'yesterday' });
  const { before, during } = asked.at(-1)!.question;
  expect(during).toEqual(FAILING.during);
  expect(before).toEqual({ from: during.from - DAY, to: during.to - DAY });
});

it('compares times that were chosen, until the time range is meant again', async () => {
  const user = userEvent.setup();
  const before = { from: 2 * MINUTE, to: 14 * MINUTE };
  const during = { from: 40 * MINUTE, to: 52 * MINUTE };
  const { asked } = await open({ before, during });
  expect(asked[0]?.question).toEqual({ before, during });
  expect(screen.getByRole('radio', { name: 'Chosen time' })).toBeChecked();
  await user.click(screen.getByRole('button', { name: 'Use the time range' }));
  expect(asked.at(-1)?.question).toEqual({ before: FAILING.before, during: FAILING.during });
  expect(locationService.getLocation().search).toBe('');
});

it('is about one service until that is taken away', async () => {
  const user = userEvent.setup();
  const { asked } = await open({ service: 'payments' });
  expect(asked[0]?.question.service).toBe('payments');
  await user.click(screen.getByRole('button', { name: 'payments and what it calls' }));
  expect(asked.at(-1)?.question.service).toBeUndefined();
});

it('draws requests and errors with both times, on which either is chosen', async () => {
  const user = userEvent.setup();
  const { body, asked } = await open();
  const [chart] = sceneGraph.findDescendents(body, VizPanel);
  const data = chart?.state.$data instanceof SceneDataNode ? chart.state.$data.state.data : undefined;
  expect(data?.series.map(({ fields: [, value] }) => value?.name)).toEqual(['requests', 'error rate']);
  expect(data?.annotations?.[0]?.fields.find(({ name }) => name === 'timeEnd')?.values).toEqual([
    FAILING.before.to,
    FAILING.during.to,
  ]);
  const drag = (from: number, to: number) => act(async () => chart?.onTimeRangeChange({ from, to }));
  await drag(40 * MINUTE, 50 * MINUTE);
  await user.click(screen.getByRole('menuitem', { name: 'Look for changes in this time' }));
  expect(asked.at(-1)?.question.during).toEqual({ from: 40 * MINUTE, to: 50 * MINUTE });
  await drag(5 * MINUTE, 20 * MINUTE);
  await user.click(screen.getByRole('menuitem', { name: 'Compare with this time' }));
  expect(asked.at(-1)?.question.before).toEqual({ from: 5 * MINUTE, to: 20 * MINUTE });
});

it('is about another environment where that is chosen, once that has answered', async () => {
  const query = jest.fn(NO_ORDERS);
  let answer = answerOf(FAILING);
  const asked = fakeAsk(() => answer);
  const environment = new CustomVariable({ name: 'environment', value: 'production', text: 'production' });
  const body = createBody();
  body.setState({ $variables: new SceneVariableSet({ variables: [environment] }) });
  await renderAtAddress('/', body, FAILING.during, fakeClient({ metrics: { query } }));
  const requests = () => {
    const { $data } = body.state.chart.state;
    return $data instanceof SceneDataNode ? $data.state.data?.series[0]?.fields[1]?.values : undefined;
  };
  const before = requests();
  answer = answerOf(shopCase({ payments: { fails: 0.6, busier: 2, late: 5 } }));
  await act(async () => environment.changeValueTo('staging', 'staging'));
  expect(asked).toHaveLength(2);
  expect(requests()).not.toEqual(before);
  // What it cost is asked for each answer.
  expect(query).toHaveBeenCalledTimes(2);
});

it('filters the tables by what is typed', async () => {
  const user = userEvent.setup();
  await open();
  const names = () =>
    within(screen.getByRole('table', { name: 'Metrics' }))
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent);
  expect(new Set(names())).toEqual(new Set(['payments', 'storefront']));
  await user.type(screen.getByRole('textbox', { name: 'Filter changes' }), 'store');
  expect(new Set(names())).toEqual(new Set(['storefront']));
  expect(locationService.getSearchObject()).toMatchObject({ filter: 'store' });
});

it('shows the rest where a signal failed', async () => {
  const answer = answerOf(FAILING);
  await open({}, { ...answer, signals: { ...answer.signals, logs: { state: 'failed', failure: REFUSED } } });
  expect(screen.getByRole('alert')).toHaveTextContent('Without logs: Tempo refused. Ask an admin');
  expect(screen.getByRole('table', { name: 'Metrics' })).toBeVisible();
  expect(screen.getByRole('region', { name: 'What was looked at' })).toHaveTextContent('Reading logsfailed');
});
