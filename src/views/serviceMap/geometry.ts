import { type Layout, layOut, type Place } from '../../analysis/serviceMap/layers';
import { type ServiceEdge } from '../../telemetry/questions/traces';

/** Units of the picture. */
export const NODE = { width: 148, height: 42 };
const GAP = { column: 140, row: 26 };
const MARGIN = 8;

export interface Point {
  x: number;
  y: number;
}

export interface MapNode {
  name: string;
  kind: ServiceEdge['kind'];
  /** Its upper left corner. */
  at: Point;
  /** Calls per second that it gets, and those of them that fail; 0 for where requests come in. */
  rate: number;
  errorRate: number;
}

export interface MapEdge {
  edge: ServiceEdge;
  /** What an SVG path is drawn by. */
  path: string;
  /** Where its numbers stand. */
  label: Point;
}

export interface ServiceMapPicture {
  width: number;
  height: number;
  nodes: MapNode[];
  edges: MapEdge[];
}

/** Where everything of a map is drawn. The same calls always give the same picture. */
export function drawMap(edges: readonly ServiceEdge[]): ServiceMapPicture {
  const layout = layOut([], edges);
  const kinds = new Map(edges.map(({ to, kind }) => [to, kind] as const));
  const callers = new Set(edges.map(({ from }) => from));
  return {
    width: 2 * MARGIN + layout.columns * NODE.width + Math.max(0, layout.columns - 1) * GAP.column,
    height: 2 * MARGIN + layout.rows * NODE.height + Math.max(0, layout.rows - 1) * GAP.row,
    nodes: [...layout.places].map(([name, place]) => {
      const calls = edges.filter(({ to }) => to === name);
      return {
        name,
        // Who calls others is a service, whatever those who call it know of it.
        kind: callers.has(name) ? 'service' : (kinds.get(name) ?? 'service'),
        at: cornerOf(place),
        rate: calls.reduce((sum, { rate }) => sum + rate, 0),
        errorRate: calls.reduce((sum, { errorRate }) => sum + errorRate, 0),
      };
    }),
    edges: withLabels(edges.map((edge, i) => ({ edge, points: pointsOf(layout, i) }))),
  };
}

function cornerOf({ column, row }: Place): Point {
  return { x: MARGIN + column * (NODE.width + GAP.column), y: MARGIN + row * (NODE.height + GAP.row) };
}

/** From the right side of the caller to the left side of who is called; the other way round where it leads back. */
function pointsOf({ ways }: Layout, index: number): Point[] {
  const places = ways[index] ?? [];
  const isBack = (places.at(-1)?.column ?? 0) <= (places[0]?.column ?? 0);
  return places.flatMap((place, i): Point[] => {
    const { x, y } = cornerOf(place);
    const sides = [x, x + NODE.width].map((side): Point => ({ x: side, y: y + NODE.height / 2 }));
    const [entry, exit] = isBack ? [...sides].reverse() : sides;
    // Bends are as wide as nodes, so that no line is steep where nodes are.
    return [...(i > 0 && entry ? [entry] : []), ...(i < places.length - 1 && exit ? [exit] : [])];
  });
}

/** Room that the numbers of an edge need. */
export const LABEL = { width: 100, height: 32 };

/** Where on an edge its numbers may stand, the best place first: nearer to that end which fewer edges share. */
const ALONG = [0.6, 0.5, 0.68, 0.4, 0.76, 0.3, 0.22];

/** Puts the numbers of each edge where they cover no others, as far as there is such a place. */
function withLabels(edges: ReadonlyArray<{ edge: ServiceEdge; points: Point[] }>): MapEdge[] {
  const taken: Point[] = [];
  const isFree = ({ x, y }: Point) =>
    taken.every((other) => Math.abs(other.x - x) >= LABEL.width || Math.abs(other.y - y) >= LABEL.height);
  const shared = (end: (edge: ServiceEdge) => string, name: string) =>
    edges.filter(({ edge }) => end(edge) === name).length;
  return edges.map(({ edge, points }) => {
    const isFanIn = shared(({ to }) => to, edge.to) > shared(({ from }) => from, edge.from);
    const choices = placesAlong(points, isFanIn);
    const label = choices.find(isFree) ?? choices[0] ?? { x: 0, y: 0 };
    taken.push(label);
    const path = points.map((point, i) => (i === 0 ? `M${point.x} ${point.y}` : curve(points[i - 1] ?? point, point)));
    return { edge, path: path.join(''), label };
  });
}

/** Straight pieces, which lead over columns without a node there, come before the curves at the end and at the start. */
function placesAlong(points: readonly Point[], isFanIn: boolean): Point[] {
  const pieces = points.slice(1).map((to, i) => [points[i] ?? to, to] as const);
  const straight = pieces.filter((_, i) => i % 2 === 1).map(([from, to]) => between(from, to, 0.5));
  const curves = pieces.filter((_, i) => i % 2 === 0).reverse();
  return [...straight, ...curves.flatMap(([from, to]) => ALONG.map((t) => between(from, to, isFanIn ? 1 - t : t)))];
}

function curve(from: Point, to: Point): string {
  const bend = (to.x - from.x) / 2;
  return `C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}

/** A point of that curve, at 0 to 1 of its way. */
function between(from: Point, to: Point, t: number): Point {
  const s = 1 - t;
  const middle = (from.x + to.x) / 2;
  return {
    x: s * s * s * from.x + 3 * s * t * middle + t * t * t * to.x,
    y: (s * s * s + 3 * s * s * t) * from.y + (3 * s * t * t + t * t * t) * to.y,
  };
}
