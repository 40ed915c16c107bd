import React from 'react';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shadeOf } from './Cells';
import { DurationHeatmap } from './DurationHeatmap';
import { durationGrid } from './grid';
import { type HeatmapSelection } from '../../../correlation/pageUrls/traces';

const MINUTE = 60_000;
const series = (le: string, ...values: number[]) => ({
  labels: { le },
  times: values.map((_, i) => (i + 1) * MINUTE),
  values,
});
// Three minutes, three rows: 50 to 100 ms, to 200 ms, to 400 ms.
const grid = durationGrid(
  [series('0.1', 30, 50, 20), series('0.2', 8, 4, 1), series('0.4', 0, 2, 6)],
  [series('0.4', 0, 1, 0)],
  MINUTE
);

function show(selected?: HeatmapSelection) {
  const onSelect = jest.fn();
  render(
    <DurationHeatmap
      grid={grid}
      selected={selected}
      onSelect={onSelect}
      exemplars={[
        { traceId: 'abc', time: 1.5 * MINUTE, duration: 0.3, labels: {} },
        { traceId: 'outside', time: 99 * MINUTE, duration: 0.3, labels: {} },
      ]}
      hrefOf={({ traceId }) => `/story/${traceId}`}
      timeZone="utc"
    />
  );
  const plot = screen.getByRole('application', { name: 'Latency of requests over time' });
  plot.getBoundingClientRect = () => ({ left: 0, bottom: 300, width: 300, height: 300 }) as DOMRect;
  return { onSelect, plot };
}

const words = () => screen.getByTestId('duration-heatmap-words').textContent;
/** jsdom has no pointer events; React listens by their names. */
const point = (plot: HTMLElement, kind: string, x: number, y: number) =>
  fireEvent(plot, new MouseEvent(kind, { bubbles: true, clientX: x, clientY: y, button: 0 }));

it('selects what is dragged over, in whole cells, and says what that is meanwhile', () => {
  const { onSelect, plot } = show();
  point(plot, 'pointerdown', 250, 30);
  point(plot, 'pointermove', 150, 130);
  expect(words()).toBe('00:01:00 to 00:03:00 · 100 ms to 400 ms · 13 requests · 1 failed');
  expect(onSelect).not.toHaveBeenCalled();
  point(plot, 'pointerup', 150, 130);
  expect(onSelect).toHaveBeenCalledWith({ from: MINUTE, to: 3 * MINUTE, shortest: 0.1, longest: 0.4 });
});

it('says what is under the pointer, and selects nothing by that', () => {
  const { onSelect, plot } = show();
  point(plot, 'pointermove', 50, 250);
  expect(words()).toBe('00:00:00 to 00:01:00 · up to 100 ms · 30 requests');
  point(plot, 'pointerup', 50, 250);
  expect(onSelect).not.toHaveBeenCalled();
});

it('does the same with keys alone', async () => {
  const { onSelect, plot } = show();
  await userEvent.tab();
  expect(plot).toHaveFocus();
  // The first key goes to the slowest of the latest.
  await userEvent.keyboard('{ArrowUp}');
  expect(words()).toBe('00:02:00 to 00:03:00 · 200 ms to 400 ms · 6 requests');
  await userEvent.keyboard('{ArrowLeft}{Shift>}{ArrowLeft}{ArrowDown}{/Shift}{Enter}');
  expect(onSelect).toHaveBeenCalledWith({ from: 0, to: 2 * MINUTE, shortest: 0.1, longest: 0.4 });
});

it('leaves keys with Alt to the browser: they go back in its history', () => {
  const { plot } = show();
  expect(fireEvent.keyDown(plot, { key: 'ArrowLeft', altKey: true })).toBe(true);
  expect(words()).toMatch(/^Drag to select/);
});

it('gives up first what is under way, then the selection', async () => {
  const { onSelect } = show({ from: MINUTE, to: 2 * MINUTE, shortest: 0.2, longest: 0.4 });
  expect(words()).toBe('00:01:00 to 00:02:00 · 200 ms to 400 ms · 2 requests · 1 failed');
  await userEvent.tab();
  await userEvent.keyboard('{ArrowUp}{Escape}');
  expect(onSelect).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  expect(onSelect).toHaveBeenCalledWith(undefined);
});

it('leads from points to their requests; pressing one selects nothing', () => {
  const { onSelect } = show();
  const links = screen.getAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/story/abc']);
  point(links[0] as HTMLElement, 'pointerdown', 150, 50);
  point(links[0] as HTMLElement, 'pointerup', 150, 50);
  expect(onSelect).not.toHaveBeenCalled();
});

it('lets few be seen beside many', () => {
  expect(shadeOf(1, 100_000)).toBe(0);
  expect(shadeOf(3, 20)).toBeGreaterThan(shadeOf(1, 20));
  expect(shadeOf(100_000, 100_000)).toBe(5);
});

it('counts what failed in a lane of its own, and has none where nothing did', () => {
  show();
  expect(screen.getByRole('img', { name: 'Failed requests over time (peak 1)' })).toBeInTheDocument();
  cleanup();
  const well = durationGrid([series('0.1', 30)], [], MINUTE);
  render(<DurationHeatmap grid={well} onSelect={jest.fn()} exemplars={[]} hrefOf={() => ''} timeZone="utc" />);
  expect(screen.queryByTestId('failed-lane')).not.toBeInTheDocument();
});
