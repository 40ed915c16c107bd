import React, { useState } from 'react';
import { type BackendSrv, config, setBackendSrv } from '@grafana/runtime';
import { act, render, screen, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { type ErrorMark } from '../../analysis/errors/errorMark';
import { type ErrorStatus } from '../../analysis/errors/statuses';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { FakeSetupApi } from '../../datasources/testing/fakeSetupApi';
import { type LogLine, type LogLinesQuestion, type LogSource } from '../../telemetry/questions/logs';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { logLine } from '../logLines/testing/lines';
import { installGrafana, settle } from '../testing/grafana';
import { withClient } from '../testing/withClient';
import { ErrorsOverTimeView } from './ErrorsOverTimeView';
import { useErrorsOverTime } from './useErrorsOverTime';

const HOUR = 3_600_000;
const SPAN = { from: Date.UTC(2026, 0, 15, 11), to: Date.UTC(2026, 0, 15, 12) };
const SELECTION = { where: [], lines: [] };
// Whether something lies over a button cannot be told without layout.
const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });

const error = (body: string, time: number, version?: string): LogLine =>
  logLine({
    id: `${body}-${time}`,
    body,
    time,
    ...(version !== undefined && { metadata: { service_version: version } }),
    reading: { level: 'error', service: 'cart' },
  });

/** Lines of the time range, of the previous period and of the days before, by when a question ends. */
const LINES: LogLine[] = [
  error('order 1 lost', SPAN.from + 1000, '2.48.0'),
  error('card declined', SPAN.from + 2000),
  error('stock ran out', SPAN.from + 3000),
  error('mail not sent', SPAN.from + 4000),
  error('card declined', SPAN.from - HOUR / 2),
  error('order 7 lost', SPAN.from - 20 * HOUR, '2.47.2'),
  error('stock ran out', SPAN.from - 20 * HOUR),
];

let api: FakeSetupApi;
let asked: Array<{ question: LogLinesQuestion; span: TimeSpan }>;
/** Which of the questions fails, in the order in which they are asked. */
let failing: number | undefined;
/** So many lines come back, the latest. */
let limit: number;

async function lines(question: LogLinesQuestion, span: TimeSpan) {
  asked.push({ question, span });
  if (asked.length === failing) {
    throw new Error('Loki timed out');
  }
  const found = LINES.filter(
    ({ body, time }) =>
      time >= span.from && time < span.to && question.lines.every(({ text }) => new RegExp(text).test(body))
  );
  const newest = found.sort((a, b) => b.time - a.time).slice(0, limit);
  return { lines: newest, isCut: newest.length < found.length, sent: [] };
}
const open = async () => ({ lines }) as unknown as LogSource;

function Errors({ span = SPAN }: { span?: TimeSpan }) {
  const found = useErrorsOverTime(open, SELECTION, span);
  const [status, setStatus] = useState<ErrorStatus>();
  return (
    <ErrorsOverTimeView
      found={found}
      span={span}
      timeZone="utc"
      status={status}
      onStatus={setStatus}
      latest={() => null}
    />
  );
}

const client = (errorMarks: ErrorMark[] = []) => fakeClient({}, { provisioned: { errorMarks } });

async function show(shown = client()): Promise<void> {
  await act(async () => {
    render(<Errors />, { wrapper: withClient(shown) });
    await settle();
  });
  await act(settle);
}

const rows = () => screen.getAllByTestId(/^error-/);
const row = (text: string) => rows().find((one) => one.textContent?.includes(text))!;
const titles = () => rows().map((one) => within(one).getAllByRole('cell')[0]?.textContent?.trim());
const markOf = (more: Partial<ErrorMark>) => ({
  error: '',
  service: 'cart',
  title: 'order lost',
  at: '2026-01-10T12:00:00.000Z',
  ...more,
});

async function choose(text: string, action: string): Promise<void> {
  await openActions(text);
  await user.click(screen.getByRole('button', { name: action }));
}

const openActions = (text: string) => user.click(within(row(text)).getByRole('button', { name: /^Actions for/ }));

beforeEach(() => {
  installGrafana();
  api = new FakeSetupApi();
  setBackendSrv(api.backendSrv as BackendSrv);
  config.bootData = { user: { orgRole: 'Admin', login: 'otto' } } as typeof config.bootData;
  asked = [];
  failing = undefined;
  limit = Infinity;
});

it('asks for the time range, the previous period, and further back for what that had not', async () => {
  await show();
  expect(asked.map(({ span }) => [span.from, span.to])).toEqual([
    [SPAN.from, SPAN.to],
    [SPAN.from - HOUR, SPAN.from],
    [SPAN.from - 25 * HOUR, SPAN.from - HOUR],
  ]);
  const sought = asked[2]?.question.lines[0]?.text ?? '';
  expect(
    ['order 7 lost', 'stock ran out', 'mail not sent', 'card declined'].map((text) => new RegExp(sought).test(text))
  ).toEqual([true, true, true, false]);
});

it('searches further back once, though the page refreshes, and forgets nothing meanwhile', async () => {
  const { rerender } = render(<Errors />, { wrapper: withClient(client()) });
  await screen.findByText(/· 1 new$/);
  const later = { from: SPAN.from + 500, to: SPAN.to + 500 };
  rerender(<Errors span={later} />);
  expect(titles()[0]).toMatch(/^New mail not sent/);
  await act(settle);
  expect(titles()[0]).toMatch(/^New mail not sent/);
  expect(asked.map(({ span }) => span.from)).toEqual([
    SPAN.from,
    SPAN.from - HOUR,
    SPAN.from - 25 * HOUR,
    later.from,
    later.from - HOUR,
  ]);
  const other = { from: SPAN.from + 3 * HOUR, to: SPAN.to + 3 * HOUR };
  rerender(<Errors span={other} />);
  await act(settle);
  expect(asked[5]?.span).toEqual(other);
});

it('says nothing of errors by what lay before another time range', async () => {
  const { rerender } = render(<Errors />, { wrapper: withClient(client()) });
  await screen.findByText(/· 1 new$/);
  rerender(<Errors span={{ from: SPAN.from - HOUR, to: SPAN.to - HOUR }} />);
  expect(titles()).not.toContainEqual(expect.stringMatching(/^New/));
  await act(settle);
  expect(titles()).toEqual([expect.stringMatching(/^New card declined/)]);
});

it('says where all errors are ignored', async () => {
  const errors = await Promise.all(
    ['order 1 lost', 'card declined', 'stock ran out', 'mail not sent'].map(fingerprintOf)
  );
  await show(client(errors.map((one) => markOf({ as: 'ignored', error: one }) as ErrorMark)));
  expect(screen.getByText('All errors are ignored')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Ignored 4' }));
  expect(rows()).toHaveLength(4);
});

it('says what became of each error, the new ones first, and since which version', async () => {
  await show();
  expect(titles()).toEqual([
    expect.stringMatching(/^New mail not sent.*Not seen in the 25 hours before$/),
    'stock ran out',
    'card declined',
    'order <*> lost',
  ]);
  expect(screen.getByText('4 distinct errors · 4 error and fatal log lines · 1 new')).toBeInTheDocument();
  expect(row('order <*> lost')).toHaveTextContent('11:00:01 or earlierin 2.48.0');
  expect(row('mail not sent')).not.toHaveTextContent('or earlier');
});

it('says of errors that there may have been some before the earliest line that was read', async () => {
  limit = 1;
  await show();
  expect(row('mail not sent')).toHaveTextContent(/^New.*11:00:04 or earlier/);
});

it('does not search for what somebody said something of', async () => {
  await show(client([markOf({ as: 'ignored', error: await fingerprintOf('mail not sent') }) as ErrorMark]));
  expect(new RegExp(asked[2]?.question.lines[0]?.text ?? '').test('mail not sent')).toBe(false);
});

it('shows those of one status alone, and hides those that nobody wants to see behind their number', async () => {
  await show(client([markOf({ as: 'ignored', error: await fingerprintOf('card declined') }) as ErrorMark]));
  expect(titles()).not.toContain('Ignored card declined');
  await user.click(screen.getByRole('button', { name: 'Ignored 1' }));
  expect(titles()).toEqual(['Ignored card declined']);
  await user.click(screen.getByRole('button', { name: 'Ignored 1' }));
  expect(rows()).toHaveLength(3);
});

it('an admin says in which version an error is fixed; where it is back it comes first', async () => {
  await show();
  await choose('order <*> lost', 'Fixed in version …');
  await user.keyboard('2.47.3{Enter}');
  expect(await screen.findByText(/· 1 back · 1 new$/)).toBeInTheDocument();
  expect(titles()[0]).toBe('Back order <*> lostBack in 2.48.0, was fixed in 2.47.3');
  expect(screen.queryByRole('form')).not.toBeInTheDocument();
  expect(JSON.stringify(api.dashboard?.json)).toContain('otto');

  await openActions('order <*> lost');
  expect(screen.getByText(/^Marked by otto at /)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Reopen' }));
  expect(await screen.findByText(/lines · 1 new$/)).toBeInTheDocument();
  expect(titles()).toContain('order <*> lost');
});

it('an admin ignores an error until there is more of it', async () => {
  await show();
  await choose('card declined', 'Ignore …');
  await user.click(screen.getByLabelText('7 days'));
  const above = screen.getByLabelText('Until more than this many an hour (any number if empty)');
  await user.type(above, 'many');
  await user.click(screen.getByRole('button', { name: 'Ignore error' }));
  expect(screen.getByText('Must be 0 or more')).toBeInTheDocument();
  await user.clear(above);
  await user.type(above, '1');
  await user.click(screen.getByRole('button', { name: 'Ignore error' }));
  await user.click(await screen.findByRole('button', { name: 'Ignored 1' }));
  expect(titles()[0]).toMatch(/^Ignored card declinedIgnored until .*, or until more than 1 an hour$/);
});

it('a form is left by Escape, and nothing is saved', async () => {
  await show();
  await choose('card declined', 'Ignore …');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('form')).not.toBeInTheDocument();
  expect(within(row('card declined')).getByRole('button', { name: /^Actions for/ })).toHaveFocus();
  expect(api.dashboard).toBeUndefined();
});

it('says that a mark could not be saved, and keeps what was entered', async () => {
  await show();
  api.failing = { 'POST /api/dashboards/db': 500 };
  await choose('order <*> lost', 'Fixed in version …');
  await user.type(screen.getByLabelText('Fixed in version (from now on if empty)'), '2.47.3{Enter}');
  expect(await screen.findByTestId('absence-failed')).toHaveTextContent('The settings could not be saved');
  expect(screen.getByDisplayValue('2.47.3')).toBeInTheDocument();
  await openActions('card declined');
  expect(screen.queryByTestId('absence-failed')).not.toBeInTheDocument();
});

it('those who are no admins see why they cannot', async () => {
  config.bootData = { user: { orgRole: 'Editor' } } as typeof config.bootData;
  await show();
  await openActions('card declined');
  expect(screen.getByText('Not marked · Only admins can mark errors')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Ignore …' })).not.toBeInTheDocument();
  await openActions('card declined');
  expect(screen.queryByText(/Only admins/)).not.toBeInTheDocument();
});

describe('where the time before cannot be asked for', () => {
  it('further back, the row says so and what it rests on', async () => {
    failing = 3;
    await show();
    expect(titles()[0]).toMatch(/^New .*Not seen in the 60 minutes before · Not searched further back: .* timed out$/);
    expect(titles()).toContain('card declined');
    expect(screen.queryByTestId('absence-failed')).not.toBeInTheDocument();
  });

  it('in the previous period, the days before are searched from the time range on', async () => {
    failing = 2;
    await show();
    expect(asked[2]?.span.to).toBe(SPAN.from);
    expect(titles()[0]).toMatch(/^New mail not sent.*Not seen in the 24 hours before$/);
  });
});

it('says that errors could not be asked for', async () => {
  failing = 1;
  await show();
  expect(screen.getByTestId('absence-failed')).toHaveTextContent('timed out');
  expect(asked).toHaveLength(1);
});

/** The fingerprint that an error of the service has. */
async function fingerprintOf(body: string): Promise<string> {
  const { groupErrors } = await import('../../analysis/errors/errorGroups');
  return groupErrors([error(body, SPAN.from)], SPAN, 1)[0]?.fingerprint ?? '';
}
