import { type SpanExemplar } from '../../../telemetry/questions/traces';
import { type DurationGrid } from './grid';
import { placeOf } from './selection';

/** A request on the drawn grid: shares of its width and height, from the left and from the bottom. */
export interface Point {
  exemplar: SpanExemplar;
  place: { x: number; y: number };
}

/**
 * The requests that are drawn as points. Where two would lie over each other, less than a column and less than a row of
 * even height apart, the longer one stays: what is covered could be neither seen nor clicked.
 */
export function pointsApart(grid: DurationGrid, exemplars: readonly SpanExemplar[]): Point[] {
  const [width, height] = [1 / grid.columns.length, 1 / grid.rows.length];
  const points: Point[] = [];
  for (const exemplar of [...exemplars].sort((a, b) => b.duration - a.duration)) {
    const place = placeOf(grid, exemplar.time, exemplar.duration);
    const isCovered = (other: Point) =>
      place !== undefined && Math.abs(other.place.x - place.x) < width && Math.abs(other.place.y - place.y) < height;
    if (place && !points.some(isCovered)) {
      points.push({ exemplar, place });
    }
  }
  return points;
}
