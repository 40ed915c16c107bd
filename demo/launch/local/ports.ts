import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { PORTS, type PortName, type Ports } from '../../servers/site.ts';

/** A port that the stack wants and cannot have. */
export interface TakenPort {
  name: PortName;
  port: number;
  /** The program that listens there, as `name (pid)`, where the machine tells. */
  owner: string | undefined;
}

/** Tries each port on loopback. Returns those that something listens on already. */
export async function findTakenPorts(names: readonly PortName[], ports: Ports): Promise<TakenPort[]> {
  const taken: TakenPort[] = [];
  for (const name of names) {
    if (!(await isFree(ports[name]))) {
      taken.push({ name, port: ports[name], owner: ownerOf(ports[name]) });
    }
  }
  return taken;
}

/** A port that somebody else has, and the one that is used instead. */
export interface MovedPort extends TakenPort {
  instead: number;
}

/** Ports that people seldom open themselves: another one does as well, as long as it is said. */
const MOVABLE: readonly PortName[] = [
  ...(['loki-grpc', 'tempo-grpc', 'jaeger-http', 'zipkin', 'mail'] as const),
  ...(['node-exporter', 'postgres', 'redis', 'postgres-exporter', 'redis-exporter', 'usage-collector'] as const),
];

/**
 * Tries the ports that are needed. Those that people seldom open, and for which the environment names none, go to the
 * next free one where they are taken.
 */
export async function settlePorts(
  names: readonly PortName[],
  ports: Ports,
  env: NodeJS.ProcessEnv
): Promise<{ ports: Ports; moved: MovedPort[]; taken: TakenPort[] }> {
  const settled = { ...ports };
  const moved: MovedPort[] = [];
  const taken: TakenPort[] = [];
  for (const one of await findTakenPorts(names, ports)) {
    if (!MOVABLE.includes(one.name) || env[PORTS[one.name].variable]) {
      taken.push(one);
      continue;
    }
    let instead = one.port + 1;
    while (Object.values(settled).includes(instead) || !(await isFree(instead))) {
      instead += 1;
    }
    settled[one.name] = instead;
    moved.push({ ...one, instead });
  }
  return { ports: settled, moved, taken };
}

/** One line for the user: who has the port, and which is used. */
export function describeMoved({ name, port, owner, instead }: MovedPort): string {
  return `Port ${port} (${name}) is taken by ${owner ?? 'another program'}: ${instead} is used instead.`;
}

/** One line for the user: who has the port, and how to use another. */
export function describeTaken({ name, port, owner }: TakenPort): string {
  return `Port ${port} (${name}) is taken by ${owner ?? 'another program'}: stop that, or set ${PORTS[name].variable}.`;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        resolve(false);
      } else {
        reject(error);
      }
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Linux tells which process holds a socket; elsewhere, and for processes of other users, the answer is undefined. */
function ownerOf(port: number): string | undefined {
  const inode = listeningInode(port);
  if (!inode) {
    return undefined;
  }
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const holds = readdirSync(`/proc/${pid}/fd`).some((fd) => {
        try {
          return readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`;
        } catch {
          return false;
        }
      });
      if (holds) {
        return `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})`;
      }
    } catch {
      // Gone meanwhile, or another user's.
    }
  }
  return undefined;
}

function listeningInode(port: number): string | undefined {
  const LISTEN = '0A';
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    let rows: string[];
    try {
      rows = readFileSync(table, 'utf8').split('\n');
    } catch {
      continue;
    }
    const columns = rows.map((row) => row.trim().split(/\s+/));
    const row = columns.find(([, local, , state]) => local?.endsWith(suffix) && state === LISTEN);
    if (row) {
      return row[9];
    }
  }
  return undefined;
}
