/**
 * Compares every figure on /health with one computed by itself from Prometheus' API, over a frozen time range:
 * `npm run figures -- --grafana URL --prometheus URL [--from MOMENT] [--to MOMENT]`. Prints a table; ends with 1 where
 * one differs by more than 1 %.
 */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { HealthPage } from '../e2e/pages/health.ts';
import { type RowTexts } from '../e2e/pages/healthTable.ts';
import { Traffic } from '../e2e/pages/traffic.ts';
import { chromium as installedChromium } from '../run/installed.mjs';
import { PromApi } from './promApi.ts';
import { type Figures, reckon } from './reckon.ts';
import { difference, parseShown, TOLERANCE } from './shown.ts';

const { values: given } = parseArgs({
  options: {
    grafana: { type: 'string', default: 'http://127.0.0.1:3000' },
    prometheus: { type: 'string', default: 'http://127.0.0.1:9090' },
    user: { type: 'string', default: 'admin' },
    password: { type: 'string', default: 'admin123' },
    from: { type: 'string', default: new Date(Date.now() - 20 * 60_000).toISOString() },
    to: { type: 'string', default: new Date(Date.now() - 5 * 60_000).toISOString() },
  },
});

/** A moment as text, in whole seconds since the epoch. */
function moment(text: string): number {
  const milliseconds = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(milliseconds)) {
    throw new Error(`“${text}” is no moment`);
  }
  return Math.floor(milliseconds / 1000);
}

/** The rows of /health as they stand on the screen. */
async function readScreen(from: number, to: number): Promise<RowTexts[]> {
  const browser = await chromium.launch({ executablePath: installedChromium(), args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({
      baseURL: `${given.grafana.replace(/\/$/, '')}/`,
      viewport: { width: 1400, height: 900 },
    });
    const signedIn = await context.request.post('login', { data: { user: given.user, password: given.password } });
    if (!signedIn.ok()) {
      throw new Error(`Grafana does not let ${given.user} in: ${signedIn.status()}`);
    }
    const health = new HealthPage(await context.newPage());
    const traffic = Traffic.of(health.page);
    await health.goto({ from: String(from * 1000), to: String(to * 1000), refresh: undefined });
    await health.services.rows.first().waitFor({ timeout: 60_000 });
    await traffic.settled();
    const rows: RowTexts[] = [];
    for (const name of await health.services.names()) {
      rows.push(await health.services.texts(name));
    }
    return rows;
  } finally {
    await browser.close();
  }
}

interface Line {
  service: string;
  figure: string;
  shown: string;
  truth: number | undefined;
  off: number;
}

function compareRow(row: RowTexts, truth: Figures, timeShare: number | undefined): Line[] {
  const pairs: Array<[figure: string, shown: string, truth: number | undefined]> = [
    ['requests per second', row.rate, truth.rate],
    ['share of errors', row.errors, truth.errors],
    ['p50, seconds', row.p50, truth.p50],
    ['p95, seconds', row.p95, truth.p95],
    ['p99, seconds', row.p99, truth.p99],
    ['share of time', row.timeShare, timeShare],
  ];
  return pairs.map(([figure, shown, right]) => {
    const parsed = parseShown(shown);
    const bothUnknown = parsed === undefined && right === undefined;
    const off = parsed && right !== undefined ? difference(parsed, right) : bothUnknown ? 0 : Infinity;
    return { service: row.name, figure, shown, truth: right, off };
  });
}

async function main(): Promise<number> {
  const [from, to] = [moment(given.from), moment(given.to)];
  const [rows, truths] = [await readScreen(from, to), await reckon(new PromApi(given.prometheus), from, to)];
  const allTime = truths.reduce((sum, { timeSpent = 0 }) => sum + timeSpent, 0);
  const lines = truths.flatMap((truth): Line[] => {
    const row = rows.find(({ name }) => name === truth.service);
    const share = truth.timeSpent === undefined || allTime === 0 ? undefined : truth.timeSpent / allTime;
    return row
      ? compareRow(row, truth, share)
      : [{ service: truth.service, figure: 'its row', shown: 'missing', truth: truth.rate, off: Infinity }];
  });
  const unexpected = rows.filter(({ name }) => !truths.some(({ service }) => service === name));
  lines.push(
    ...unexpected.map(({ name, rate }) => ({
      service: name,
      figure: 'its row',
      shown: rate,
      truth: undefined,
      off: Infinity,
    }))
  );

  console.log(`${new Date(from * 1000).toISOString()} to ${new Date(to * 1000).toISOString()}`);
  for (const { service, figure, shown, truth, off } of lines) {
    const right = truth === undefined ? 'unknown' : Number(truth.toPrecision(5)).toString();
    const verdict = off > TOLERANCE ? '  <- differs' : '';
    const percent = off === Infinity ? '' : `${(off * 100).toFixed(2)} %`;
    console.log(
      `${service.padEnd(18)} ${figure.padEnd(20)} ${shown.padStart(12)} ${right.padStart(12)} ${percent.padStart(8)}${verdict}`
    );
  }
  const wrong = lines.filter(({ off }) => off > TOLERANCE).length;
  console.log(`${lines.length} figures compared, ${wrong} differ by more than ${TOLERANCE * 100} % beyond rounding`);
  return lines.length === 0 || wrong > 0 ? 1 : 0;
}

void main().then((code) => (process.exitCode = code));
