import { timesOf } from '../../schedule';
import { type Truth } from '../scenario';
import { SLOW_LINE, SLOW_ROUTE, SLOW_SPAN } from './generate';

/** The slow queries within a range, in milliseconds since the epoch. */
export function slowQueryTruth(from: number, to: number): Truth[] {
  return timesOf('slow-query', from, to).map((times) => ({
    scenario: 'slow-query',
    ...times,
    symptoms: ['duration'],
    culprit: { ...SLOW_ROUTE, attributes: {}, span: SLOW_SPAN, line: SLOW_LINE },
    innocents: [{ service: 'storefront', method: 'GET', route: '/search' }],
  }));
}
