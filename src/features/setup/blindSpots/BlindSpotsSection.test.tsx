import React from 'react';
import { locationUtil } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { type BlindSpot } from '../../../analysis/blindSpots/blindSpot';
import { fakeClient } from '../../../datasources/testing/fakeClient';
import { appHref } from '../../../ui/links/links';
import { withClient } from '../../../ui/testing/withClient';
import { type BlindSpotReport } from './askBlindSpots';
import { BlindSpotsSection } from './BlindSpotsSection';
import { type BlindSpotsState } from './useBlindSpots';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

const LOST: BlindSpot = {
  kind: 'lost-context',
  affected: 3,
  of: 12,
  share: 0.25,
  places: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name: `${name} → z`, affected: 1, of: 2 })),
  example: { kind: 'trace', traceId: TRACE, spanId: '00f067aa0ba902b7', time: 1000 },
  platform: { language: 'go' },
};
const NO_IDS: BlindSpot = {
  kind: 'no-trace-id',
  affected: 40,
  of: 1000,
  share: 0.04,
  places: [{ name: 'mail', affected: 40, of: 40 }],
  example: { kind: 'line', id: 'x1', service: 'mail', time: 3_600_000.5 },
  platform: { logger: 'access-log' },
};
const EMPTY: BlindSpotReport = { spots: [], clear: [], traces: 0, lines: 0, services: 0, failures: [] };

const measure = jest.fn();

beforeAll(() =>
  locationUtil.initialize({
    config: { appSubUrl: '' } as Parameters<typeof locationUtil.initialize>[0]['config'],
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
  })
);

function show(state: Partial<BlindSpotsState> = {}) {
  const shared = new URLSearchParams('from=now-1h&to=now');
  render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <BlindSpotsSection
        state={{ isMeasuring: false, measure, ...state }}
        hrefOf={(location) => appHref(location, shared)}
      />
    </MemoryRouter>,
    { wrapper: withClient(fakeClient()) }
  );
}

it('asks nobody by itself, and says what it would cost', async () => {
  show();
  expect(screen.getByRole('status')).toHaveTextContent('up to 47 queries');
  await userEvent.click(screen.getByRole('button', { name: 'Measure blind spots' }));
  expect(measure).toHaveBeenCalledTimes(1);
});

it('lists blind spots with their share, place, example and what mends them', async () => {
  show({
    report: { ...EMPTY, spots: [LOST, NO_IDS], clear: ['clocks'], traces: 24, lines: 1200, services: 8 },
  });
  const table = await screen.findByRole('table', { name: 'Blind spots, the worst first' });
  const cells = within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent))
    .filter((row) => row.length === 5);
  expect(cells.slice(1)).toEqual([
    [
      'Calls that lose the trace',
      '25%',
      '3 of 12 calls between traced services have no server span in the trace',
      'a → z (50%), b → z (50%), c → z (50%) and 2 more',
      'Request story',
    ],
    [
      'Logs without a trace ID',
      '4.0%',
      '40 of 1,000 log lines, estimated from the newest 100 of each service',
      'mail (100%)',
      'Log line of mail',
    ],
  ]);
  expect(screen.getByRole('link', { name: 'Request story' })).toHaveAttribute(
    'href',
    `/a/tillwatch-shop-app/traces/${TRACE}?near=1000&span=00f067aa0ba902b7&from=now-1h&to=now`
  );
  expect(screen.getByRole('link', { name: 'Log line of mail' })).toHaveAttribute(
    'href',
    '/a/tillwatch-shop-app/logs?where=service%3Dmail&line=x1&from=1800000&to=3600001'
  );
  expect(screen.getByLabelText('Fix: Calls that lose the trace')).toHaveTextContent('otelhttp.NewTransport');
  expect(screen.getByLabelText('Fix: Logs without a trace ID')).toHaveTextContent('otel_trace_context propagate');
  expect(screen.getByText('Nothing affected: Clocks that differ')).toBeInTheDocument();
  expect(screen.getByRole('status')).toHaveTextContent(
    '2 blind spots, measured on 24 traces, 1,200 log lines and 8 services with metrics.'
  );
});

it('gives no share to a service that is affected or is not', async () => {
  const spot: BlindSpot = { ...NO_IDS, kind: 'no-version', places: [{ name: 'mail', affected: 1, of: 1 }] };
  show({ report: { ...EMPTY, spots: [spot] } });
  expect(await screen.findByText('mail')).toBeInTheDocument();
});

it('says what could not be asked beside what was', () => {
  const failure = { kind: 'forbidden', message: 'You cannot query Loki', advice: 'Ask an admin' } as const;
  show({ report: { ...EMPTY, clear: ['orphans'], failures: [{ kind: 'logs', failure }] } });
  expect(screen.getByRole('alert')).toHaveTextContent('You cannot query Loki');
  expect(screen.getByText('Nothing affected: Spans without their parent')).toBeInTheDocument();
});

it('says that there is nothing to measure', () => {
  show({ report: EMPTY });
  expect(screen.getByTestId('absence-empty')).toHaveTextContent('No requests, logs or traces in the last hour');
});

it('says why nothing was measured', () => {
  show({ failure: { kind: 'failed', message: 'Tempo cannot be reached', advice: 'Check it' } });
  expect(screen.getByTestId('absence-failed')).toHaveTextContent('Tempo cannot be reached');
});
