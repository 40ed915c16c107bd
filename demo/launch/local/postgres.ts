import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Environment } from '../../servers/alertmanager/receivers.ts';
import { databasesScript, grafanaDatabaseScript } from '../../servers/postgres/databases.ts';
import { type Program } from '../process/program.ts';
import { commandReady } from '../process/readiness.ts';

const run = promisify(execFile);

const SUPERUSER = 'postgres';

/** The demo's, where `POSTGRES_PASSWORD` says nothing: the server listens on loopback only and holds demo rows. */
const passwordOf = ({ POSTGRES_PASSWORD }: Environment) => POSTGRES_PASSWORD || 'postgres';

interface PostgresOptions {
  /** The path of the `postgres` program; its tools are beside it. */
  binary: string;
  /** The folder of the database cluster; absolute. */
  dataDir: string;
  port: number;
  /** Gives passwords other than the demo's. */
  environment: Environment;
}

/** Why PostgreSQL cannot run although it is installed, or undefined when it can. */
export function postgresObstacle(dataDir: string): string | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const user = postgresUser();
  if (!user) {
    return 'PostgreSQL refuses to run as root and there is no user postgres on this machine';
  }
  try {
    execFileSync('test', ['-x', existingParent(dataDir)], { ...user, stdio: 'ignore' });
    return undefined;
  } catch {
    return `the user postgres may not enter ${existingParent(dataDir)}; choose another --data-dir`;
  }
}

/** Makes the database cluster unless it exists. */
export async function initialisePostgres({ binary, dataDir, environment }: PostgresOptions): Promise<void> {
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    return;
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const passwordFile = `${dataDir}.password`;
  await writeFile(passwordFile, passwordOf(environment), { mode: 0o600 });
  const user = userToRunAs();
  if (user) {
    chownSync(dataDir, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  await run(
    join(dirname(binary), 'initdb'),
    [
      `--pgdata=${dataDir}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ],
    { ...user, cwd: dataDir }
  );
}

/** PostgreSQL on loopback TCP; no Unix socket, whose path could be longer than a socket's may be. */
export function postgresProgram({ binary, dataDir, port }: PostgresOptions): Program {
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', shared_buffers: '64MB' };
  return {
    name: 'postgres',
    command: binary,
    args: ['-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    user: userToRunAs(),
    cwd: dataDir,
    url: `postgres://127.0.0.1:${port}`,
    ready: commandReady(join(dirname(binary), 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]),
    // "Fast": ends the sessions instead of waiting for them.
    stopSignal: 'SIGINT',
  };
}

/** Makes the roles and databases of the shop and of Grafana in a running server, as far as they are missing. */
export async function createDatabases({ binary, port, environment }: PostgresOptions): Promise<void> {
  const psql = execFile(
    join(dirname(binary), 'psql'),
    ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', String(port), '-U', SUPERUSER, '-d', 'postgres'],
    { env: { ...process.env, ...environment, PGPASSWORD: passwordOf(environment) } }
  );
  let complaint = '';
  psql.stderr?.on('data', (chunk) => (complaint += chunk));
  psql.stdin?.end(databasesScript() + grafanaDatabaseScript());
  const code = await new Promise<number | null>((resolve, reject) => {
    psql.once('error', reject);
    psql.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(`The databases could not be made: ${complaint.trim()}`);
  }
}

function userToRunAs(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? postgresUser() : undefined;
}

function postgresUser(): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function existingParent(folder: string): string {
  return existsSync(folder) ? folder : existingParent(dirname(folder));
}
