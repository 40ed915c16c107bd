/**
 * Ends what the launcher started when the launcher itself is gone, even by SIGKILL, after which it cannot do so any
 * more. The launcher holds the other end of this program's standard input and writes `+pid` for a process group that it
 * started and `-pid` for one that ended. When the input closes, whatever is left is asked to end, and killed five
 * seconds later.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 5_000;
/** @type {Set<number>} */
const groups = new Set();

/** @param {number} group @param {NodeJS.Signals | 0} signal @returns {boolean} whether the group still exists */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const group = Number(line.slice(1));
  if (line.startsWith('+')) {
    groups.add(group);
  } else {
    groups.delete(group);
  }
}

const left = [...groups].filter((group) => signalGroup(group, 'SIGTERM'));
const deadline = Date.now() + GRACE_MS;
while (left.some((group) => signalGroup(group, 0)) && Date.now() < deadline) {
  await sleep(100);
}
left.forEach((group) => signalGroup(group, 'SIGKILL'));
