/** `npm run -w demo/usage-collector kill-test`: the full run, 50 kills while 10,000 events flow, as a table. */
import { killRun } from './killRun.ts';
import { NO_LOKI, NO_POSTGRES } from './servers.ts';

const missing = [NO_LOKI, NO_POSTGRES].find(Boolean);
if (missing) {
  throw new Error(`Nothing can be killed: ${missing}`);
}
const result = await killRun({ events: 10_000, kills: 50, restartEach: 5, report: console.log });
console.table(result);
process.exitCode = result.lost === 0 && result.twice === 0 && result.stored === result.events ? 0 : 1;
