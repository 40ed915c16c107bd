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

it('draws rows that fly past as text, and in full once the list rests', () => {
  render(
    <LogLines
      lines={LINES}
      view={{ ...DEFAULT_LINE_VIEW, time: 'utc' }}
      label="Lines"
      filters={FILTERS}
      timeZone="utc"
    />
  );
  act(() => jest.advanceTimersByTime(1000));
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
