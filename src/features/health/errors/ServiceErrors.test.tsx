import { locationService } from '@grafana/runtime';
import { SceneFlexItem, SceneFlexLayout } from '@grafana/scenes';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { type LogLinesAnswer, type LogLinesQuestion, type LogSource } from '../../../telemetry/questions/logs';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { logLine } from '../../../ui/logLines/testing/lines';
import { LAST_HOUR, panelData, totalFrame } from '../../../ui/testing/frames';
import { installGrafana } from '../../../ui/testing/grafana';
import { renderWithData } from '../../../ui/testing/renderScene';
import { FactsHeader } from '../table/FactsHeader';
import { TABLE_REFS } from '../table/queries';
import { ServiceErrors } from './ServiceErrors';

const FROM = LAST_HOUR.from.valueOf();
const stateOf = (errorRatio: number) =>
  panelData([
    totalFrame(TABLE_REFS.requests, { service: 'payments' }, 10_000),
    totalFrame(TABLE_REFS.requestsBefore, { service: 'payments' }, 10_000),
    totalFrame(TABLE_REFS.errorRatio, { service: 'payments' }, errorRatio),
    totalFrame(TABLE_REFS.errorRatioBefore, { service: 'payments' }, 0.001),
  ]);
const CRITICAL = stateOf(0.3);
const WELL = stateOf(0.001);

const TRACE = 'a'.repeat(32);
const ERRORS = ['card declined', 'order 7 lost'].map((body, i) =>
  logLine({
    id: body,
    time: FROM + 60_000 * (i + 1),
    body,
    reading: { level: 'error', service: 'payments', ...(i === 0 && { traceId: TRACE }) },
  })
);
const lines = jest.fn<Promise<LogLinesAnswer>, [LogLinesQuestion, TimeSpan]>();

async function show(data = CRITICAL) {
  const header = new FactsHeader({ by: 'service', name: 'payments', service: 'payments' });
  const errors = new ServiceErrors({ service: 'payments', header: header.getRef() });
  const children = [header, errors].map((body) => new SceneFlexItem({ body }));
  await renderWithData(
    new SceneFlexLayout({ direction: 'column', children }),
    data,
    fakeClient({ logs: { open: async () => ({ lines }) as unknown as LogSource } })
  );
}

/** Longer than a page is quiet before it is taken to be at rest. */
const rest = () => act(async () => new Promise<void>((done) => setTimeout(done, 1200)));

beforeAll(() => installGrafana());
beforeEach(() => {
  locationService.push('/health/service?service=payments&tab=errors');
  lines.mockReset();
  lines.mockImplementation(async (_, { from, to }) => ({
    lines: ERRORS.filter(({ time }) => time >= from && time < to),
    isCut: false,
    sent: [],
  }));
});

it('are asked for when the tab has shown what it shows first, where the service is not well', async () => {
  await show();
  expect(lines).not.toHaveBeenCalled();
  await rest();
  expect(await screen.findByText('2 distinct errors · 2 error and fatal log lines · 2 new')).toBeInTheDocument();
  expect(lines.mock.calls[0]?.[0].where[0]).toEqual({ field: 'service', op: 'in', values: ['payments'] });
  expect(lines).toHaveBeenCalledTimes(3);
  const declined = within(screen.getByRole('row', { name: /card declined/ }));
  expect(declined.getByRole('link', { name: 'Trace' })).toHaveAttribute('href', expect.stringContaining(TRACE));
  expect(declined.getByRole('link', { name: 'Logs' })).toHaveAttribute('href', expect.stringContaining('declined'));
});

it('are asked for on demand where it is well', async () => {
  await show(WELL);
  await rest();
  expect(lines).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Group errors in logs' }));
  expect(await screen.findByRole('row', { name: /card declined/ })).toBeInTheDocument();
});

it('keep the status that is shown in the address', async () => {
  await show();
  await rest();
  await userEvent.click(await screen.findByRole('button', { name: 'New 2' }));
  const params = new URLSearchParams(locationService.getLocation().search);
  expect([params.get('errors'), params.get('tab'), params.get('service')]).toEqual(['new', 'errors', 'payments']);
});
