import { parseArgs } from 'node:util';
import { defaultUrl } from '../services.ts';
import { CHAOS_CASES, ShopSetup, type ChaosCase } from './chaos-cases.ts';
import { TrafficConnection, type TrafficResponse } from './http.ts';
import { runAsProgram } from './program.ts';
import { pickWeighted, seeded, shuffled, type Random } from './random.ts';
import { Statistics } from './statistics.ts';

const USAGE = `Usage: chaos [--target http://127.0.0.1:8001] [--requests 100] [--seed N]

Sends good and bad requests in random order and checks every answer. Fails if anything is not as a good shop answers it.
`;

/** A shop that is slower than this is broken, whatever it answers in the end. */
const SLOWEST_MS = 5000;
const AT_ONCE = 5;

/** Tries `count` requests: every case once if there are enough, then more of the good ones. */
export async function runChaos(target: string, count: number, random: Random): Promise<Statistics> {
  const connection = new TrafficConnection(target);
  const setup = new ShopSetup(connection);
  const statistics = new Statistics();
  const queue = plan(count, random);
  const worker = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      await run(next, connection, setup, statistics);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  connection.close();
  return statistics;
}

function plan(count: number, random: Random): ChaosCase[] {
  const once = shuffled(CHAOS_CASES, random).slice(0, count);
  const weighted = CHAOS_CASES.map((one) => ({ ...one, weight: one.good ? 3 : 1 }));
  const more = Array.from({ length: count - once.length }, () => pickWeighted(weighted, random));
  return shuffled([...once, ...more], random);
}

async function run(
  one: ChaosCase,
  connection: TrafficConnection,
  setup: ShopSetup,
  statistics: Statistics
): Promise<void> {
  const kind = `${one.good ? 'good' : 'bad '}  ${one.kind}`;
  try {
    const response = await connection.send(await one.request(setup));
    const { status, milliseconds } = response;
    const fault = faultOf(one, response);
    statistics.add({ kind, status, milliseconds, ...(fault !== undefined && { unexpected: fault }) });
  } catch (error) {
    const unexpected = error instanceof Error ? error.message : String(error);
    statistics.add({ kind, status: 0, milliseconds: 0, unexpected });
  }
}

function faultOf({ expected, check }: ChaosCase, response: TrafficResponse): string | undefined {
  const { status, milliseconds } = response;
  if (!expected.includes(status)) {
    return `answered ${status} instead of ${expected.join(' or ')}`;
  }
  if (milliseconds > SLOWEST_MS) {
    return `took ${milliseconds.toFixed(0)} ms`;
  }
  return (status >= 400 ? problemFault(response) : undefined) ?? check?.(response);
}

/** What RFC 9457 asks for. */
function problemFault({ status, headers, text }: TrafficResponse): string | undefined {
  const contentType = headers['content-type'] ?? '';
  if (!contentType.startsWith('application/problem+json')) {
    return `is of type ${contentType || 'none'} instead of application/problem+json`;
  }
  const problem = JSON.parse(text) as Record<string, unknown>;
  if (problem['status'] !== status || typeof problem['title'] !== 'string' || typeof problem['type'] !== 'string') {
    return 'is not a complete problem document';
  }
  return undefined;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', default: defaultUrl('shop-api') },
      requests: { type: 'string', default: '100' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const count = Number(values.requests);
  if (!Number.isInteger(count) || count < 1 || count > 100_000) {
    throw new Error(`--requests must be a whole number from 1 to 100000, not "${values.requests}".`);
  }
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
  console.log(`${count} requests to ${values.target} (--seed ${seed} repeats them)\n`);
  const statistics = await runChaos(values.target, count, seeded(seed));
  console.log(statistics.report());
  return statistics.unexpected.length === 0 ? 0 : 1;
}

runAsProgram(import.meta.url, main);
