import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freePorts, freeStackPorts } from './free-ports.ts';

describe('freePorts', () => {
  it('gives no port twice, also to those who ask at the same time', async () => {
    const stacks = await Promise.all(Array.from({ length: 40 }, freeStackPorts));
    const all = [...stacks.flatMap((ports) => Object.values(ports)), ...(await freePorts(3))];
    assert.equal(new Set(all).size, all.length);
  });
});
