import { plainLine } from '../../../telemetry/testing/plain';
import { type ErrorGroup, groupErrors } from '../errorGroups';
import { type FixedMark } from '../errorMark';

export const AT = '2026-01-15T12:00:00.000Z';
export const HOUR = 3_600_000;
export const FIXED: FixedMark = { as: 'fixed', error: 'e', service: 'cart', title: 'lost', at: AT };

/** An error of these versions, one an hour from an hour before the mark on. */
export function errorOf(...versions: string[]): ErrorGroup {
  const lines = versions.map((version, i) =>
    plainLine({
      body: 'order lost',
      time: Date.parse(AT) + (i - 1) * HOUR + 1,
      ...(version !== '' && { metadata: { service_version: version } }),
      reading: { level: 'error', service: 'cart', exception: { type: 'StockError', message: 'order lost' } },
    })
  );
  return groupErrors(lines.reverse(), { from: 0, to: 1 }, 1)[0]!;
}
