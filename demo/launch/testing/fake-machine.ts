import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext } from 'node:test';
import { PORTS, type PortName, type Ports } from '../../servers/site.ts';
import { ROOT, temporaryFolder } from '../../servers/testing.ts';
import { fakeServer, installProgram } from './fake-programs.ts';
import { freeStackPorts } from './free-ports.ts';

// What the launcher asks of a Grafana: that it is healthy, its users, and what another organisation gets.
const GRAFANA = `
const answers = { '/api/users/lookup': { id: 2 }, '/api/datasources': [] };
require('node:http').createServer((request, response) => {
  response.end(JSON.stringify(answers[request.url.split('?')[0]] ?? {}));
}).listen(Number(process.env.GF_SERVER_HTTP_PORT), '127.0.0.1');`;

/** A Loki that writes each push to a file. */
const loki = (pushes: string) => `
const { appendFileSync, readFileSync } = require('node:fs');
const config = readFileSync(process.argv.find((each) => each.startsWith('-config.file=')).slice(13), 'utf8');
require('node:http').createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  if (request.method === 'POST') appendFileSync(${JSON.stringify(pushes)}, text + '\\n');
  response.writeHead(request.method === 'POST' ? 204 : 200).end();
}).listen(Number(/http_listen_port: (\\d+)/.exec(config)[1]), '127.0.0.1');`;

// A service of the shop, as far as the launcher knows it: its name, where it listens, where it writes its log.
const SHOP = `
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
const name = process.argv[process.argv.indexOf('--service') + 1];
const { HOST, PORT, LOG_DIR } = process.env;
const file = name === 'shop-api' ? 'structlog_ecommerce.log' : \`structlog_\${name}.log\`;
createServer((request, response) => response.end()).listen(Number(PORT), HOST);
appendFileSync(\`\${LOG_DIR}/\${file}\`, JSON.stringify({ level: 'info', logger: 'start', message: 'up' }) + '\\n');
process.on('SIGTERM', () => {
  appendFileSync(\`\${LOG_DIR}/\${file}\`, JSON.stringify({ level: 'info', logger: 'stop', message: 'last words' }) + '\\n');
  process.exit(0);
});
console.log(\`2025-08-27 10:30:15,123 INFO \${name} is up\`);`;

/** A machine with a Grafana, a Prometheus, a Loki and a shop, none of them real, on ports of their own. */
export interface FakeMachine {
  /** A repository with the real launcher and servers, and the fake shop. */
  root: string;
  dataDir: string;
  ports: Ports;
  /** PATH and port variables for a launcher that is run as a program. */
  env: NodeJS.ProcessEnv;
  /** Where the fake programs are. */
  bin: string;
  /** Process ids of the fake Prometheus and of its child, over all its starts. */
  pids(): number[];
  /** What the fake Loki got: the labels and the line of each entry. */
  shipped(): Array<{ labels: Record<string, string>; line: string }>;
}

export async function fakeMachine(t: TestContext): Promise<FakeMachine> {
  const folder = await temporaryFolder(t);
  const root = join(folder, 'repo');
  const bin = join(folder, 'grafana', 'bin');
  const pidFile = join(folder, 'pids');
  const pushFile = join(folder, 'pushes');
  const ports = await freeStackPorts();
  mkdirSync(join(root, 'demo/shop/src/process'), { recursive: true });
  mkdirSync(join(root, 'demo/shop/dist'));
  mkdirSync(join(root, 'dist'));
  for (const path of ['demo/launch', 'demo/servers', 'demo/package.json', 'provisioning']) {
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
  }
  // Without a preview, which is the last way to run.
  writeFileSync(join(root, 'package.json'), '{"private":true}');
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'demo/shop/package.json'), '{"type":"module"}');
  const compiled = join(root, 'demo/shop/dist/start.mjs');
  writeFileSync(
    join(root, 'demo/shop/src/process/build.ts'),
    `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(compiled)}, ${JSON.stringify(SHOP)});`
  );
  installProgram(bin, 'grafana', GRAFANA);
  installProgram(join(folder, 'grafana', 'conf'), 'defaults.ini', '');
  installProgram(bin, 'prometheus', fakeServer('--web.listen-address=', pidFile));
  installProgram(bin, 'loki', loki(pushFile));
  const names = Object.keys(PORTS) as PortName[];
  return {
    root,
    bin,
    dataDir: join(folder, 'data'),
    ports,
    env: {
      PATH: bin,
      HOME: folder,
      // Debian's PostgreSQL is found beside the PATH.
      POSTGRES_BIN: '/not/installed',
      ...Object.fromEntries(names.map((name) => [PORTS[name].variable, String(ports[name])])),
    },
    pids: () => lines(pidFile).map(Number),
    shipped: () =>
      lines(pushFile).flatMap((push) =>
        (
          JSON.parse(push) as { streams: Array<{ stream: Record<string, string>; values: string[][] }> }
        ).streams.flatMap(({ stream, values }) => values.map(([, line = '']) => ({ labels: stream, line })))
      ),
  };
}

function lines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
