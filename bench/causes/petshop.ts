import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseEdge, type CaseSeries, type CaseSymptom } from '../../src/analysis/causes/case';
import { type KnownCase } from './knownCase';

const STEP = 300_000;
const SCENARIOS = ['low_traffic', 'high_traffic', 'temporal_traffic1', 'temporal_traffic2'];
/** Steps of a quiet case, as many as an issue has. */
const QUIET_STEPS = 5;

/** Whether a folder is a clone of https://github.com/amazon-science/petshop-root-cause-analysis. */
export function isPetshop(folder: string): boolean {
  return existsSync(join(folder, 'dataset', 'low_traffic', 'graph.csv'));
}

/**
 * The issues of petshop: 5 steps of 5 minutes each, compared with normal operation (of another month), for the symptom
 * that its task names. Quiet cases are taken from the second half of normal operation, after what came before them.
 * Scenarios without normal data, as in clones that leave out large files, are left out.
 */
export function* petshopCases(folder: string): Generator<() => KnownCase> {
  for (const scenario of SCENARIOS) {
    const path = join(folder, 'dataset', scenario);
    const normalPath = join(path, 'noissue', 'metrics.csv');
    if (!existsSync(normalPath)) {
      continue;
    }
    const normal = readMetrics(normalPath);
    const edges = readGraph(join(path, 'graph.csv'));
    const targets = new Map<string, CaseSymptom>();
    for (const split of ['train', 'test']) {
      for (const issue of readdirSync(join(path, split)).sort()) {
        const target = readTarget(join(path, split, issue, 'target.json'));
        const about: CaseSymptom = {
          service: target.target.node,
          trouble: target.target.metric === 'latency' ? 'seconds' : 'failures',
        };
        targets.set(JSON.stringify(about), about);
        yield () => ({
          ...caseOf(normal, readMetrics(join(path, split, issue, 'metrics.csv')), edges, about),
          name: `${scenario} ${split} ${issue}`,
          kind: `${scenario} ${target.target.metric}`,
          truth: [{ service: target.root_cause.node }],
        });
      }
    }
    const half = Math.floor(normal.rows.length / 2);
    for (let from = half; from + QUIET_STEPS <= normal.rows.length; from += 2 * QUIET_STEPS) {
      const [past, now] = [normal.rows.slice(0, from), normal.rows.slice(from, from + QUIET_STEPS)];
      for (const about of targets.values()) {
        yield () => ({
          ...caseOf({ ...normal, rows: past }, { ...normal, rows: now }, edges, about),
          name: `${scenario} normal ${from} ${about.trouble}`,
          kind: 'quiet',
          truth: [],
        });
      }
    }
  }
}

interface Metrics {
  /** Node, metric and statistic of each column. */
  columns: Array<{ node: string; metric: string; statistic: string }>;
  rows: Array<Array<number | null>>;
}

function caseOf(normal: Metrics, issue: Metrics, edges: CaseEdge[], about: CaseSymptom) {
  const [past, now] = [normal.rows.length, issue.rows.length];
  const times = Array.from({ length: past + now }, (_, i) => i * STEP);
  const nodes = [...new Set([...normal.columns, ...issue.columns].map(({ node }) => node))];
  const valuesOf = (node: string, metric: string, statistic: string) => {
    const of = ({ columns, rows }: Metrics) => {
      const at = columns.findIndex(
        (column) => column.node === node && column.metric === metric && column.statistic === statistic
      );
      return rows.map((row) => row[at] ?? null);
    };
    return [...of(normal), ...of(issue)];
  };
  const series = nodes.flatMap((node): CaseSeries[] => {
    const entity = { kind: 'service' as const, service: node };
    const requests = valuesOf(node, 'requests', 'Sum');
    const available = valuesOf(node, 'availability', 'Average');
    const errors = requests.map((count, i) => {
      const percent = available[i];
      return count === null || percent === null || percent === undefined ? null : count * (1 - percent / 100);
    });
    return [
      { entity, measure: 'requests', values: requests },
      { entity, measure: 'errors', values: errors },
      { entity, measure: 'duration', values: valuesOf(node, 'latency', 'Average') },
    ];
  });
  return {
    before: { from: 0, to: past * STEP },
    during: { from: past * STEP, to: (past + now) * STEP },
    times,
    series,
    edges,
    about,
  };
}

function readMetrics(path: string): Metrics {
  const [nodes = [], metrics = [], statistics = [], , ...rows] = readCsv(path);
  return {
    columns: nodes.slice(1).map((node, i) => ({
      node,
      metric: metrics[i + 1] ?? '',
      statistic: statistics[i + 1] ?? '',
    })),
    rows: rows.map((row) => row.slice(1).map((value) => (value === '' ? null : Number(value)))),
  };
}

/** An adjacency matrix: a row calls the columns with a 1. */
function readGraph(path: string): CaseEdge[] {
  const [[, ...names] = [], ...rows] = readCsv(path);
  return rows.flatMap(([from = '', ...calls]) =>
    calls.flatMap((call, i): CaseEdge[] => (Number(call) > 0 ? [{ from, to: names[i] ?? '', kind: 'service' }] : []))
  );
}

interface Target {
  target: { node: string; metric: string };
  root_cause: { node: string };
}

function readTarget(path: string): Target {
  return JSON.parse(readFileSync(path, 'utf8')) as Target;
}

/** No value of these files has a comma or a quote in it. */
function readCsv(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
}
