import { groupErrors } from '../analysis/errors/errorGroups';
import { type ErrorMark, markedError } from '../analysis/errors/errorMark';
import { type LogCondition } from '../telemetry/questions/logs';
import { SampleLogs } from './answers/logs/source';
import { CHARGE_LINE, CHARGES } from './scenarios/payment-errors/generate';
import { timesOf } from './schedule';
import { type SampleShop } from './shop';
import { siteById } from './sites';
import { versionAtTime } from './versions';

const DAY = 24 * 3_600_000;
/** When the team marked them: weeks ago, so that whoever looks back some days sees the same. */
const MARKED_AGO = 28 * DAY;
const TEAM = 'shop-on-call';

/** Lost connections are always some. */
const NOISE = { service: 'catalog', text: 'connection terminated' } as const;
const NOISE_ABOVE = 500;

/**
 * What the team of the sample shop said of errors, whatever becomes of them: refused charges were called fixed in the
 * version of then, and are back with each outage of the processor; lost connections are ignored as long as they are
 * few.
 * @param now milliseconds since the epoch
 */
export async function sampleErrorMarks(shop: SampleShop, now: number): Promise<ErrorMark[]> {
  const at = now - MARKED_AGO;
  const marked = { at: new Date(at).toISOString(), by: TEAM };
  const outage = timesOf('payment-errors', now - DAY, now).at(-1);
  const [, unchanging = ''] = CHARGE_LINE.message.split(/\{\w+\}(?=[^{]*$)/);
  const [charge, lost] = await Promise.all([
    outage && errorWith(shop, CHARGES.service, unchanging, { from: outage.from, to: Math.min(outage.to, now) }),
    errorWith(shop, NOISE.service, NOISE.text, { from: now - DAY, to: now }),
  ]);
  const version = versionAtTime(CHARGES.service, siteById('production-0'), at);
  return [
    ...(charge ? [{ as: 'fixed' as const, ...markedError(charge), ...marked, version }] : []),
    ...(lost ? [{ as: 'ignored' as const, ...markedError(lost), ...marked, above: NOISE_ABOVE }] : []),
  ];
}

/** The latest error of a service whose line has this text. */
async function errorWith(shop: SampleShop, service: string, text: string, span: { from: number; to: number }) {
  const where: LogCondition[] = [
    { field: 'service', op: 'in', values: [service] },
    { field: 'level', op: 'in', values: ['error'] },
  ];
  const filter = { text, kind: 'text', caseSensitive: true, op: 'include' } as const;
  const question = { about: 'logLines', where, lines: [filter], limit: 1, order: 'newest' } as const;
  const { lines } = await new SampleLogs(shop, [], () => span.to).lines({ ...question, lines: [filter] }, span);
  return groupErrors(lines, span, 1)[0];
}
