import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { type Program } from '../process/program.ts';

interface RedisOptions {
  /** The path of the `redis-server` program. */
  binary: string;
  /** Where it writes down what it is told; absolute. */
  dataDir: string;
  port: number;
}

/** Redis on loopback. It writes down each order before it takes it, as a queue must that nothing is lost in. */
export async function redisProgram({ binary, dataDir, port }: RedisOptions): Promise<Program> {
  await mkdir(dataDir, { recursive: true });
  const settings = { port, bind: '127.0.0.1', dir: dataDir, appendonly: 'yes', appendfsync: 'everysec', save: '' };
  return {
    name: 'redis',
    command: binary,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    cwd: dataDir,
    url: `redis://127.0.0.1:${port}`,
    ready: () => answersPing(port),
  };
}

/** Whether a Redis answers, and has read what it had written down. */
function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const settle = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(2_000, () => settle(false));
    socket.once('error', () => settle(false));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (answer) => settle(answer.toString().startsWith('+PONG')));
  });
}
