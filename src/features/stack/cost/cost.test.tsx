/** @jest-environment-options {"customExportConditions": ["node", "browser"]} */
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { parse } from 'yaml';
import { PATHS } from '../../../correlation/routes';
import { SampleMode } from '../../../datasources/client/sampleMode';
import { TelemetryClient } from '../../../datasources/client/telemetryClient';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { TelemetryError } from '../../../datasources/failure';
import { openSampleShop } from '../../../sample';
import { renderAtAddress } from '../../../ui/testing/renderAtAddress';
import { createBody } from '../page';

jest.setTimeout(120_000);

const TO = Date.UTC(2026, 2, 10, 12);
const SPAN = { from: TO - 900_000, to: TO };

const sampleClient = () => new TelemetryClient({ sampleMode: new SampleMode(true) });

it('shows what each service costs, then patterns, proposals and the configuration for them', async () => {
  openSampleShop();
  await renderAtAddress(PATHS.stack, createBody(), SPAN, sampleClient());
  const table = await screen.findByRole('table', { name: 'Services by what their logs cost' }, { timeout: 60_000 });
  expect(within(table).getAllByTestId(/^log-cost-/).length).toBeGreaterThan(3);
  expect(screen.getByText(/in this time range, .* a day at this pace/)).toBeVisible();
  expect(within(table).getAllByText(/info \d+%/).length).toBeGreaterThan(0);

  await userEvent.click(screen.getByRole('button', { name: 'Find patterns to remove or sample' }));
  const patterns = await screen.findByRole('table', { name: /^Patterns that cost most/ }, { timeout: 60_000 });
  const rows = within(patterns).getAllByTestId(/^log-pattern-/);
  expect(rows.length).toBeGreaterThan(3);
  // What explains failures is kept, whatever it costs.
  for (const row of within(patterns).queryAllByTestId(/^log-pattern-.*-(error|warn)$/)) {
    expect(row).toHaveTextContent('Keep');
    expect(row).not.toHaveTextContent('saves');
  }
  const config = await screen.findByLabelText('Configuration that removes and samples');
  expect(config).toHaveTextContent('loki.process "reduce"');
  await userEvent.click(screen.getByRole('radio', { name: 'Promtail' }));
  await screen.findByText(/Add these stages/);
  const stages = (await screen.findByText(/pipeline_stages/)).textContent ?? '';
  expect((parse(stages) as { pipeline_stages: unknown[] }).pipeline_stages.length).toBeGreaterThan(0);
});

it('says why logs were not counted, and leaves the rest of the page alone', async () => {
  const failure = new TelemetryError({
    kind: 'failed',
    message: 'Loki timed out',
    advice: 'Choose a shorter time range',
  });
  const client = fakeClient({ logs: { open: () => Promise.reject(failure) } }, { sampleMode: new SampleMode(true) });
  await renderAtAddress(PATHS.stack, createBody(), SPAN, client);
  const cost = await screen.findByRole('region', { name: 'What logs cost' });
  expect(await within(cost).findByText('Loki timed out')).toBeVisible();
  expect(screen.getByTestId('stack-verdict')).toHaveTextContent('All data is fresh');
});
