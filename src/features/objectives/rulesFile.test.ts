/** @jest-environment-options {"customExportConditions": ["node", "browser"]} */
import { fakeClient } from '../../datasources/testing/fakeClient';
import { detectScraped, scrape } from '../../telemetry/exposition/scraped';
import { type ObjectiveRow } from './rows';
import { rulesFile } from './rulesFile';

const page = scrape(
  'http_requests_total{path="/",method="GET",status="200"} 9\n' +
    'http_request_duration_seconds_bucket{path="/",le="0.3"} 5\n' +
    'http_request_duration_seconds_bucket{path="/",le="+Inf"} 9\n' +
    'http_request_duration_seconds_sum{path="/"} 1\nhttp_request_duration_seconds_count{path="/"} 9\n',
  'checkout'
);

const client = fakeClient({
  settings: { load: async () => ({}) },
  metrics: {
    detection: async () => ({
      detection: detectScraped(page),
      dataSource: { uid: 'prom' } as Awaited<ReturnType<(typeof client)['metrics']['detection']>>['dataSource'],
    }),
  },
});

const row = (bound: ObjectiveRow['bound']): ObjectiveRow => ({
  id: 'x',
  objective: { service: 'checkout', threshold: 0.3, target: 0.99, days: 30 },
  standing: { state: 'ok', isTooFew: false, burns: [] },
  isCounting: false,
  bound,
});

it.each<[string, ObjectiveRow['bound'], string[]]>([
  ['one bound', { bound: 0.3 }, []],
  [
    'a bound for each histogram',
    { bound: 0.2, above: Infinity, isMixed: true },
    ['No rules for checkout, Latency up to 300 ms: its histograms have no bucket in common to count at'],
  ],
  ['no bound', undefined, ['No rules for checkout, Latency up to 300 ms: not counted']],
])('of a latency counted at %s writes rules, or says why not', async (_, bound, excluded) => {
  const file = await rulesFile(client, { metrics: 'prom', environments: [], at: 0 }, [row(bound)], 'prometheus');
  expect(file.excluded).toEqual(excluded);
  expect(file.text.includes('slo_requests')).toBe(excluded.length === 0);
});
