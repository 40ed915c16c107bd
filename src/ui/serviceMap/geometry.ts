import { type Layout, layOut, type NodePosition } from '../../analysis/serviceMap/layers';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { edgeLabel, isFailing } from './words';

/** Units of the map. */
export const NODE = { width: 148, height: 42 };
/** Between columns with many calls there is room for the numbers of two calls side by side. */
const GAP = { column: 140, crowded: 240, row: 26 };
const MARGIN = 8;
/** So many calls for a row are more than find room for their numbers one below the other. */
const CROWDED = 1.3;

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
  /** Its numbers, and where they stand. */
  labelLines: [string, string];
  label: Point;
  labelWidth: number;
  /** Its numbers are shown only when it is pointed at: it is not among the most telling, or they would cover theirs. */
  isHidden: boolean;
}

export interface ServiceMapPicture {
  width: number;
  height: number;
  nodes: MapNode[];
  edges: MapEdge[];
}

/**
 * Where everything of a map is drawn. The same calls always give the same picture.
 * @param labelOf the two lines of numbers of a call
 */
export function drawMap(
  edges: readonly ServiceEdge[],
  labelOf: (edge: ServiceEdge) => [string, string] = edgeLabel
): ServiceMapPicture {
  const layout = layOut([], edges);
  const lefts = columnsOf(layout);
  const cornerOf = ({ column, row }: NodePosition): Point => ({
    x: lefts[column] ?? MARGIN,
    y: MARGIN + row * (NODE.height + GAP.row),
  });
  const kinds = new Map([
    ...edges.map(({ to, kind }) => [to, kind] as const),
    ...edges.flatMap(({ from, fromKind }) => (fromKind ? [[from, fromKind] as const] : [])),
  ]);
  const callers = new Set(edges.flatMap(({ from, fromKind }) => (fromKind ? [] : [from])));
  return {
    width: (lefts.at(-1) ?? MARGIN) + (lefts.length > 0 ? NODE.width : 0) + MARGIN,
    height: heightOf(layout),
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
    edges: withLabels(
      edges.map((edge, i) => ({ edge, points: pointsOf(layout.ways[i] ?? [], cornerOf), labelLines: labelOf(edge) }))
    ),
  };
}

function heightOf({ rows }: Layout): number {
  return 2 * MARGIN + rows * NODE.height + Math.max(0, rows - 1) * GAP.row;
}

/** The left sides of the columns: the more calls there are between two, the farther they are apart. */
function columnsOf(layout: Layout): number[] {
  const lefts: number[] = [];
  for (let column = 0; column < layout.columns; column++) {
    const before = lefts.at(-1);
    const calls = layout.ways.filter(
      // Those that lead farther have their numbers where they pass a column.
      (way) => way.length === 2 && Math.max(...way.map((place) => place.column)) === column
    );
    lefts.push(
      before === undefined
        ? MARGIN
        : before + NODE.width + (calls.length > CROWDED * layout.rows ? GAP.crowded : GAP.column)
    );
  }
  return lefts;
}

/** From the right side of the caller to the left side of who is called; the other way round where it leads back. */
function pointsOf(places: readonly NodePosition[], cornerOf: (place: NodePosition) => Point): Point[] {
  const isBack = (places.at(-1)?.column ?? 0) <= (places[0]?.column ?? 0);
  return places.flatMap((place, i): Point[] => {
    const { x, y } = cornerOf(place);
    const sides = [x, x + NODE.width].map((side): Point => ({ x: side, y: y + NODE.height / 2 }));
    const [entry, exit] = isBack ? [...sides].reverse() : sides;
    // Bends are as wide as nodes, so that no line is steep where nodes are.
    return [...(i > 0 && entry ? [entry] : []), ...(i < places.length - 1 && exit ? [exit] : [])];
  });
}

/** Room that the numbers of an edge need, as far as it is the same for all, and about as wide as a digit of them. */
export const LABEL = { height: 32, digit: 6.2, padding: 8 };

/** Where on an edge its numbers may stand, the best place first: nearer to that end which fewer edges share. */
const ALONG = [0.6, 0.5, 0.68, 0.4, 0.76, 0.55, 0.45, 0.64, 0.35, 0.72, 0.3, 0.82, 0.22];

/** The numbers of an edge, and where they may stand. */
interface Numbers {
  width: number;
  choices: readonly Point[];
  /** Where they stand; undefined where they find no place. */
  at?: Point;
}

/** So many of the busiest calls show their numbers, beside all that fail: those of all would hide the edges. */
const BUSIEST = 5;

type EdgeWithLabel = Pick<MapEdge, 'edge' | 'labelLines'> & { points: Point[] };

/**
 * Puts the numbers of each edge where they cover no others. Failing calls choose first, then the busiest, then those
 * whose numbers are hidden until they are pointed at; numbers that find no place are hidden too.
 */
function withLabels(edges: readonly EdgeWithLabel[]): MapEdge[] {
  const shared = (end: (edge: ServiceEdge) => string, name: string) =>
    edges.filter(({ edge }) => end(edge) === name).length;
  const labelled = mostTelling(edges.map(({ edge }) => edge));
  const drawn = edges.map((one) => {
    const { edge, points, labelLines } = one;
    const isFanIn = shared(({ to }) => to, edge.to) > shared(({ from }) => from, edge.from);
    const width = Math.max(...labelLines.map(({ length }) => length)) * LABEL.digit + LABEL.padding;
    const numbers: Numbers = { width, choices: placesAlong(points, isFanIn) };
    return { ...one, numbers };
  });
  const rank = (edge: ServiceEdge) => Number(isFailing(edge)) + Number(labelled.has(edge));
  const placed: Numbers[] = [];
  for (const { edge, numbers } of [...drawn].sort((a, b) => rank(b.edge) - rank(a.edge) || b.edge.rate - a.edge.rate)) {
    numbers.at = freePlace(numbers, placed) ?? (labelled.has(edge) ? placeMadeFree(numbers, placed) : undefined);
    if (numbers.at) {
      placed.push(numbers);
    }
  }
  return drawn.map(({ edge, points, labelLines, numbers: { at, width, choices } }) => ({
    edge,
    path: points
      .map((point, i) => (i === 0 ? `M${point.x} ${point.y}` : curve(points[i - 1] ?? point, point)))
      .join(''),
    labelLines,
    label: at ?? choices[0] ?? { x: 0, y: 0 },
    labelWidth: width,
    isHidden: at === undefined || !labelled.has(edge),
  }));
}

/** The calls whose numbers are shown without being asked for. */
function mostTelling(edges: readonly ServiceEdge[]): ReadonlySet<ServiceEdge> {
  const busiest = [...edges].sort((a, b) => b.rate - a.rate).slice(0, BUSIEST);
  return new Set([...busiest, ...edges.filter(isFailing)]);
}

/** Those that numbers would cover if they stood there. */
function inTheWay({ x, y }: Point, width: number, placed: readonly Numbers[]): Numbers[] {
  return placed.filter(
    ({ at, width: other }) =>
      at !== undefined && Math.abs(at.x - x) < (width + other) / 2 && Math.abs(at.y - y) < LABEL.height
  );
}

function freePlace({ choices, width }: Numbers, placed: readonly Numbers[]): Point | undefined {
  return choices.find((place) => inTheWay(place, width, placed).length === 0);
}

/** A place that only one stands in the way of, who moves elsewhere; undefined where nobody can. */
function placeMadeFree(numbers: Numbers, placed: readonly Numbers[]): Point | undefined {
  for (const place of numbers.choices) {
    const [one, ...more] = inTheWay(place, numbers.width, placed);
    if (one && more.length === 0) {
      const others = [...placed.filter((other) => other !== one), { ...numbers, at: place }];
      const elsewhere = freePlace(one, others);
      if (elsewhere) {
        one.at = elsewhere;
        return place;
      }
    }
  }
  return undefined;
}

/**
 * Straight pieces, which lead over columns without a node there, come before the curves at the end and at the start.
 */
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
