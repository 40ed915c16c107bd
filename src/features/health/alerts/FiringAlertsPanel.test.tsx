import { type BackendSrv, setBackendSrv } from '@grafana/runtime';
import { screen, within } from '@testing-library/react';
import { of } from 'rxjs';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { installGrafana } from '../../../ui/testing/grafana';
import { renderWithData } from '../../../ui/testing/renderScene';
import { FiringAlertsPanel } from './FiringAlertsPanel';

const fetch = jest.fn();

function fires(...alerts: Array<[rule: string, labels: Record<string, string>]>): void {
  const rules = alerts.map(([name, labels]) => ({
    name,
    uid: name.toLowerCase(),
    alerts: [{ state: 'Alerting', labels, activeAt: '2026-03-10T14:32:00Z' }],
  }));
  fetch.mockReset().mockReturnValue(of({ data: { data: { groups: [{ rules }] } } }));
  setBackendSrv({ fetch } as unknown as BackendSrv);
}

beforeAll(() => installGrafana());
afterEach(() => localStorage.clear());

const list = () => screen.queryByRole('list', { name: 'Firing alerts' });
const texts = () =>
  within(screen.getByRole('list', { name: 'Firing alerts' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent?.trim());

it('counts alerts, names the first with service and beginning, and leads to them', async () => {
  fires(['Errors', { service_name: 'payments' }], ['Disk', {}], ['Slow', { job: 'cart' }], ['Late', {}], ['Old', {}]);
  await renderWithData(new FiringAlertsPanel({}));
  expect(texts()).toEqual([
    '5 alerts firing',
    'Errors payments, since 03-10 14:32',
    'Disk since 03-10 14:32',
    'Slow cart, since 03-10 14:32',
    'and 2 more',
  ]);
  expect(screen.getByRole('link', { name: 'Errors' })).toHaveAttribute(
    'href',
    '/a/tillwatch-shop-app/alerts/alert?alert=Errors&service=payments&rule=errors&source=grafana'
  );
  expect(screen.getByRole('link', { name: '5 alerts firing' })).toHaveAttribute(
    'href',
    '/a/tillwatch-shop-app/alerts?state=firing'
  );
});

it('shows a service only its own', async () => {
  fires(['Errors', { service_name: 'payments' }], ['Slow', { job: 'cart' }]);
  await renderWithData(new FiringAlertsPanel({ service: 'cart' }));
  expect(texts()).toEqual(['1 alert firing', 'Slow cart, since 03-10 14:32']);
  expect(screen.getByRole('link', { name: '1 alert firing' })).toHaveAttribute(
    'href',
    '/a/tillwatch-shop-app/alerts?state=firing&service=cart'
  );
});

it('takes no room where nothing fires', async () => {
  fires();
  await renderWithData(new FiringAlertsPanel({}));
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(list()).not.toBeInTheDocument();
});

it('asks nothing about the sample shop', async () => {
  fires(['Errors', {}]);
  const client = fakeClient();
  client.sampleMode.set(true);
  await renderWithData(new FiringAlertsPanel({}), undefined, client);
  expect(fetch).not.toHaveBeenCalled();
  expect(list()).not.toBeInTheDocument();
});
