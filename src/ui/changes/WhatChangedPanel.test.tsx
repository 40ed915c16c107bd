import { LoadingState } from '@grafana/data';
import { SceneFlexItem, SceneFlexLayout } from '@grafana/scenes';
import { act, screen } from '@testing-library/react';
import { NOW, panelData } from '../testing/frames';
import { installGrafana } from '../testing/grafana';
import { renderWithData } from '../testing/renderScene';
import { answerOf, FAILING } from './testing/answers';
import { fakeAsk } from './testing/fakeAsk';
import { WhatChangedPanel } from './WhatChangedPanel';

jest.mock('../../datasources/changes/askWhatChanged', () => ({ askWhatChanged: jest.fn() }));

beforeAll(() => installGrafana());

const HOUR = 3_600_000;
const LOADING = panelData([], { state: LoadingState.Loading });

/** Longer than a page is quiet before it is taken to be at rest. */
const rest = () => act(async () => new Promise<void>((done) => setTimeout(done, 1200)));

function page(service?: string): SceneFlexLayout {
  const layout = new SceneFlexLayout({ children: [] });
  const body = new WhatChangedPanel({ after: layout.getRef(), service });
  layout.setState({ children: [new SceneFlexItem({ body })] });
  return layout;
}

it('asks when what the page shows first is there and at rest, and not before', async () => {
  const asked = fakeAsk(() => answerOf(FAILING));
  const show = await renderWithData(page('payments'), LOADING);
  await rest();
  expect(asked).toEqual([]);
  show(panelData([]));
  expect(asked).toEqual([]);
  await rest();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.question).toEqual({
    during: { from: NOW - HOUR, to: NOW },
    before: { from: NOW - 2 * HOUR, to: NOW - HOUR },
    service: 'payments',
  });
  expect(await screen.findByTestId('cause-1')).toHaveTextContent('payments');
});

it('does not ask again for a refresh within the same minute', async () => {
  const asked = fakeAsk(() => answerOf(FAILING));
  const show = await renderWithData(page(), panelData([]));
  await rest();
  expect(asked).toHaveLength(1);
  show(panelData([], { series: [] }));
  await rest();
  expect(asked).toHaveLength(1);
});
