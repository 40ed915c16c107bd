import { join } from 'node:path';
import { type Options } from '../options.ts';
import { ProgramFailure } from '../process/supervisor.ts';
import { type Finding } from '../ways.ts';
import { type Environment } from '../../servers/alertmanager/receivers.ts';
import { demoUsers } from '../../servers/grafana/users.mjs';
import { describeMissing, findGrafanaHome, findServers, SERVERS, type Installed } from './installed.ts';
import { describeMoved, describeTaken, settlePorts } from './ports.ts';
import { postgresObstacle } from './postgres.ts';
import { LocalStack, neededPorts, type LocalStackOptions } from './stack.ts';

/** The stack without Docker works when a Grafana is on this machine. */
export function probeLocal(env: NodeJS.ProcessEnv = process.env): Omit<Finding, 'way'> {
  const { grafana } = findServers(env);
  if (!grafana) {
    return { works: false, because: 'no Grafana is on this machine (GRAFANA_HOME, or grafana on the PATH)' };
  }
  const home = findGrafanaHome(grafana, env);
  return home
    ? { works: true, because: `Grafana is on this machine (${grafana}, its files in ${home})` }
    : { works: false, because: `${grafana} is there, but not its files: set GRAFANA_HOME to the folder with its conf` };
}

/** Servers of the stack that this way of running it does not start, whether or not they are installed. */
const WITH_DOCKER_ALONE =
  'Alloy, Promtail, cAdvisor and InfluxDB run with Docker alone; the log shipper does the work of the first two.';

/** Finds what there is to run, and what is in the way. */
export async function planLocal(options: Options, root: string, env: NodeJS.ProcessEnv) {
  const installed: Installed = findServers(env);
  if (env.REDIS_URL) {
    // Somebody's own is used instead, whether or not one could be started.
    delete installed.redis;
  }
  const remarks = describeMissing(installed, env.REDIS_URL ? ['redis'] : []);
  const needsPostgres = options.shop || options.grafanaDatabase === 'postgres';
  const obstacle = needsPostgres && installed.postgres ? postgresObstacle(options.dataDir) : undefined;
  if (obstacle) {
    remarks.push(`postgres does not run: ${obstacle}; ${SERVERS.postgres.without}.`);
    delete installed.postgres;
  }
  const grafanaHome = installed.grafana && findGrafanaHome(installed.grafana, env);
  const grafanaDatabase = installed.postgres ? options.grafanaDatabase : 'sqlite';
  if (grafanaDatabase !== options.grafanaDatabase) {
    remarks.push('Grafana keeps its own data in a file (sqlite): PostgreSQL does not run here.');
  } else if (grafanaDatabase === 'postgres' && !installed.redis) {
    remarks.push('Grafana keeps its cache in its database: no Redis of the stack runs here.');
  }
  const { dataDir, shop, load, restarts } = options;
  const pluginDir = join(root, 'dist');
  const wanted: LocalStackOptions = {
    ...{
      root,
      pluginDir,
      dataDir,
      ports: options.ports,
      shop,
      load,
      restarts,
      installed,
      grafanaHome,
      grafanaDatabase,
    },
    environment: env,
  };
  const { ports, moved, taken } = await settlePorts(neededPorts(wanted), options.ports, env);
  return {
    stack: { ...wanted, ports },
    remarks: [...remarks, WITH_DOCKER_ALONE, ...moved.map(describeMoved)],
    problems: taken.map(describeTaken),
  };
}

/** Runs the stack until Ctrl-C, SIGTERM, or a program dies for good. Resolves to the exit code. */
export async function runLocal(options: LocalStackOptions): Promise<number> {
  const stack = new LocalStack(options);
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(0);
  stack.on('ready', ({ name, url }) => console.log(`  ${name.padEnd(14)} ${url ?? 'runs'}  (${seconds()} s)`));
  stack.on('restarting', ({ name }, reason, delayMs) =>
    console.log(`${name} ${reason}; starting it again in ${delayMs / 1000} s.`)
  );
  stack.on('recovered', ({ name }) => console.log(`${name} is back.`));
  stack.on('done', ({ name }, exitCode) => console.log(`${name} is done (exit code ${exitCode}).`));

  const ended = new Promise<number>((resolve) => {
    let asked = false;
    const onSignal = () => {
      if (asked) {
        stack.kill();
        return;
      }
      asked = true;
      console.log('\nStopping; once more kills everything at once.');
      resolve(0);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, onSignal);
    }
    stack.on('failed', (failure) => {
      reportFailure(failure);
      resolve(1);
    });
  });

  const exitCode = await Promise.race([ended, startAndReport(stack, options, ended)]);
  await stack.stop();
  console.log('Everything is stopped.');
  return exitCode;
}

/** Resolves to 1 when the start fails, and with the end of the stack otherwise. */
async function startAndReport(stack: LocalStack, options: LocalStackOptions, ended: Promise<number>): Promise<number> {
  try {
    await stack.start();
  } catch (error) {
    if (!(error instanceof ProgramFailure)) {
      throw error;
    }
    reportFailure(error);
    return 1;
  }
  const grafana = `http://localhost:${options.ports.grafana}`;
  console.log(`
Tillwatch: ${grafana}/a/tillwatch-shop-app/health
Sign in as ${describeLogins(options.environment)}.
Notifications: http://localhost:${options.ports.notifications} (webhook and mail of Alertmanager).
Data and logs: ${options.dataDir} (who runs: stack.json). Ctrl-C stops everything.
`);
  return ended;
}

/** Names and passwords of the demo's users; a password that somebody chose is not printed. */
function describeLogins(environment: Environment): string {
  const { GF_SECURITY_ADMIN_USER: admin = 'admin', GF_SECURITY_ADMIN_PASSWORD: own } = environment;
  const ofDemo = new Set([...demoUsers({}).map(({ password }) => password), 'admin123']);
  return [{ login: admin, password: own || 'admin123' }, ...demoUsers(environment)]
    .map(({ login, password }) => (ofDemo.has(password) ? `${login}/${password}` : login))
    .join(', ');
}

function reportFailure({ message, logFile, logTail }: ProgramFailure): void {
  console.error(`\n${message}. The end of ${logFile}:\n${logTail.replace(/^/gm, '    ')}\n`);
}
