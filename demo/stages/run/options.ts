import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { STAGES_FILE } from '../../servers/prometheus/config.ts';
import { PORTS, type PortName } from '../../servers/site.ts';
import { isStage, type Stage } from './stages.ts';

/** The command line asks for something that cannot be; the message says what, and what can. */
export class UsageError extends Error {}

/** What somebody asked for. */
export interface Options {
  readonly stage: Stage;
  /** The address that the dice roller listens on. The page listens on loopback, whatever this is. */
  readonly host: string;
  readonly port: number;
  readonly pagePort: number;
  /** Base addresses, without a slash at the end. */
  readonly lokiUrl: string;
  readonly otlpUrl: string;
  readonly shopUrl: string;
  readonly grafanaUrl: string;
  /** The file in which the demo's Prometheus looks for stages; absolute. */
  readonly targetsFile: string;
  /** `host:port` at which Prometheus reaches the dice roller. */
  readonly target: string;
}

/** What the command line takes; the demo's ports may be moved by its own variables. */
export const USAGE = `npm run stages -- <1 … 5> [options]

  --stage N        the stage, as the number alone says it, too
  --port N         of the dice roller (8011)
  --page-port N    of the page that sends requests to the demo shop (8012)
  --host ADDRESS   that the dice roller listens on (127.0.0.1)
  --loki URL       where log lines are pushed to (http://127.0.0.1:3100)
  --otlp URL       where spans are sent to, by OTLP over HTTP (http://127.0.0.1:4318)
  --shop URL       the demo shop's API (http://127.0.0.1:8001)
  --grafana URL    Grafana as your browser reaches it (http://localhost:3000)
  --data-dir DIR   the folder of the demo without Docker (.tillwatch): its Prometheus looks there for stages
  --targets FILE   another file in which a Prometheus looks for targets
  --target ADDR    host:port at which Prometheus reaches the dice roller (127.0.0.1 and its port)
`;

/**
 * Reads the command line.
 * @param root the repository, below which the demo keeps its data
 * @throws {UsageError} for what cannot be
 */
export function readOptions(args: string[], env: NodeJS.ProcessEnv, root: string): Options {
  const { values, positionals } = parse(args);
  const [named = values.stage, ...rest] = positionals;
  if (named === undefined || !isStage(named) || rest.length > 0 || (values.stage ?? named) !== named) {
    throw new UsageError('Say one stage: 1, 2, 3, 4 or 5.');
  }
  const ofDemo = (name: PortName, host = '127.0.0.1') =>
    `http://${host}:${env[PORTS[name].variable] || PORTS[name].port}`;
  const port = portOf('--port', values.port);
  const pagePort = portOf('--page-port', values['page-port']);
  if (port === pagePort) {
    throw new UsageError('--port and --page-port must differ.');
  }
  const config = join(values['data-dir'] ?? join(root, '.tillwatch'), 'config/prometheus');
  return {
    stage: Number(named) as Stage,
    host: values.host,
    port,
    pagePort,
    lokiUrl: urlOf('--loki', values.loki ?? ofDemo('loki')),
    otlpUrl: urlOf('--otlp', values.otlp ?? ofDemo('otlp-http')),
    shopUrl: urlOf('--shop', values.shop ?? ofDemo('shop-api')),
    grafanaUrl: urlOf('--grafana', values.grafana ?? ofDemo('grafana', 'localhost')),
    targetsFile: resolve(values.targets ?? join(config, STAGES_FILE)),
    target: values.target ?? `127.0.0.1:${port}`,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        stage: text,
        host: { ...text, default: '127.0.0.1' },
        port: { ...text, default: '8011' },
        'page-port': { ...text, default: '8012' },
        ...{ loki: text, otlp: text, shop: text, grafana: text },
        ...{ 'data-dir': text, targets: text, target: text },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function portOf(option: string, value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError(`${option} takes a port from 1 to 65535, not "${value}".`);
  }
  return port;
}

function urlOf(option: string, value: string): string {
  if (!/^https?:/.test(value) || !URL.canParse(value)) {
    throw new UsageError(`${option} takes an address such as http://127.0.0.1:3100, not "${value}".`);
  }
  return value.replace(/\/+$/, '');
}
