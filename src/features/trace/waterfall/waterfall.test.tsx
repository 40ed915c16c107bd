import React from 'react';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { line } from '../../../analysis/trace/testing/lines';
import { EPOCH, idOf, manySpans, span } from '../../../analysis/trace/testing/spans';
import { referenceOf } from '../../../analysis/trace/reference';
import { analyzeTrace, buildTimeline } from '../../../analysis/trace/timeline';
import { buildTree } from '../../../analysis/trace/tree';
import { EntryDetails } from './EntryDetails';
import { type StoryLinks } from './links';
import { drawMinimap } from './minimapPicture';
import { type TimelineSelection } from './timelineSelection';
import { Waterfall } from './Waterfall';

const exception = {
  name: 'exception',
  time: EPOCH + 30,
  attributes: { 'exception.type': 'CardDeclined', 'exception.message': 'code 51' },
};
const spans = [
  span(1, { name: 'POST /checkout', kind: 'server', duration: 100, status: 'error' }),
  span(2, {
    name: 'POST /charge',
    service: 'payments',
    parent: 1,
    at: 20,
    duration: 60,
    status: 'error',
    events: [exception],
  }),
  span(3, {
    name: 'SELECT orders',
    parent: 1,
    at: 85,
    duration: 5,
    attributes: { 'db.system': '<img src=x onerror=alert(1)>' },
  }),
];
const lines = [
  line(10, { span: 1, message: 'cart has 3 items' }),
  line(40, { service: 'payments', message: 'card declined', level: 'error' }),
  line(2100, { span: 1, message: 'mail sent' }),
];
const story = buildTimeline(analyzeTrace(spans), lines);
const links: StoryLinks = {
  filter: (field, value) => `/traces?${field}=${encodeURIComponent(value)}`,
  route: ({ service, route, time }) => `/route?${service} ${route} ${time}`,
  alike: ({ reading }) => `/alike?${reading.message}`,
  story: (traceId, spanId) => `/story/${traceId}?${spanId}`,
};

beforeAll(() => {
  // jsdom lays nothing out, and the virtualizer measures the element that scrolls.
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 480 },
    clientWidth: { configurable: true, get: () => 1000 },
    scrollTo: {
      configurable: true,
      value(this: HTMLElement, { top = 0 }: ScrollToOptions) {
        this.scrollTop = top;
      },
    },
  });
});

function show(told = story, props: Partial<React.ComponentProps<typeof Waterfall>> = {}) {
  return render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <Waterfall
        story={told}
        details={(entry, select) => <EntryDetails story={told} entry={entry} links={links} select={select} />}
        {...props}
      />
    </MemoryRouter>
  );
}

// By what marks them: to look for roles and names among all rows takes jsdom seconds.
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-entry]')];
const labels = () => rows().map((row) => row.getAttribute('aria-label')?.split(',')[0]);
const selected = () =>
  rows()
    .find((row) => row.getAttribute('aria-selected') === 'true')
    ?.getAttribute('aria-label');
const grid = () => screen.getByTestId('waterfall-rows');
const details = () => screen.queryByTestId('waterfall-details');

it('shows spans with their lines and events at their moments, and tells what each row is', () => {
  show();
  expect(labels()).toEqual([
    'shop-api POST /checkout',
    'info log line at 10.0 ms: cart has 3 items',
    'payments POST /charge',
    'event exception at 30.0 ms',
    'error log line at 40.0 ms: card declined',
    'shop-api SELECT orders',
    'info log line at 2.10 s: mail sent',
  ]);
});

it('marks errors by a sign, not by colour alone, and says which lines are guessed or late', () => {
  show();
  const [root, , charge, , guessed, , late] = rows();
  expect(within(charge as HTMLElement).getByRole('img', { name: 'failed' })).toHaveTextContent('!');
  expect(within(root as HTMLElement).getByRole('img', { name: 'failed' })).toBeInTheDocument();
  expect(guessed).toHaveTextContent('approx.');
  expect(late).toHaveTextContent('after');
  expect(within(late as HTMLElement).getByTitle('2.00 s after the trace')).toBeInTheDocument();
});

it('calls spans whose parent is not there orphans, and says which parent that is', () => {
  show(buildTimeline(analyzeTrace([span(1, {}), span(2, { parent: 9, at: 1 })]), []));
  const [root, orphan] = rows();
  expect(within(root as HTMLElement).queryByText('orphan')).not.toBeInTheDocument();
  expect(within(orphan as HTMLElement).getByText('orphan')).toBeInTheDocument();
  fireEvent.click(orphan as HTMLElement);
  expect(details()).toHaveTextContent(`Orphan span: the parent span ${idOf(9)} is not in the trace`);
});

it('leads from a span to those that it is linked with, of other traces and of its own', () => {
  const other = { traceId: 'a'.repeat(32), spanId: idOf(7) };
  const own = { traceId: span(1, {}).traceId, spanId: idOf(2) };
  show(buildTimeline(analyzeTrace([span(1, { links: [other, own] }), span(2, { parent: 1, at: 1 })]), []));
  fireEvent.click(rows()[0] as HTMLElement);
  const linked = within(details()!);
  expect(linked.getByText(/^Linked trace/)).toBeInTheDocument();
  expect(linked.getByRole('link', { name: other.traceId })).toHaveAttribute(
    'href',
    `/story/${other.traceId}?${idOf(7)}`
  );
  expect(linked.getByText(/^Linked span of this trace/)).toBeInTheDocument();
  expect(linked.getByRole('link', { name: idOf(2) })).toHaveAttribute('href', `/story/${own.traceId}?${idOf(2)}`);
});

it('begins where the first error began; the details are there when they are asked for', async () => {
  show();
  expect(selected()).toContain('POST /charge');
  expect(details()).not.toBeInTheDocument();
  fireEvent.keyDown(grid(), { key: 'Enter' });
  expect(details()).toHaveFocus();
  expect(within(details()!).getByText('CardDeclined')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Close details' }));
  expect(details()).not.toBeInTheDocument();
  expect(grid()).toHaveFocus();
  await userEvent.click(rows()[0] as HTMLElement);
  expect(within(details()!).getByRole('heading', { name: 'POST /checkout' })).toBeInTheDocument();
});

it('has the details of what the address names open, and keeps them closed while keys move on', () => {
  show(story, { place: { span: idOf(3) } });
  expect(within(details()!).getByRole('heading', { name: 'SELECT orders' })).toBeInTheDocument();
  cleanup();
  show();
  fireEvent.keyDown(document.body, { key: 'j' });
  expect(details()).not.toBeInTheDocument();
});

it('says in the details what is odd about a span', () => {
  const orphan = span(9, { parent: 77, at: 10 });
  show(buildTimeline(analyzeTrace([...spans, orphan]), []), { place: { span: idOf(9) } });
  expect(
    within(details()!).getByText(`Orphan span: the parent span ${idOf(77)} is not in the trace`)
  ).toBeInTheDocument();
});

it('says what the signs on the bars mean', () => {
  show();
  expect(screen.getByRole('list', { name: 'Legend' })).toHaveTextContent('critical path');
});

describe('the border between names and time', () => {
  const border = () => screen.getByRole('separator', { name: 'Width of the name column' });
  const widths = () => grid().parentElement?.style.getPropertyValue('--waterfall-names');
  beforeEach(() => window.localStorage.clear());

  it('is moved by arrow keys, within bounds, and stays so for the next request', () => {
    show();
    expect(border()).toHaveAttribute('aria-valuenow', '42');
    expect(widths()).toBe('');
    fireEvent.keyDown(border(), { key: 'ArrowRight' });
    expect(border()).toHaveAttribute('aria-valuenow', '44');
    expect(widths()).toBe('44fr');
    fireEvent.keyDown(border(), { key: 'End' });
    fireEvent.keyDown(border(), { key: 'ArrowRight' });
    expect(border()).toHaveAttribute('aria-valuenow', '85');
    cleanup();
    show();
    expect(widths()).toBe('85fr');
  });

  it('is dragged, and put back by a double click', () => {
    HTMLElement.prototype.setPointerCapture = () => undefined;
    show();
    const head = border().parentElement?.parentElement as HTMLElement;
    head.getBoundingClientRect = () => ({ left: 100, width: 1000 }) as DOMRect;
    const point = (type: string, clientX: number) =>
      fireEvent(border(), new MouseEvent(type, { bubbles: true, clientX }));
    point('pointermove', 300);
    expect(widths()).toBe('');
    point('pointerdown', 500);
    point('pointermove', 400);
    point('pointerup', 400);
    point('pointermove', 900);
    expect(widths()).toBe('30fr');
    fireEvent.doubleClick(border());
    expect(widths()).toBe('');
    expect(window.localStorage).toHaveLength(0);
  });
});

it.each([
  [70, 'SELECT orders'],
  [40, 'GET /orders'],
])('begins, without an error, where most of the time went: by itself a query took %d of 100 ms', (duration, name) => {
  const spans = [
    span(1, { name: 'GET /orders', kind: 'server', duration: 100 }),
    span(2, { name: 'load', parent: 1, at: 5, duration: 45 }),
    span(3, { name: 'SELECT orders', parent: 1, at: 20, duration }),
  ];
  show(buildTimeline(analyzeTrace(spans), []));
  expect(selected()).toContain(name);
});

it('draws hostile text as text, and leads from it to the traces that share it', () => {
  const { container } = show(story, { place: { span: idOf(3) } });
  expect(container.querySelector('img[src="x"]')).toBeNull();
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Traces with this db.system' })).toHaveAttribute(
    'href',
    '/traces?span.db.system=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E'
  );
});

it('goes through rows by keys, closes and opens, and tells where it is', () => {
  const onSelect = jest.fn();
  show(story, { onSelect });
  fireEvent.keyDown(document.body, { key: 'j' });
  expect(selected()).toContain('POST /charge');
  fireEvent.keyDown(grid(), { key: 'j' });
  expect(selected()).toContain('event exception');
  expect(onSelect).toHaveBeenLastCalledWith({ span: idOf(2), event: 0 });
  fireEvent.keyDown(grid(), { key: 'ArrowLeft' });
  expect(selected()).toContain('POST /charge');
  expect(onSelect).toHaveBeenLastCalledWith({ span: idOf(2) });
  fireEvent.keyDown(grid(), { key: 'ArrowLeft' });
  expect(labels()).not.toContain('event exception at 30.0 ms');
  expect(rows()[2]).toHaveAttribute('aria-expanded', 'false');
  fireEvent.keyDown(grid(), { key: 'ArrowRight' });
  fireEvent.keyDown(grid(), { key: 'ArrowRight' });
  expect(selected()).toContain('event exception');
  fireEvent.keyDown(grid(), { key: 'Home' });
  expect(selected()).toContain('POST /checkout');
});

it('shows the event that an address names, and of one that is not there its span', () => {
  show(story, { place: { span: idOf(2), event: 0 } });
  expect(selected()).toContain('event exception');
  cleanup();
  show(story, { place: { span: idOf(2), event: 7 } });
  expect(selected()).toContain('POST /charge');
});

it.each([
  ['line', { line: lines[1]?.id ?? '' }, 'Similar logs', '/alike?card declined'],
  ['span that serves a route', { span: idOf(4) }, 'Route metrics', `/route?shop-api /cart/{id} ${EPOCH}`],
])('leads on from a %s', (_, place, name, href) => {
  const served = span(4, { kind: 'server', attributes: { 'http.route': '/cart/{id}' } });
  show(buildTimeline(analyzeTrace([...spans, served]), lines), { place });
  expect(screen.getByRole('link', { name })).toHaveAttribute('href', href);
});

it('goes from error to error', () => {
  show(story, { place: { span: idOf(1) } });
  const errors = ['e', 'e', 'e', 'e'].map((key) => {
    fireEvent.keyDown(grid(), { key });
    return selected()?.split(',')[0];
  });
  expect(errors).toEqual([
    'payments POST /charge',
    'event exception at 30.0 ms',
    'error log line at 40.0 ms: card declined',
    'shop-api POST /checkout',
  ]);
});

it('searches everything, goes to matches in what is closed, and opens it', async () => {
  show(story, { place: { span: idOf(1) } });
  fireEvent.keyDown(grid(), { key: 'ArrowLeft' });
  expect(rows()).toHaveLength(1);
  fireEvent.keyDown(document.body, { key: '/' });
  expect(screen.getByLabelText('Search spans and logs')).toHaveFocus();
  await userEvent.keyboard('declined{Enter}');
  expect(selected()).toContain('event exception');
  await userEvent.keyboard('{Enter}');
  expect(selected()).toContain('card declined');
  expect(screen.getByText('2 of 2')).toBeInTheDocument();
});

it('shows only errors, or no lines, where asked to', async () => {
  show();
  await userEvent.click(screen.getByLabelText(/Errors only/));
  expect(labels()).not.toContain('shop-api SELECT orders');
  expect(labels()).toContain('error log line at 40.0 ms: card declined');
  await userEvent.click(screen.getByLabelText('Logs'));
  expect(labels()).toEqual(['shop-api POST /checkout', 'payments POST /charge']);
});

it('says what is slower, extra and missing against what it is compared with', () => {
  const usual = buildTree([
    span(1, { name: 'POST /checkout', duration: 60 }),
    span(2, { name: 'POST /charge', service: 'payments', parent: 1, at: 20, duration: 20 }),
    span(4, { name: 'INSERT order', parent: 1, at: 45, duration: 5 }),
  ]);
  show(buildTimeline(analyzeTrace(spans), lines, referenceOf([usual])));
  const row = (name: RegExp) => rows().find((one) => name.test(one.getAttribute('aria-label') ?? ''));
  expect(row(/POST \/charge/)).toHaveTextContent('▲ +40.0 ms');
  expect(row(/SELECT orders/)).toHaveTextContent('+ extra');
  expect(row(/missing: shop-api INSERT order/)).toHaveTextContent('5.00 ms');
});

it('keeps what an address cannot name selected when the address says nothing of it', () => {
  const usual = buildTree([
    span(1, { name: 'POST /checkout', duration: 100 }),
    span(4, { name: 'INSERT order', parent: 1, at: 45, duration: 5 }),
  ]);
  const told = buildTimeline(analyzeTrace(spans), lines, referenceOf([usual]));
  const at = (place: TimelineSelection | undefined) => (
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <Waterfall story={told} place={place} />
    </MemoryRouter>
  );
  const { rerender } = render(at({ span: idOf(3) }));
  fireEvent.click(rows().find((row) => row.dataset.testid === 'waterfall-missing') as HTMLElement);
  expect(selected()).toContain('missing');
  rerender(at(undefined));
  expect(selected()).toContain('missing');
  rerender(at({ span: idOf(1) }));
  expect(selected()).toContain('POST /checkout');
  rerender(at(undefined));
  expect(selected()).toContain('POST /charge');
});

it('leaves keys with Alt and Ctrl to the browser: they go back in its history', () => {
  show(story, { place: { span: idOf(2) } });
  for (const modifier of ['altKey', 'ctrlKey', 'metaKey']) {
    expect(fireEvent.keyDown(grid(), { key: 'ArrowLeft', [modifier]: true })).toBe(true);
  }
  expect(labels()).toContain('event exception at 30.0 ms');
});

it('leads to the span that takes the most more by itself', async () => {
  const usual = buildTree([
    span(1, { name: 'POST /checkout', duration: 60 }),
    span(2, { name: 'POST /charge', service: 'payments', parent: 1, at: 20, duration: 20 }),
  ]);
  show(buildTimeline(analyzeTrace(spans), lines, referenceOf([usual])));
  await userEvent.click(screen.getByRole('button', { name: 'Largest slowdown: POST /charge +40.0 ms' }));
  expect(rows().find((one) => one.getAttribute('aria-selected') === 'true')).toHaveTextContent('POST /charge');
});

it('keeps in the page only the rows in view, of a hundred thousand', () => {
  show(buildTimeline(analyzeTrace(manySpans(100_000, false)), []));
  expect(grid()).toHaveAttribute('aria-rowcount', '100000');
  expect(rows().length).toBeLessThan(60);
});

it('leaves names room to be read a hundred levels down', () => {
  const deep = Array.from({ length: 120 }, (_, i) => span(i + 1, i === 0 ? { duration: 500 } : { parent: i, at: i }));
  show(buildTimeline(analyzeTrace(deep), []), { place: { span: idOf(101) } });
  act(() => grid().dispatchEvent(new Event('scroll')));
  const padding = Math.max(
    ...rows().map((row) => parseFloat((row.firstElementChild as HTMLElement).style.paddingLeft))
  );
  expect(padding).toBeLessThanOrEqual(150);
  expect(padding).toBeGreaterThan(50);
});

describe('the minimap', () => {
  const draw = (told: typeof story) => {
    const boxes: Array<[color: string, x: number, y: number, width: number]> = [];
    const pen = {
      fillStyle: '' as string | CanvasGradient | CanvasPattern,
      fillRect(x: number, y: number, width: number) {
        boxes.push([String(this.fillStyle), x, y, width]);
      },
    };
    drawMinimap(pen, told, { width: 100, height: 40, colorOf: (service) => service, errorColor: 'error' });
    return boxes;
  };

  it.each([
    ['main', 0, 1],
    ['right', 2, 0],
  ])('shows the part that is dragged over with the %s button', (_, button, zoomed) => {
    HTMLElement.prototype.setPointerCapture = () => undefined;
    show();
    const map = screen.getByTestId('waterfall-minimap');
    map.getBoundingClientRect = () => ({ left: 0, width: 1000 }) as DOMRect;
    const point = (type: string, clientX: number) =>
      fireEvent(map, new MouseEvent(type, { bubbles: true, clientX, button }));
    point('pointerdown', 100);
    point('pointermove', 500);
    point('pointerup', 500);
    expect(screen.queryAllByText('Reset zoom')).toHaveLength(zoomed);
  });

  it('does the same with keys, and gives up by Escape', () => {
    show();
    const map = screen.getByRole('application', { name: /^Overview of the request/ });
    const shown = () =>
      [...document.querySelectorAll('[data-testid="waterfall-minimap"] span')].map((shade) =>
        Math.round(parseFloat((shade as HTMLElement).style.width))
      );
    fireEvent.keyDown(map, { key: 'ArrowRight' });
    expect(shown()).toEqual([]);
    // What is selected, from 20 to 80 ms, stays where it is.
    fireEvent.keyDown(map, { key: '+' });
    expect(shown()).toEqual([25, 25]);
    fireEvent.keyDown(map, { key: 'ArrowRight' });
    expect(shown()).toEqual([38, 13]);
    fireEvent.keyDown(map, { key: '-' });
    expect(shown()).toEqual([]);
    fireEvent.keyDown(map, { key: '=' });
    fireEvent.keyDown(map, { key: 'Escape' });
    expect(shown()).toEqual([]);
    expect(fireEvent.keyDown(map, { key: '+', ctrlKey: true })).toBe(true);
  });

  it('has a button for it, too', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
    await userEvent.click(screen.getByRole('button', { name: 'Reset zoom' }));
    expect(screen.queryByRole('button', { name: 'Reset zoom' })).not.toBeInTheDocument();
  });

  it('draws each span where it is, and what failed over it', () => {
    const boxes = draw(story);
    expect(boxes.slice(0, 3).map(([color, x, , width]) => [color, x, width])).toEqual([
      ['shop-api', 0, 100],
      ['payments', 20, 60],
      ['shop-api', 85, 5],
    ]);
    expect(boxes.slice(3).map(([color]) => color)).toEqual(['error']);
  });

  it('draws no more than can be seen of a hundred thousand spans', () => {
    expect(draw(buildTimeline(analyzeTrace(manySpans(100_000, false)), [])).length).toBeLessThan(100 * 40 * 2);
  });
});
