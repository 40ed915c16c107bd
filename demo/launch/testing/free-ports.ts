import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { PORTS, type PortName, type Ports } from '../../servers/site.ts';

/** Below the ports that the system gives out by itself. */
const FIRST = 10_000;
const COUNT = 20_000;
let next = randomInt(COUNT);

/**
 * Ports of loopback that are free, none of them twice in a process: who asks at the same time gets others, also while
 * nobody listens on them yet. They follow each other from a random one, so that two processes seldom meet.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) {
      ports.push(port);
    }
  }
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await new Promise((resolve) => server.close(resolve));
  return true;
}

/** A free port for everything in the stack. */
export async function freeStackPorts(): Promise<Ports> {
  const names = Object.keys(PORTS) as PortName[];
  const ports = await freePorts(names.length);
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Ports;
}
