import { join } from 'node:path';
import { type Environment } from '../../servers/alertmanager/receivers.ts';
import { passwordEnvironment, USAGE, usageUrl } from '../../servers/postgres/databases.ts';
import { type Site } from '../../servers/site.ts';
import { type Program } from '../process/program.ts';
import { httpReady } from '../process/readiness.ts';

interface CollectorOptions {
  /** The repository. */
  root: string;
  site: Site;
  /** Gives passwords other than the demo's. */
  environment: Environment;
}

/** The collector of usage events, where both Loki and the shop's PostgreSQL run. */
export function usageCollectorProgram({ root, site, environment }: CollectorOptions): Program[] {
  const { ports, addresses } = site;
  if (!addresses['usage-collector'] || !addresses.postgres) {
    return [];
  }
  const url = `http://127.0.0.1:${ports['usage-collector']}`;
  return [
    {
      name: 'usage-collector',
      command: process.execPath,
      args: ['--import', 'tsx', join(root, 'demo/usage-collector/src/start.ts')],
      cwd: root,
      env: {
        HOST: '127.0.0.1',
        PORT: String(ports['usage-collector']),
        LOKI_URL: `http://${addresses.loki}`,
        DATABASE_URL: usageUrl(addresses.postgres),
        ...passwordEnvironment(USAGE.owner, environment),
      },
      url,
      ready: httpReady(`${url}/health`),
    },
  ];
}
