import { screen, within } from '@testing-library/react';
import { notSupportedFrame } from '../../../../datasources/answer';
import { fakeClient } from '../../../../datasources/testing/fakeClient';
import { failure, panelData, seriesFrame } from '../../../../ui/testing/frames';
import { installGrafana } from '../../../../ui/testing/grafana';
import { renderWithData } from '../../../../ui/testing/renderScene';
import { RELEASE_REFS } from './queries';
import { ReleasesPanel } from './ReleasesPanel';

beforeAll(() => installGrafana());

const BEGAN = 5;
const ofVersion = (refId: string, version: string, value: number, from = 0) =>
  seriesFrame(
    refId,
    { version, route: '/pay' },
    Array.from({ length: 10 }, (_, at) => (at < from ? null : value))
  );
const show = (...frames: Parameters<typeof panelData>) =>
  renderWithData(new ReleasesPanel({ service: 'cart' }), panelData(...frames), fakeClient());

it('says what the new version does worse, since when it runs, and leads to its traces', async () => {
  await show([
    ofVersion(RELEASE_REFS.requests, '1.0', 10),
    ofVersion(RELEASE_REFS.requests, '1.1', 10, BEGAN),
    ofVersion(RELEASE_REFS.errors, '1.1', 1, BEGAN),
  ]);
  const comparison = screen.getByRole('region', { name: 'Comparison' });
  expect(comparison).toHaveTextContent('1.1 fails 10 points more on /pay: 10% of 3,000 requests, 0% of the others');
  expect(comparison).toHaveTextContent('1.1 compared with 1.0 at the same time');
  const [row] = within(within(comparison).getByRole('table')).getAllByRole('row').slice(1);
  expect(within(row!).getByRole('rowheader')).toHaveTextContent('/pay');
  expect(row).toHaveTextContent(/fails more \(\+9\.\d points to \+11 points\)/);
  const [, newest] = within(screen.getByRole('table', { name: 'Versions' })).getAllByRole('row');
  expect(newest).toHaveTextContent(/^1\.111:56/);
  const traces = within(newest!).getByRole('link', { name: /Traces of 1\.1/ });
  expect(decodeURIComponent(traces.getAttribute('href') ?? '')).toContain('version=1.1');
});

it('says how large a difference could have been missed', async () => {
  await show([ofVersion(RELEASE_REFS.requests, '1.0', 10), ofVersion(RELEASE_REFS.requests, '1.1', 10, BEGAN)]);
  expect(screen.getByRole('region', { name: 'Comparison' })).toHaveTextContent(
    /^1\.1 fails as often as the others: no difference larger than 0\.\d points on any route/
  );
});

it('compares nothing where no version is new', async () => {
  await show([ofVersion(RELEASE_REFS.requests, '1.0', 10)]);
  expect(screen.getByText(/^No new version in this time range/)).toBeVisible();
});

it('says what is missing where no request has a version', async () => {
  await show([notSupportedFrame(RELEASE_REFS.requests, 'no label')]);
  expect(screen.getByText('Requests are not told apart by version')).toBeVisible();
});

it('says why nothing came', async () => {
  await show([], { errors: [failure('forbidden', 'Not for you', RELEASE_REFS.requests)] });
  expect(screen.getByText('Not for you')).toBeVisible();
});
