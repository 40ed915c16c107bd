import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { renderAlertmanager, writeRenderings } from '../servers/renderings.ts';
import { composeSite, SHOP_SERVICES, PORTS, type PortName, type Ports } from '../servers/site.ts';
import { type Options } from './options.ts';
import { type Finding } from './ways.ts';

const run = promisify(execFile);

/** Docker works when its engine answers within a few seconds and `docker compose` is there. */
export async function probeDocker(env: NodeJS.ProcessEnv = process.env): Promise<Omit<Finding, 'way'>> {
  try {
    const { stdout } = await run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 5_000, env });
    const engine = stdout.trim();
    // Without an engine some versions print an empty version and end with 0.
    if (!engine) {
      return { works: false, because: 'the Docker engine does not answer' };
    }
    const compose = await run('docker', ['compose', 'version', '--short'], { timeout: 5_000, env }).catch(
      () => undefined
    );
    return compose
      ? { works: true, because: `Docker ${engine} answers, with compose ${compose.stdout.trim()}` }
      : { works: false, because: `Docker ${engine} answers, but has no \`docker compose\`` };
  } catch (error) {
    return { works: false, because: explain(error) };
  }
}

function explain(error: unknown): string {
  const { code, killed, stderr } = error as { code?: string | number; killed?: boolean; stderr?: string };
  if (code === 'ENOENT') {
    return 'docker is not installed';
  }
  if (killed) {
    return 'the Docker engine did not answer within 5 s';
  }
  const line = stderr
    ?.trim()
    .split('\n')
    .at(-1)
    ?.replace(/\.? Is the docker daemon running\?$/, '');
  return line ? `the Docker engine does not answer (${line})` : 'the Docker engine does not answer';
}

/** The settings that run every server of the stack, and the profiles that they choose. */
const EVERY_SERVER = 'demo/servers/every-server.env';
export const PROFILES = ['cadvisor', 'exporters', 'grafana-database', 'influxdb'];

/** The arguments of `docker` that start the stack as the options ask. */
export function composeArguments(
  { shop, load, everyServer }: Pick<Options, 'shop' | 'load' | 'everyServer'>,
  env: NodeJS.ProcessEnv
): string[] {
  const args = ['compose', '-f', 'docker-compose.yaml'];
  if (everyServer) {
    args.push('--env-file', EVERY_SERVER);
  }
  if (!shop) {
    args.push('-f', 'demo/servers/compose.shop-on-host.yaml');
  }
  if (load) {
    // Named here, a profile replaces those of the environment.
    const others = env.COMPOSE_PROFILES?.split(',') ?? (everyServer ? PROFILES : []);
    args.push(...[...others, 'load'].flatMap((profile) => ['--profile', profile]));
  }
  return [...args, 'up', '--build', '--remove-orphans'];
}

/** The variables by which docker-compose.yaml takes its ports. */
export function composeEnvironment(ports: Ports): Record<string, string> {
  const names = Object.keys(PORTS) as PortName[];
  return Object.fromEntries(names.map((name) => [PORTS[name].variable, String(ports[name])]));
}

/**
 * Writes what Alertmanager reads, with the receivers that the environment names and the address of Grafana.
 * @returns the variables by which docker-compose.yaml takes it
 */
export async function renderForCompose(
  { dataDir, ports }: Pick<Options, 'dataDir' | 'ports'>,
  env: NodeJS.ProcessEnv
): Promise<Record<string, string>> {
  const folder = join(dataDir, 'compose');
  const environment = { ...env, ...composeEnvironment(ports) };
  await writeRenderings(folder, Object.values(renderAlertmanager(composeSite(), environment)));
  return { ALERTMANAGER_CONFIG: join(folder, 'alertmanager') };
}

/** Runs the stack in the foreground, as `docker compose up` does; resolves to its exit code when it ends. */
export async function runCompose(root: string, options: Options): Promise<number> {
  const alertmanager = await renderForCompose(options, process.env);
  if (!options.shop) {
    console.log(`Without the shop: Prometheus looks for ${SHOP_SERVICES.join(', ')} on this machine.`);
  }
  console.log(`Notifications: http://localhost:${options.ports.notifications} (webhook and mail of Alertmanager).`);
  return new Promise((resolve, reject) => {
    const child = spawn('docker', composeArguments(options, process.env), {
      cwd: root,
      env: { ...process.env, ...composeEnvironment(options.ports), ...alertmanager },
      stdio: 'inherit',
    });
    // Ctrl-C reaches compose by itself, since it shares the terminal; it stops the containers and this waits for that.
    const ignore = () => undefined;
    const forward = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore).on('SIGTERM', forward);
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGINT', ignore).off('SIGTERM', forward);
      resolve(code ?? 1);
    });
  });
}
