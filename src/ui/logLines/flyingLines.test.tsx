import React from 'react';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { DEFAULT_LINE_VIEW } from '../../correlation/pageUrls/lineView';
import { LogLines } from './LogLines';
import { giveLayout } from './testing/layout';
import { logLine } from './testing/lines';

beforeAll(giveLayout);
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const LINES = Array.from({ length: 1000 }, (_, index) =>
  logLine({ id: `${index}`, reading: { level: 'error', message: `line ${index} said`, service: 'cart' } })
);
const FILTERS = [{ text: 'said', kind: 'text', caseSensitive: false, op: 'include' }] as const;

function scrollTo(top: number): void {
  const list = screen.getByRole('list');
  list.scrollTop = top;
  fireEvent.scroll(list);
}
const rowOf = (index: number) =>
  screen.getByText(new RegExp(`^line ${index}\\b`)).closest('[role="listitem"]') as HTMLElement;

/** A list of the lines that has come to rest. */
function show(lines = LINES) {
  render(
    <LogLines
      lines={lines}
      view={{ ...DEFAULT_LINE_VIEW, time: 'utc' }}
      label="Lines"
      filters={FILTERS}
      timeZone="utc"
    />
  );
  act(() => jest.advanceTimersByTime(1000));
}

it('draws rows that fly past as text, and in full once the list rests', () => {
  show();
  act(() => scrollTo(25 * 500));
  const flying = rowOf(505);
  expect(flying).toHaveTextContent('cartline 505 said');
  expect(within(flying).queryByRole('button')).not.toBeInTheDocument();
  expect(flying.querySelector('mark')).toBeNull();

  act(() => jest.advanceTimersByTime(1000));
  const rested = screen.getByText(/^line 505\b/).closest('[role="listitem"]') as HTMLElement;
  expect(within(rested).getByRole('button')).toBeInTheDocument();
  expect(rested.querySelector('mark')).toHaveTextContent('said');
});

it('keeps the focus with the line that keys are at, however long they are held', () => {
  show();
  // jsdom lays nothing out.
  Object.defineProperty(screen.getByRole('list'), 'scrollHeight', { value: 25 * LINES.length });
  const user = () => document.activeElement ?? document.body;
  const first = within(rowOf(0)).getByRole('button');
  act(() => first.focus());
  for (let step = 0; step < 60; step++) {
    act(() => void fireEvent.keyDown(user(), { key: 'j' }));
    // The keyboard's own rate.
    act(() => jest.advanceTimersByTime(33));
  }
  expect(user().closest('[role="listitem"]')).toHaveTextContent('line 59 said');
});

it('draws rows in full while text is marked, so that the mark stays', () => {
  show();
  window.getSelection()?.selectAllChildren(rowOf(3));
  act(() => scrollTo(25 * 500));
  expect(within(rowOf(505)).getByRole('button')).toBeInTheDocument();
  window.getSelection()?.removeAllRanges();
  act(() => jest.advanceTimersByTime(1000));
  act(() => scrollTo(25 * 100));
  expect(within(rowOf(105)).queryByRole('button')).not.toBeInTheDocument();
});

it('draws rows that fly past on one line each, without terminal sequences', () => {
  const message = 'red \u001b[31malert\u001b[0m\n\tat a.b';
  show(LINES.map((line, at) => (at === 505 ? { ...line, reading: { ...line.reading, message } } : line)));
  act(() => scrollTo(25 * 500));
  const row = screen.getByText(/^red /).closest('[role="listitem"]') as HTMLElement;
  expect(within(row).queryByRole('button')).not.toBeInTheDocument();
  expect(row.textContent).toMatch(/red alert ↵ at a\.b$/);
});
