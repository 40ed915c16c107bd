import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { DEFAULT_PORTS } from '../../servers/site.ts';
import { freePorts } from '../testing/free-ports.ts';
import { describeTaken, findTakenPorts } from './ports.ts';

describe('findTakenPorts', () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    it(`finds a port on which something listens at ${host}, and says what`, async (t) => {
      const other = createServer().listen(0, host);
      t.after(() => other.close());
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const [free = 0] = await freePorts(1);
      const ports = { ...DEFAULT_PORTS, grafana: port, loki: free };

      const taken = await findTakenPorts(['grafana', 'loki'], ports);
      assert.deepEqual(
        taken.map(({ name }) => name),
        ['grafana']
      );
      const owner = process.platform === 'linux' ? `node \\(process ${process.pid}\\)` : 'another program';
      assert.match(
        describeTaken(taken[0]!),
        new RegExp(`^Port ${port} \\(grafana\\) is taken by ${owner}: stop that, or set GRAFANA_PORT\\.$`)
      );
    });
  }
});
