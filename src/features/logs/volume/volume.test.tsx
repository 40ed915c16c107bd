import React from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BehaviorSubject } from 'rxjs';
import { type LogCount } from '../../../telemetry/questions/logs';
import { axisTimes, countsWithin, draggedSpan, placeOf, volumeOf, volumeStep } from './bars';
import { LogVolume } from './LogVolume';
import { type TimeSpan } from '../../../telemetry/timeSpan';

const SPAN = { from: Date.UTC(2026, 0, 15, 11), to: Date.UTC(2026, 0, 15, 12) };
const MINUTE = 60_000;
const count = (level: string, values: number[]): LogCount => ({
  labels: { level },
  times: values.map((_, index) => SPAN.from + index * MINUTE),
  values,
});

describe('volumeOf', () => {
  it('has a bar for each step, its gravest levels first', () => {
    const { bars, totals } = volumeOf([count('info', [10, 20]), count('error', [2, 0]), count('', [0, 1])]);
    expect(bars).toEqual([
      {
        time: SPAN.from,
        total: 12,
        parts: [
          { level: 'error', count: 2 },
          { level: 'info', count: 10 },
        ],
      },
      {
        time: SPAN.from + MINUTE,
        total: 21,
        parts: [
          { level: 'info', count: 20 },
          { level: 'unknown', count: 1 },
        ],
      },
    ]);
    expect(totals).toEqual([
      { level: 'error', count: 2 },
      { level: 'info', count: 30 },
      { level: 'unknown', count: 1 },
    ]);
  });

  it('puts levels that it does not know with those that say none, and steps in order', () => {
    const other = { ...count('weird', [1, 1]), times: [SPAN.from + MINUTE, SPAN.from] };
    expect(volumeOf([other, count('', [4])]).bars.map(({ time, total }) => [time - SPAN.from, total])).toEqual([
      [0, 5],
      [MINUTE, 1],
    ]);
  });

  it('is nothing where nothing was counted', () => {
    expect(volumeOf([])).toEqual({ bars: [], totals: [] });
  });

  it('counts the steps that a span touches', () => {
    const volume = volumeOf([count('info', [10, 20, 30, 40]), count('error', [0, 2, 0, 3])]);
    const within = (from: number, to: number) =>
      countsWithin(volume, MINUTE, { from: SPAN.from + from * MINUTE, to: SPAN.from + to * MINUTE });
    expect(within(1, 3)).toEqual([
      { level: 'error', count: 2 },
      { level: 'info', count: 50 },
    ]);
    expect(within(0.5, 1)).toEqual([{ level: 'info', count: 10 }]);
    expect(within(4, 9)).toEqual([]);
  });
});

it.each([
  [60, 1],
  [300, 5],
  [3600, 60],
  [6 * 3600, 300],
  [24 * 3600, 900],
  [7 * 86_400, 2 * 3600],
  [365 * 86_400, 7 * 86_400],
  [100_000 * 86_400, 1000 * 86_400],
])('a span of %d s has steps of %d s', (span, step) => {
  expect(volumeStep({ from: 0, to: span * 1000 })).toBe(step * 1000);
});

it.each([
  [0.25, 0.5, 0.25, 0.5],
  [0.5, 0.25, 0.25, 0.5],
  [-1, 0.5, 0, 0.5],
  [0.5, 7, 0.5, 1],
])('dragging from %d to %d chooses %d to %d', (a, b, from, to) => {
  const chosen = draggedSpan(a, b, SPAN);
  expect([placeOf(chosen?.from ?? 0, SPAN), placeOf(chosen?.to ?? 0, SPAN)]).toEqual([from, to]);
});

it('a click chooses no span', () => expect(draggedSpan(0.5, 0.501, SPAN)).toBeUndefined());

it('marks round times, and few', () => {
  expect(axisTimes({ from: SPAN.from + 1, to: SPAN.to }, 6).map((time) => (time - SPAN.from) / MINUTE)).toEqual([
    10, 20, 30, 40, 50,
  ]);
});

describe('the chart', () => {
  const show = (more: Partial<React.ComponentProps<typeof LogVolume>> = {}) => {
    const onZoom = jest.fn();
    const onToggleLevel = jest.fn();
    render(
      <LogVolume
        counts={[count('info', [10, 20]), count('error', [2])]}
        step={MINUTE}
        span={SPAN}
        timeZone="utc"
        levels={[]}
        onZoom={onZoom}
        onToggleLevel={onToggleLevel}
        {...more}
      />
    );
    const chart = screen.getByTestId('log-volume');
    chart.getBoundingClientRect = () => ({ left: 100, width: 600 }) as DOMRect;
    return { onZoom, onToggleLevel, chart };
  };
  // jsdom knows no pointers, only mice.
  const pointer = (type: string, target: HTMLElement, clientX: number) =>
    fireEvent(target, new MouseEvent(type, { bubbles: true, clientX, button: 0 }));

  it('says in words what it shows', () => {
    show();
    const peaks = 'Lines per 1 min (peak 20) · errors (peak 2)';
    expect(screen.getByRole('img')).toHaveAccessibleName(`Log volume by level: 32 log lines. ${peaks}`);
    expect(screen.getByText(peaks)).toBeInTheDocument();
  });

  it('zooms into what is dragged across, whichever way', () => {
    const { onZoom, chart } = show();
    pointer('pointerdown', chart, 400);
    pointer('pointermove', chart, 250);
    pointer('pointerup', chart, 250);
    expect(onZoom).toHaveBeenCalledWith({ from: SPAN.from + 15 * MINUTE, to: SPAN.from + 30 * MINUTE });
  });

  it('does nothing for a click', () => {
    const { onZoom, chart } = show();
    pointer('pointerdown', chart, 400);
    pointer('pointerup', chart, 400);
    expect(onZoom).not.toHaveBeenCalled();
  });

  it('tells the numbers of the step under the pointer', () => {
    const { chart } = show();
    expect(screen.getByRole('button', { name: 'I info 30' })).toBeInTheDocument();
    pointer('pointermove', chart, 101);
    expect(screen.getByRole('button', { name: 'I info 10' })).toBeInTheDocument();
    expect(screen.getByText('11:00:00 to 11:01:00 · 12 log lines')).toBeInTheDocument();
  });

  it('does with keys what dragging does', async () => {
    const { onZoom, chart } = show();
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.tab();
    expect(chart).toHaveFocus();
    expect(chart).toHaveAccessibleDescription(/^Arrow keys select a bar/);
    await userEvent.keyboard('{Home}');
    expect(screen.getByText('11:00:00 to 11:01:00 · 12 log lines')).toHaveAttribute('aria-live', 'polite');
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(screen.getByText('11:00:00 to 11:02:00 · 32 log lines')).toBeInTheDocument();
    expect(screen.getByTestId('log-volume-selected')).toHaveStyle({ left: '0%' });
    await userEvent.keyboard('{Enter}');
    expect(onZoom).toHaveBeenCalledWith({ from: SPAN.from, to: SPAN.from + 2 * MINUTE });
    expect(screen.queryByTestId('log-volume-selected')).not.toBeInTheDocument();
  });

  it('has buttons for what keys have chosen', async () => {
    const { onZoom, chart } = show();
    chart.focus();
    await userEvent.keyboard('{End}{Escape}');
    expect(screen.queryByRole('button', { name: 'Zoom to selection' })).not.toBeInTheDocument();
    await userEvent.keyboard('{End}');
    await userEvent.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(screen.queryByRole('button', { name: 'Zoom to selection' })).not.toBeInTheDocument();
    chart.focus();
    await userEvent.keyboard('{Home}');
    await userEvent.click(screen.getByRole('button', { name: 'Zoom to selection' }));
    expect(onZoom).toHaveBeenCalledWith({ from: SPAN.from, to: SPAN.from + MINUTE });
  });

  it('leaves keys with Alt to the browser: they go back in its history', () => {
    const { chart } = show();
    expect(fireEvent.keyDown(chart, { key: 'ArrowLeft', altKey: true })).toBe(true);
    expect(screen.queryByTestId('log-volume-selected')).not.toBeInTheDocument();
  });

  it('filters by level through its legend, and keeps a chosen level that has no lines', async () => {
    const { onToggleLevel } = show({ levels: ['fatal'] });
    expect(screen.getByRole('button', { name: /fatal 0/ })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: /error/ }));
    expect(onToggleLevel).toHaveBeenCalledWith('error');
  });

  it('marks the span of the lines in view', () => {
    show({ inView: new BehaviorSubject<TimeSpan | undefined>({ from: SPAN.from + 30 * MINUTE, to: SPAN.to }) });
    expect(screen.getByTestId('log-volume-inView')).toHaveStyle({ left: '50%', width: '50%' });
  });
});
