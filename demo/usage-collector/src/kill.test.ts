import assert from 'node:assert/strict';
import { it } from 'node:test';
import { killRun } from './testing/killRun.ts';
import { NO_LOKI, NO_POSTGRES } from './testing/servers.ts';

// In full: `npm run -w demo/usage-collector kill-test`.
it(
  'loses no event and stores none twice, however often it, Loki and PostgreSQL are killed',
  { skip: NO_LOKI || NO_POSTGRES, timeout: 480_000 },
  async () => {
    const result = await killRun({ events: 500, kills: 3, restartEach: 1 });
    const { stored, lost, twice, malformed, restarts, exitCode } = result;
    assert.deepEqual({ stored, lost, twice, malformed }, { stored: 500, lost: 0, twice: 0, malformed: 0 });
    assert.equal(restarts, 3);
    assert.ok(result.killsAtWork > 0, 'it was killed before it had stored anything');
    assert.equal(exitCode, 0, 'it stops when it is asked to');
  }
);
