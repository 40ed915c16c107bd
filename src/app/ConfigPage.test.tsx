import React, { type ComponentProps } from 'react';
import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { SampleMode } from '../datasources/client/sampleMode';
import { ConfigPage } from './ConfigPage';

function show(enabled: boolean) {
  const plugin = { meta: { enabled } } as ComponentProps<typeof ConfigPage>['plugin'];
  render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <ConfigPage plugin={plugin} />
    </MemoryRouter>
  );
}

beforeEach(() =>
  locationUtil.initialize({
    config: { appSubUrl: '/grafana' } as Parameters<typeof locationUtil.initialize>[0]['config'],
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
  })
);
afterEach(() => window.localStorage.clear());

it('leads into the app, under whatever path Grafana is served', () => {
  show(true);
  expect(screen.getByRole('link', { name: 'Open Health' })).toHaveAttribute(
    'href',
    '/grafana/a/tillwatch-shop-app/health'
  );
  expect(screen.getByRole('link', { name: 'Check setup' })).toHaveAttribute(
    'href',
    '/grafana/a/tillwatch-shop-app/setup'
  );
});

it('turns sample data on, and shows it', async () => {
  const push = jest.spyOn(locationService, 'push').mockImplementation();
  show(true);
  expect(new SampleMode().isOn()).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Try sample data' }));
  expect(new SampleMode().isOn()).toBe(true);
  expect(push).toHaveBeenCalledWith('/a/tillwatch-shop-app/health');
});

it('leads nowhere while the plugin is disabled', () => {
  show(false);
  expect(screen.getByText('Enable Tillwatch to open its pages.')).toBeInTheDocument();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
