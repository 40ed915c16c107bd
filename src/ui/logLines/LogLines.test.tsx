import React from 'react';
import { createEvent, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type LineActions } from './actions';
import { type LineView, DEFAULT_LINE_VIEW } from '../../correlation/pageUrls/lineView';
import { LogLines } from './LogLines';
import { giveLayout } from './testing/layout';
import { FIRST, logLine, logLines } from './testing/lines';

beforeAll(giveLayout);

const view = (change: Partial<LineView> = {}): LineView => ({ ...DEFAULT_LINE_VIEW, time: 'utc', ...change });

type Props = React.ComponentProps<typeof LogLines>;

function show(lines: Props['lines'], more: Partial<Props> = {}) {
  const element = (props: Partial<Props>) => (
    <LogLines lines={lines} view={view()} label="Lines" timeZone="utc" {...more} {...props} />
  );
  const { rerender, container } = render(element({}));
  return { container, again: (props: Partial<Props>) => rerender(element(props)) };
}

const items = () => screen.getAllByRole('listitem');
const toggleOf = (item: HTMLElement | undefined) =>
  within(item as HTMLElement).getByRole('button', { name: /^Log line details/ });

it('draws only what can be seen of 100,000 lines, and says how many there are', () => {
  show(logLines(100_000));
  expect(items().length).toBeLessThan(100);
  expect(items()[0]).toHaveAttribute('aria-setsize', '100000');
  expect(items()[0]).toHaveTextContent('12:00:00.000I');
  expect(items()[0]).toHaveTextContent('line 0');
});

it('says time, level, service, message and what the message leaves out', () => {
  show([
    logLine({
      body: '{…}',
      reading: {
        level: 'error',
        service: 'payments',
        message: 'card declined',
        method: 'POST',
        path: '/charge',
        status: 402,
      },
    }),
  ]);
  const [item] = items();
  expect(item).toHaveTextContent('12:00:00.000Epaymentscard declined POST /charge 402');
  expect(within(item as HTMLElement).getByTitle('error')).toHaveTextContent('E');
});

it('shows text alone, whatever a line holds', () => {
  const hostile = [
    '<img src=x onerror="window.broken = true"><script>window.broken = true</script>',
    '\u001b[31mred\u001b[0m\u001b]8;;javascript:alert(1)\u0007link',
    'user\u202Egnp.exe\u0000',
    'x'.repeat(1_000_000),
  ];
  const { container } = show(hostile.map((body, index) => logLine({ id: `${index}`, body })));
  expect(container.querySelector('img, script')).toBeNull();
  expect(items()[0]).toHaveTextContent('<img src=x onerror="window.broken = true">');
  expect(items()[1]).toHaveTextContent(/redlink$/);
  expect(within(items()[1] as HTMLElement).queryByRole('link')).not.toBeInTheDocument();
  expect(items()[2]).toHaveTextContent('user‹U+202E›gnp.exe␀');
  expect(items()[3]?.textContent?.length).toBeLessThan(1000);
  expect(items()[3]).toHaveTextContent('999,500 more characters');
});

it('tells which line is open, and that none is only where it was that one which closed', async () => {
  const onOpen = jest.fn();
  const { again } = show(logLines(3), { onOpen });
  await userEvent.click(toggleOf(items()[0]));
  await userEvent.click(toggleOf(items()[2]));
  const [first, , last] = logLines(3).map(({ id }) => id);
  expect(onOpen.mock.calls.map(([line]) => (line as { id: string } | undefined)?.id)).toEqual([first, last]);
  again({ openId: last });
  await userEvent.click(toggleOf(items()[0]));
  expect(onOpen).toHaveBeenCalledTimes(2);
  await userEvent.click(toggleOf(items()[2]));
  expect(onOpen).toHaveBeenLastCalledWith(undefined);
});

describe('details', () => {
  const LINE = logLine({
    body: '{"msg":"declined","card":"4111 1111 1111 1111"}',
    labels: { app: 'payments' },
    reading: {
      format: 'json',
      message: 'declined',
      service: 'payments',
      requestId: 'r-1',
      fields: { card: '4111 1111 1111 1111' },
    },
  });

  it('open in place and close again', async () => {
    show([LINE]);
    await userEvent.click(toggleOf(items()[0]));
    expect(toggleOf(items()[0])).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByLabelText('Full log line').textContent).toBe(
      '{\n  "msg": "declined",\n  "card": "4111 1111 1111 1111"\n}'
    );
    await userEvent.click(screen.getByText('declined'));
    expect(screen.queryByLabelText('Full log line')).not.toBeInTheDocument();
  });

  it('have every field, to keep, to leave out and to count by', async () => {
    const actions: LineActions = { onFilter: jest.fn(), onCountBy: jest.fn() };
    show([LINE], { actions, openId: LINE.id });
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
      'Detected fields',
      'service',
      'level',
      'request ID',
      'time',
      'Labels',
      'app',
      'Fields',
      'card',
    ]);
    const row = (name: string) => within(screen.getByRole('rowheader', { name }).closest('tr') as HTMLElement);
    await userEvent.click(row('app').getByRole('button', { name: 'Filter for this value' }));
    await userEvent.click(row('level').getByRole('button', { name: 'Filter out this value' }));
    await userEvent.click(screen.getByRole('button', { name: 'Count by card' }));
    expect(actions.onFilter).toHaveBeenNthCalledWith(1, 'label:app', 'payments', 'in');
    expect(actions.onFilter).toHaveBeenNthCalledWith(2, 'level', 'info', 'notIn');
    expect(actions.onCountBy).toHaveBeenCalledWith('field:card');
  });

  it('give away no personal data when copied', async () => {
    const user = userEvent.setup();
    show([LINE], { openId: LINE.id });
    await user.click(screen.getByRole('button', { name: 'Copy card' }));
    expect(await navigator.clipboard.readText()).toBe('[card]');
    await user.click(screen.getByRole('button', { name: 'Copy service' }));
    expect(await navigator.clipboard.readText()).toBe('payments');
  });

  it('show the rest of a huge line on request', async () => {
    show([logLine({ body: 'y'.repeat(50_000) })], { openId: logLine().id });
    const whole = screen.getByLabelText('Full log line');
    expect(whole.textContent?.match(/y+/)?.[0]).toHaveLength(10_000);
    await userEvent.click(within(whole).getByRole('button', { name: 'Show 40,000 of 40,000 more characters' }));
    expect(whole.textContent?.match(/y+/)?.[0]).toHaveLength(50_000);
  });

  it('offer likely traces only where the line names none', () => {
    const actions: LineActions = { likelyTraces: ({ id }) => <button>{`likely traces of ${id}`}</button> };
    const traced = logLine({ id: 'traced', reading: { traceId: 'a'.repeat(32) } });
    const { again } = show([LINE, traced], { actions, openId: LINE.id });
    expect(screen.getByRole('button', { name: `likely traces of ${LINE.id}` })).toBeInTheDocument();
    again({ openId: 'traced' });
    expect(screen.queryByRole('button', { name: 'likely traces of traced' })).not.toBeInTheDocument();
  });
});

describe('chips', () => {
  it('lead to the story of the trace, and to the lines of the request', async () => {
    const actions: LineActions = { storyLink: ({ reading }) => `/story/${reading.traceId}`, onFilter: jest.fn() };
    show([logLine({ reading: { traceId: 'abc', requestId: 'r-1' } })], { actions });
    expect(screen.getByRole('link', { name: /trace abc/ })).toHaveAttribute('href', '/story/abc');
    await userEvent.click(screen.getByRole('button', { name: 'req r-1' }));
    expect(actions.onFilter).toHaveBeenCalledWith('requestId', 'r-1', 'in');
    // Using a chip does not open the line.
    expect(screen.queryByLabelText('Full log line')).not.toBeInTheDocument();
  });
});

describe('keys', () => {
  it('j and k go from line to line, Enter opens, Esc closes', async () => {
    show(logLines(5));
    await userEvent.tab();
    await userEvent.keyboard('jj');
    expect(toggleOf(items()[1])).toHaveFocus();
    await userEvent.keyboard('k{Enter}');
    expect(toggleOf(items()[0])).toHaveFocus();
    expect(screen.getByLabelText('Full log line')).toHaveTextContent('line 0');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByLabelText('Full log line')).not.toBeInTheDocument();
    expect(toggleOf(items()[0])).toHaveFocus();
  });

  it('within a list beside another move in that alone', async () => {
    show(logLines(3));
    render(<LogLines lines={logLines(3)} view={view()} label="Beside" timeZone="utc" />);
    const [other, beside] = ['Lines', 'Beside'].map((name) =>
      within(screen.getByRole('list', { name })).getAllByRole('listitem')
    );
    toggleOf(beside?.[0]).focus();
    await userEvent.keyboard('j');
    expect(beside?.[0]).toHaveAttribute('aria-current', 'true');
    expect(other?.filter((item) => item.hasAttribute('aria-current'))).toEqual([]);
  });

  it('are left to fields that somebody types in', async () => {
    show(logLines(3), { actions: { waysOut: () => <input aria-label="within" /> }, openId: 'line-0' });
    await userEvent.click(screen.getByRole('textbox'));
    await userEvent.keyboard('j');
    expect(screen.getByRole('textbox')).toHaveValue('j');
    expect(screen.getByRole('textbox')).toHaveFocus();
  });

  it('do nothing from elsewhere on the page', async () => {
    show(logLines(3));
    await userEvent.keyboard('j');
    expect(document.body).toHaveFocus();
    expect(items().filter((item) => item.hasAttribute('aria-current'))).toEqual([]);
  });
});

it('counts lines that repeat', () => {
  show(
    logLines(4, (index) => ({ body: index < 3 ? `tick ${index}` : 'other' })),
    { view: view({ deduplication: 'numbers' }) }
  );
  expect(items()).toHaveLength(2);
  expect(items()[0]).toHaveTextContent('×3');
});

it('points out what is looked for', () => {
  show([logLine({ body: 'card Declined' })], {
    filters: [{ text: 'declined', kind: 'text', caseSensitive: false, op: 'include' }],
  });
  expect(screen.getByText('Declined').tagName).toBe('MARK');
});

it('asks for more at the end, and again when more came', () => {
  const onNearEnd = jest.fn();
  const { again } = show(logLines(10), { onNearEnd });
  expect(onNearEnd).toHaveBeenCalledTimes(1);
  again({ lines: logLines(20) });
  expect(onNearEnd).toHaveBeenCalledTimes(2);
  again({ lines: logLines(1000) });
  expect(onNearEnd).toHaveBeenCalledTimes(2);
});

it('lays JSON out below when asked to', () => {
  show([logLine({ body: '{"a":1}', reading: { message: '' } })], { view: view({ content: 'json', wrap: true }) });
  expect(items()[0]?.textContent).toContain('{\n  "a": 1\n}');
});

describe('lines of one event', () => {
  const BODIES = ['java.lang.Error: card 4111 1111 1111 1111', '\tat com.shop.Pay.run(Pay.java:3)', '\t... 2 more'];
  const LINES = [...BODIES, 'after'].map((body, index) =>
    logLine({ id: `${index}`, time: FIRST + index, body, reading: { level: index === 0 ? 'error' : 'unknown' } })
  );
  const newest = [...LINES].reverse();

  it('are one row, which tells how many they are', () => {
    show(newest, { order: 'newest' });
    expect(items()).toHaveLength(2);
    expect(items()[0]).toHaveTextContent('after');
    expect(items()[1]).toHaveTextContent('12:00:00.000E3 log linesjava.lang.Error');
    expect(items()[0]).not.toHaveTextContent('log line');
  });

  it('are rows of their own where nobody knows their order', () => {
    show(newest);
    expect(items()).toHaveLength(4);
  });

  it('are shown and copied as they were sent', async () => {
    const user = userEvent.setup();
    Object.defineProperty(window, 'isSecureContext', { configurable: true, value: true });
    const onContext = jest.fn();
    show(LINES, { order: 'oldest', actions: { onContext } });
    await user.click(toggleOf(items()[0]));
    expect(screen.getByLabelText('Full log lines').textContent).toBe(BODIES.join('\n'));
    await user.click(screen.getByRole('button', { name: 'Copy lines' }));
    expect(await navigator.clipboard.readText()).toBe(BODIES.join('\n').replace('4111 1111 1111 1111', '[card]'));
    await user.click(screen.getByRole('button', { name: 'Show context' }));
    expect(onContext).toHaveBeenCalledWith(LINES[0]);
  });

  it('open at the address of any of them, and close with it', async () => {
    const onOpen = jest.fn();
    show(newest, { order: 'newest', openId: '2', onOpen });
    expect(toggleOf(items()[1])).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(toggleOf(items()[1]));
    expect(onOpen).toHaveBeenCalledWith(undefined);
  });
});

it('says of a list whether lines of several services stand together', () => {
  const { again } = show([logLine({ id: 'a', reading: { service: 'cart' } })]);
  expect(screen.getByRole('list')).not.toHaveAttribute('data-services');
  again({ lines: ['cart', 'pay'].map((service) => logLine({ id: service, reading: { service } })) });
  expect(screen.getByRole('list')).toHaveAttribute('data-services', 'several');
});

it('copies what is marked with the characters that signs stand for', () => {
  show([logLine({ body: 'a\tuser\u202Egnp.exe\u0000' })]);
  const row = items()[0] as HTMLElement;
  window.getSelection()?.selectAllChildren(row);
  const shown = row.textContent;
  const setData = jest.fn();
  const event = createEvent.copy(row, { clipboardData: { setData } });
  fireEvent(row, event);
  expect(event.defaultPrevented).toBe(true);
  expect(setData).toHaveBeenCalledWith('text/plain', expect.stringContaining('a\tuser\u202Egnp.exe\u0000'));
  expect(row.textContent).toBe(shown);
  expect(shown).toContain('a\tuser‹U+202E›gnp.exe␀');
});

it('leaves what is copied to the browser where no sign stands in it', () => {
  show([logLine({ body: 'all is well' })]);
  window.getSelection()?.selectAllChildren(items()[0] as HTMLElement);
  const event = createEvent.copy(items()[0] as HTMLElement, { clipboardData: { setData: jest.fn() } });
  fireEvent(items()[0] as HTMLElement, event);
  expect(event.defaultPrevented).toBe(false);
});
