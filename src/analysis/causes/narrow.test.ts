import { type CaseSpan } from './case';
import { attributesOf, spansOf } from './narrow';

const MINUTE = 60_000;
const DURING = { from: 30 * MINUTE, to: 60 * MINUTE };

/** A request to pay, in a trace of its own; span ids are those of all traces. */
function spanOf(i: number, isFailed: boolean, minute: number): CaseSpan {
  return {
    traceId: String(i).padStart(32, '0'),
    spanId: '1',
    service: 'pay',
    name: 'POST /',
    kind: 'server',
    start: minute * MINUTE,
    duration: 10,
    status: isFailed ? 'error' : 'unset',
    attributes: { tenant: isFailed ? 'a' : 'b' },
    resource: {},
  };
}

it('counts a span once that is both among the traces at random and among the failed ones', () => {
  const well = Array.from({ length: 20 }, (_, i) => spanOf(i, false, 40));
  const failed = Array.from({ length: 20 }, (_, i) => spanOf(100 + i, true, 40));
  const [first] = attributesOf('pay', 'failures', DURING, spansOf({ traces: { any: [...well, ...failed], failed } }));
  expect(first?.selection).toEqual({ hits: 20, total: 20 });
  expect(first?.rest).toEqual({ hits: 0, total: 20 });
});
