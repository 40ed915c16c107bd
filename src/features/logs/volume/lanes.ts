import { ERROR_LEVELS, type Level, LEVELS } from '../../../telemetry/questions/logs';
import { type Volume } from './bars';

export type LaneId = 'all' | 'errors' | 'warnings';

/** A level in a step, as it is drawn. */
export interface LaneBox {
  /** Start of the step, milliseconds since the epoch. */
  time: number;
  level: Level;
  /** Pixels from the top of the chart. */
  top: number;
  height: number;
}

/** A strip across the chart with a scale of its own. */
export interface Lane {
  id: LaneId;
  /** The most lines of a step in it. */
  highest: number;
  /** Pixels from the top of the chart. */
  top: number;
  height: number;
  boxes: LaneBox[];
}

const GRAVE: ReadonlyArray<[id: LaneId, levels: readonly Level[]]> = [
  ['errors', ERROR_LEVELS],
  ['warnings', ['warn']],
];
const GRAVE_HEIGHT = 22;
/** Pixels between lanes. */
export const LANE_GAP = 4;
/** A single error is seen, and still no taller than what is a tenth of the most. */
const LEAST = 2;

/**
 * Where levels are drawn, in a chart so many pixels high: all lines on one scale and below, each on a scale of its own,
 * errors and warnings. On the scale of all lines a few hundred errors among a million lines would be as flat as one.
 * What all lines are has no lane of its own, nor has what none is.
 */
export function volumeLanes({ bars, totals }: Volume, height: number): Lane[] {
  const all = totals.reduce((sum, { count }) => sum + count, 0);
  const grave = GRAVE.filter(([, levels]) => {
    const own = totals.filter(({ level }) => levels.includes(level)).reduce((sum, { count }) => sum + count, 0);
    return own > 0 && own < all;
  });
  const rest = height - grave.length * (GRAVE_HEIGHT + LANE_GAP);
  return [
    lane('all', LEVELS, bars, { top: 0, height: rest, least: 0 }),
    ...grave.map(([id, levels], index) =>
      lane(id, levels, bars, {
        top: rest + LANE_GAP + index * (GRAVE_HEIGHT + LANE_GAP),
        height: GRAVE_HEIGHT,
        least: LEAST,
      })
    ),
  ];
}

function lane(
  id: LaneId,
  levels: readonly Level[],
  bars: Volume['bars'],
  { top, height, least }: { top: number; height: number; least: number }
): Lane {
  const stacks = bars.map(({ time, parts }) => ({ time, parts: parts.filter(({ level }) => levels.includes(level)) }));
  const highest = stacks.reduce((most, { parts }) => Math.max(most, sumOf(parts)), 0);
  const scale = highest === 0 ? 0 : height / highest;
  const boxes = stacks.flatMap(({ time, parts }) => {
    const stretch = Math.max(1, least / (sumOf(parts) * scale));
    let ground = top + height;
    // The gravest stand on the ground, where they are compared most easily.
    return parts.map(({ level, count }): LaneBox => {
      const tall = count * scale * stretch;
      ground -= tall;
      return { time, level, top: ground, height: tall };
    });
  });
  return { id, highest, top, height, boxes };
}

function sumOf(parts: ReadonlyArray<{ count: number }>): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}
