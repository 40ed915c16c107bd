import { groupBy } from '../groupBy';

/** Who points at whom. */
export interface Arrow {
  from: string;
  to: string;
}

/** Where a node is: column by column from left to right, rows from the top, in units; rows may be halves. */
export interface NodePosition {
  column: number;
  row: number;
}

/** Where the nodes and arrows of a layered graph go. */
export interface Layout {
  places: ReadonlyMap<string, NodePosition>;
  columns: number;
  rows: number;
  /** Way of each arrow, in the order given, from its node over bends in the columns between to the other one. */
  ways: NodePosition[][];
}

/** How often columns are put in order, there and back. */
const SWEEPS = 4;

/**
 * Lays out a graph in layers after Sugiyama: arrows that close a cycle are turned round, each node is put one column
 * after the last that points at it (longest path), arrows over several columns get bends, and columns are ordered by
 * the mean place of their neighbours so that few arrows cross. The same graph always gets the same layout.
 */
export function layOut(names: Iterable<string>, arrows: readonly Arrow[]): Layout {
  const nodes = [...new Set([...names, ...arrows.flatMap(({ from, to }) => [from, to])])].sort();
  const forward = withoutCycles(nodes, arrows);
  const column = longestPaths(nodes, forward);
  const columns: string[][] = Array.from(
    { length: Math.max(0, ...column.values()) + (nodes.length > 0 ? 1 : 0) },
    () => []
  );
  nodes.forEach((node) => columns[column.get(node) ?? 0]?.push(node));

  const links: Arrow[] = [];
  const chains = arrows.map(({ from, to }, index) => {
    const [start, end] = [column.get(from) ?? 0, column.get(to) ?? 0];
    const step = Math.sign(end - start);
    const chain = [from];
    for (let at = start + step; step !== 0 && at !== end; at += step) {
      const bend = JSON.stringify([index, at]);
      columns[at]?.push(bend);
      chain.push(bend);
    }
    chain.push(to);
    for (let i = 1; i < chain.length; i++) {
      const pair = [chain[i - 1] ?? from, chain[i] ?? to] as const;
      links.push(step < 0 ? { from: pair[1], to: pair[0] } : { from: pair[0], to: pair[1] });
    }
    return chain;
  });

  orderColumns(columns, links);
  const rows = Math.max(0, ...columns.map(({ length }) => length));
  const all = new Map<string, NodePosition>();
  columns.forEach((members, at) =>
    members.forEach((name, i) => all.set(name, { column: at, row: i + (rows - members.length) / 2 }))
  );
  const placeOf = (name: string) => all.get(name) ?? { column: 0, row: 0 };
  return {
    places: new Map(nodes.map((name) => [name, placeOf(name)])),
    columns: columns.length,
    rows,
    ways: chains.map((chain) => chain.map(placeOf)),
  };
}

/** Arrows that lead on when nodes are visited from those that nobody points at; what leads back is turned round. */
function withoutCycles(nodes: readonly string[], arrows: readonly Arrow[]): Arrow[] {
  const targets = groupBy(arrows, ({ from }) => from);
  const pointedAt = new Set(arrows.filter(({ from, to }) => from !== to).map(({ to }) => to));
  const starts = [...nodes.filter((node) => !pointedAt.has(node)), ...nodes];
  const open = new Set<string>();
  const done = new Set<string>();
  const forward: Arrow[] = [];
  for (const start of starts) {
    const stack = done.has(start) ? [] : [{ node: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as (typeof stack)[number];
      open.add(top.node);
      const arrow = targets.get(top.node)?.[top.next++];
      if (!arrow) {
        open.delete(top.node);
        done.add(top.node);
        stack.pop();
      } else if (arrow.from !== arrow.to) {
        forward.push(open.has(arrow.to) ? { from: arrow.to, to: arrow.from } : arrow);
        if (!open.has(arrow.to) && !done.has(arrow.to)) {
          stack.push({ node: arrow.to, next: 0 });
        }
      }
    }
  }
  return forward;
}

function longestPaths(nodes: readonly string[], arrows: readonly Arrow[]): Map<string, number> {
  const targets = groupBy(arrows, ({ from }) => from);
  const waiting = new Map(nodes.map((node) => [node, 0]));
  arrows.forEach(({ to }) => waiting.set(to, (waiting.get(to) ?? 0) + 1));
  const column = new Map(nodes.map((node) => [node, 0]));
  const ready = nodes.filter((node) => waiting.get(node) === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    for (const { to } of targets.get(node) ?? []) {
      column.set(to, Math.max(column.get(to) ?? 0, (column.get(node) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) {
        ready.push(to);
      }
    }
  }
  return column;
}

function orderColumns(columns: string[][], links: readonly Arrow[]): void {
  const before = groupBy(links, ({ to }) => to);
  const after = groupBy(links, ({ from }) => from);
  const sortBy = (members: string[], neighbours: string[] | undefined, of: (name: string) => string[]) => {
    const rank = new Map(neighbours?.map((name, i) => [name, i / Math.max(1, neighbours.length - 1)]));
    const means = new Map(
      members.map((name, i) => {
        const ranks = of(name).flatMap((other) => rank.get(other) ?? []);
        const mean = ranks.reduce((sum, one) => sum + one, 0) / ranks.length;
        return [name, ranks.length === 0 ? i / Math.max(1, members.length - 1) : mean] as const;
      })
    );
    members.sort((a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0));
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    columns.forEach((members, i) =>
      sortBy(members, columns[i - 1], (name) => (before.get(name) ?? []).map(({ from }) => from))
    );
    [...columns.keys()].reverse().forEach((i) => {
      sortBy(columns[i] ?? [], columns[i + 1], (name) => (after.get(name) ?? []).map(({ to }) => to));
    });
  }
}
