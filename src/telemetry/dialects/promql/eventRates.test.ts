/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detectScraped, scrape, together } from '../../exposition/scraped';
import { is } from '../../questions/metric';
import { describeEngines } from '../../testing/describeEngines';
import { promqlErrors } from '../../testing/promqlText';
import { renderEventRates } from './eventRates';

const histogram = (name: string, labels: string) =>
  `${name}_bucket{${labels},le="0.3"} 5\n${name}_bucket{${labels},le="+Inf"} 9\n` +
  `${name}_sum{${labels}} 1\n${name}_count{${labels}} 9\n`;

const http = scrape(
  `http_requests_total{path="/",method="GET",status="200"} 9\n${histogram('http_request_duration_seconds', 'path="/"')}`,
  'shop'
);
const CALL = 'grpc_type="unary",grpc_service="shop.Cart",grpc_method="Add"';
const rpc = scrape(
  `grpc_server_handled_total{${CALL},grpc_code="OK"} 9\n${histogram('grpc_server_handling_seconds', CALL)}`,
  'shop'
);
const bothFamilies = detectScraped(together([http, rpc]));

function slow(detection = bothFamilies) {
  const rates = renderEventRates(
    { where: [is('service', 'shop')], bound: 0.3 },
    detection,
    { errorStatus: '5..' },
    300
  );
  if ('notSupported' in rates) {
    throw new Error(rates.notSupported);
  }
  return rates;
}

it('takes what was in time of both histograms from all of both', () => {
  const { total, bad } = slow();
  expect(promqlErrors(bad)).toEqual([]);
  expect(total).toMatch(
    /^\(\(sum\(.*http_request.*\) or vector\(0\)\) \+ \(sum\(.*grpc_server.*\) or vector\(0\)\)\)$/s
  );
  const [minuend, subtrahend] = bad.split('\n-\n');
  expect(minuend).toBe(total);
  expect(subtrahend).toMatch(/^\(.*\+.*\)$/s);
});

describeEngines('slow requests of HTTP and RPC', ({ promtool }) => {
  it('are counted as those that were not in time', () => {
    const folder = mkdtempSync(join(tmpdir(), 'event-rates-'));
    const { total, bad } = slow();
    const rule = (record: string, expr: string) => ({ record, expr });
    writeFileSync(
      join(folder, 'rules.json'),
      JSON.stringify({ groups: [{ name: 'slow', rules: [rule('total', total), rule('bad', bad)] }] })
    );
    const series = (name: string, labels: string, le: string, each: number) => ({
      series: `${name}_bucket{job="shop",${labels},le="${le}"}`,
      values: `0+${each}x20`,
    });
    // Each minute 60 of 600 calls over HTTP are too slow, and 30 of 120 over RPC.
    const test = {
      rule_files: ['rules.json'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            series('http_request_duration_seconds', 'path="/"', '0.3', 540),
            series('http_request_duration_seconds', 'path="/"', '+Inf', 600),
            series('grpc_server_handling_seconds', CALL, '0.3', 90),
            series('grpc_server_handling_seconds', CALL, '+Inf', 120),
          ],
          promql_expr_test: [
            { expr: 'round(total, 0.001)', eval_time: '15m', exp_samples: [{ labels: '{}', value: 12 }] },
            { expr: 'round(bad, 0.001)', eval_time: '15m', exp_samples: [{ labels: '{}', value: 1.5 }] },
          ],
        },
      ],
    };
    writeFileSync(join(folder, 'test.json'), JSON.stringify(test));
    const output = execFileSync(promtool, ['test', 'rules', 'test.json'], { cwd: folder, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(output).toContain('SUCCESS');
  });
});
