/**
 * What the pages cost Prometheus with ten services and with a thousand: requests, bytes, samples read upstream, time,
 * beside a plain dashboard of seven summed panels on the same server in the same run; and how that grows. The services
 * follow several conventions, with several layouts of bounds. Without a browser: the product's own modules ask.
 * Run: npx tsx bench/scale.ts [--services=10,100,1000] [--routes=10] [--instances=1] [--interval=30] [--names=500]
 * [--each: prints the dearest queries]
 */
import './scale/window';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine } from './support/figures';
import { FLEET_END, type FleetSize, rateOfAll, SPAN, truthByService, truthOf, writeFleet } from './scale/fleet';
import { type Visit } from './scale/pages';

const options = new Map(
  process.argv.slice(2).map((text) => {
    const [name = '', value = ''] = text.replace(/^--/, '').split('=', 2);
    return [name, value] as const;
  })
);
const number = (name: string, usual: number) => Number(options.get(name) ?? usual);
const services = (options.get('services') ?? '10,100,1000').split(',').map(Number);

interface Row extends Visit {
  page: string;
  services: number;
}

async function measure(size: FleetSize): Promise<Row[]> {
  // Only now is there a window for what they import.
  const { Engine, installedEngines } = await import('../src/telemetry/testing/engine');
  const { dashboard, install, newClient, PAGES } = await import('./scale/pages');
  const { MeasuredPrometheus } = await import('./scale/measuredPrometheus');
  const { deviations } = await import('./scale/figuresShown');
  const [installed] = installedEngines();
  if (!installed) {
    throw new Error('prometheus and promtool must be on the PATH');
  }
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-scale-'));
  try {
    const page = join(folder, 'samples.txt');
    const data = join(folder, 'data');
    const series = await writeFleet(page, size);
    execFileSync(installed.promtool, ['tsdb', 'create-blocks-from', 'openmetrics', page, data], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    rmSync(page);
    console.log(`\n${size.services} services, ${series} series; ${machine()}`);
    const engine = await Engine.start(installed, { data });
    try {
      const prometheus = new MeasuredPrometheus(engine.url, size.interval);
      install(prometheus);
      // What the server has not read from its disk yet is read for neither.
      await dashboard(prometheus);
      const rows: Row[] = [{ page: 'dashboard', services: size.services, ...(await dashboard(prometheus)) }];
      for (const [name, visit] of Object.entries(PAGES)) {
        for (const state of ['cold', 'warm']) {
          if (state === 'cold') {
            localStorage.clear();
          }
          prometheus.log = [];
          const client = newClient();
          rows.push({ page: `${name}, ${state}`, services: size.services, ...(await visit(prometheus, client)) });
          // What is looked up again or kept behind a page is none of the next one's.
          await client.isRenewed('');
          await untilKept();
          if (name === 'detection' && state === 'warm') {
            rows.push({ ...NOTHING, page: 'detection, checked behind', services: size.services, ...prometheus.take() });
          }
          if (options.has('each')) {
            const dearest = prometheus.log.sort((a, b) => b.ms - a.ms).slice(0, 4);
            dearest.forEach(({ text, ms, bytes, samples }) =>
              console.log(
                `  ${name} ${ms.toFixed(0)} ms, ${kilobytes(bytes)}, ${samples} samples: ${text.slice(0, 200)}`
              )
            );
          }
        }
      }
      const health = rows.find((row) => row.page === '/health, cold');
      const truth = { rate: rateOfAll(size), histograms: truthOf(size), byService: truthByService(size) };
      console.log(deviations(health?.answers ?? [], truth, (SPAN.to - SPAN.from) / 1000));
      return rows;
    } finally {
      await engine.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A page does not wait until what it detected, or found when it looked again, is stored. */
async function untilKept(): Promise<void> {
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (localStorage.length === 0);
}

/** Nobody waits for it. */
const NOTHING = { first: NaN, quiet: NaN, answers: [] };

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} KB`;

const seconds = (ms: number) => (Number.isNaN(ms) ? '' : `${(ms / 1000).toFixed(2)} s`);
const times = (large: number, small: number) => (small > 0 ? (large / small).toFixed(1) : '–');

function print(rows: readonly Row[]): void {
  const header = [
    'page',
    'services',
    'requests',
    'queries',
    'bytes',
    'samples read',
    'first answer',
    'quiet',
    'growth',
  ];
  const cells = rows.map((row) => {
    const smaller = rows.find(({ page, services: count }) => page === row.page && count * 10 === row.services);
    const growth = smaller ? `bytes ${times(row.bytes, smaller.bytes)}, time ${times(row.quiet, smaller.quiet)}` : '';
    return [
      row.page,
      String(row.services),
      String(row.requests),
      String(row.queries),
      kilobytes(row.bytes),
      `${(row.samples / 1e6).toFixed(2)} M`,
      seconds(row.first),
      seconds(row.quiet),
      growth,
    ];
  });
  const widths = header.map((name, i) => Math.max(name.length, ...cells.map((cell) => cell[i]?.length ?? 0)));
  const line = (texts: readonly string[]) => `| ${texts.map((text, i) => text.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  console.log(['', line(header), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n'));
}

async function run(): Promise<void> {
  // The generated shop runs until now.
  Date.now = () => FLEET_END * 1000;
  const rows: Row[] = [];
  for (const count of services) {
    rows.push(
      ...(await measure({
        services: count,
        routes: number('routes', 10),
        instances: number('instances', 1),
        interval: number('interval', 30),
        otherNames: number('names', 500),
      }))
    );
  }
  print(rows.sort((a, b) => a.page.localeCompare(b.page) || a.services - b.services));
}

void run();
