import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { DEFAULT_PORTS } from '../../servers/site.ts';
import { freePorts } from '../testing/free-ports.ts';
import { describeMoved, describeTaken, findTakenPorts, settlePorts } from './ports.ts';

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

describe('settlePorts', () => {
  it('goes on to the next free port where people seldom open it, and says so', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    t.after(() => other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ports = { ...DEFAULT_PORTS, postgres: port, grafana: port, redis: port + 1, 'usage-collector': port };

    const names = ['postgres', 'grafana', 'usage-collector'] as const;
    const { ports: settled, moved, taken } = await settlePorts(names, ports, {});
    assert.ok(settled.postgres > port + 1, 'neither the taken one nor one that another part has');
    assert.ok(settled['usage-collector'] > settled.postgres);
    assert.equal(settled.grafana, port);
    assert.deepEqual(
      taken.map(({ name }) => name),
      ['grafana']
    );
    assert.match(
      describeMoved(moved[0]!),
      new RegExp(`^Port ${port} \\(postgres\\) is taken by .*: ${settled.postgres} is used instead\\.$`)
    );
  });

  it('does not leave the port that its variable names', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    t.after(() => other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ports = { ...DEFAULT_PORTS, postgres: port };
    const { moved, taken } = await settlePorts(['postgres'], ports, { POSTGRES_PORT: String(port) });
    assert.deepEqual([moved, taken.map(({ name }) => name)], [[], ['postgres']]);
  });
});
