import React from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BehaviorSubject } from 'rxjs';
import { type LogCount } from '../../../telemetry/questions/logs';
import { axisTimes, draggedSpan, placeOf, volumeOf, volumeStep } from './bars';
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
  it('stacks levels, the gravest at the ground', () => {
    const { bars, highest, totals } = volumeOf([count('info', [10, 20]), count('error', [2, 0]), count('', [0, 1])]);
    expect(bars).toEqual([
      {
        time: SPAN.from,
        total: 12,
        parts: [
          { level: 'error', count: 2, below: 0 },
          { level: 'info', count: 10, below: 2 },
        ],
      },
      {
        time: SPAN.from + MINUTE,
        total: 21,
        parts: [
          { level: 'info', count: 20, below: 0 },
          { level: 'unknown', count: 1, below: 20 },
        ],
      },
    ]);
    expect(highest).toBe(21);
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
    expect(volumeOf([])).toEqual({ bars: [], highest: 0, totals: [] });
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
    expect(screen.getByRole('img')).toHaveAccessibleName('Log volume by level: 32 log lines, peak 20 per bar');
    expect(screen.getByText('Lines per 1 min (peak 20)')).toBeInTheDocument();
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
    expect(screen.getByText('11:00:00 to 11:01:00')).toBeInTheDocument();
  });

  it('filters by level through its legend, and keeps a chosen level that has no lines', async () => {
    const { onToggleLevel } = show({ levels: ['fatal'] });
    expect(screen.getByRole('button', { name: /fatal 0/ })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: /error/ }));
    expect(onToggleLevel).toHaveBeenCalledWith('error');
  });

  it('marks the span of the lines in view', () => {
    show({ inView: new BehaviorSubject<TimeSpan | undefined>({ from: SPAN.from + 30 * MINUTE, to: SPAN.to }) });
    expect(screen.getByTitle('Log lines in view')).toHaveStyle({ left: '50%', width: '50%' });
  });
});
