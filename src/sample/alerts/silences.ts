import { type Silence } from '../../telemetry/questions/alerts';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { timesOf } from '../schedule';
import { SAMPLE_MANAGER } from './rules';

const MINUTE = 60_000;

/** Whenever products run out, somebody silences the alert for a while: more are on their way. */
export function sampleSilences({ from, to }: TimeSpan): Silence[] {
  return timesOf('stock-out', from, to)
    .map((times) => ({
      id: `stock-${times.from}`,
      origin: SAMPLE_MANAGER,
      from: times.from + 20 * MINUTE,
      to: times.to + 5 * MINUTE,
      by: 'robin',
      comment: 'Delivery is on its way',
      matchers: [{ label: 'alertname', op: '=' as const, value: 'StockLow' }],
    }))
    .filter((silence) => silence.from < to && silence.to > from);
}
