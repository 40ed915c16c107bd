/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { is, metricQuestion, type MetricQuestion } from '../../questions/metric';
import { counterLines, histogramLines, summaryLines } from '../../testing/pages';
import { promqlErrors, withMacros } from '../../testing/promqlText';
import { detectScraped, scrape, type Scraped, together } from '../../exposition/scraped';
import { renderMetricQuestion } from './render';

const LABELS = 'application="spring",method="GET",uri="/cart",status="200",outcome="SUCCESS"';
const maximum = (labels: string, name = 'http_server_requests_seconds') =>
  `# TYPE ${name}_max gauge\n${name}_max{${labels}} 0.5\n`;
const spring = scrape(summaryLines('http_server_requests_seconds', LABELS) + maximum(LABELS), 'jobs');
const bare = scrape(summaryLines('http_server_requests_seconds', LABELS.replace('"spring"', '"bare"')), 'jobs');

const P95 = { kind: 'quantile', q: 0.95 } as const;
const MAX = { kind: 'max' } as const;

function render(scraped: Scraped, asked: Partial<MetricQuestion>) {
  const question = metricQuestion({ measure: 'duration', stat: MAX, ...asked });
  return renderMetricQuestion(question, detectScraped(scraped), { rangeSeconds: 3600 });
}

function text(scraped: Scraped, asked: Partial<MetricQuestion>): string | undefined {
  const rendered = render(scraped, asked);
  const expr = 'queries' in rendered ? rendered.queries[0]?.expr : undefined;
  expect(expr === undefined ? [] : promqlErrors(withMacros(expr))).toEqual([]);
  return expr;
}

describe('where a summary has no quantiles', () => {
  it('what can be had instead is said with the reason', () => {
    expect(render(spring, { stat: P95 })).toEqual({
      notSupported: expect.stringContaining('is a summary') as string,
      instead: [{ kind: 'mean' }, MAX],
    });
    expect(render(spring, { stat: { kind: 'distribution' } })).toMatchObject({ instead: [{ kind: 'mean' }, MAX] });
  });

  it('a maximum only where there is one', () => {
    expect(render(bare, { stat: P95 })).toMatchObject({ instead: [{ kind: 'mean' }] });
    expect(text(bare, {})).toBeUndefined();
    expect(render(bare, {})).not.toHaveProperty('instead');
  });

  it('of several services only what all of them have', () => {
    expect(render(together([spring, bare]), { stat: P95 })).toMatchObject({ instead: [{ kind: 'mean' }] });
  });

  it('nothing where there are no durations at all', () => {
    const counted = scrape(counterLines('http_requests_total', 'method="GET",status="200"'), 'cart');
    expect(render(counted, { stat: P95 })).not.toHaveProperty('instead');
    expect(render(together([counted, spring]), { stat: P95 })).not.toHaveProperty('instead');
  });

  it('a histogram beside it answers, and the summary is a notice', () => {
    const histogram = scrape(
      histogramLines('http_request_duration_seconds', [0.1, 1], 'method="GET",code="200"'),
      'cart'
    );
    const rendered = render(together([histogram, spring]), { stat: P95, by: ['service'] });
    expect('queries' in rendered && rendered.notices).toEqual([expect.stringContaining('is a summary')]);
  });
});

describe('the maximum', () => {
  it('is the highest of the window', () => {
    expect(text(spring, {})).toBe('max(max_over_time(http_server_requests_seconds_max[$__rate_interval]))');
    expect(text(spring, { by: ['route'], shape: 'total' })).toBe(
      'max by (uri) (max_over_time(http_server_requests_seconds_max[3600s]))'
    );
    expect(text(spring, { where: [is('service', 'spring'), is('route', '/cart')] })).toBe(
      'max(max_over_time(http_server_requests_seconds_max{application="spring", uri="/cart"}[$__rate_interval]))'
    );
  });

  it('is in seconds', () => {
    const labels = 'method="GET",route="/cart",code="200"';
    const page = summaryLines('shop_request_duration_ms', labels) + maximum(labels, 'shop_request_duration_ms');
    expect(text(scrape(page, 'cart'), {})).toBe(
      'max(max_over_time(shop_request_duration_ms_max[$__rate_interval])) / 1000'
    );
  });

  it('is that of a histogram, too, where there is one', () => {
    const labels = 'method="GET",uri="/cart",status="200"';
    const page = histogramLines('http_server_requests_seconds', [0.1, 1], labels) + maximum(labels);
    expect(text(scrape(page, 'cart'), {})).toContain('http_server_requests_seconds_max');
    expect(render(scrape(page, 'cart'), { stat: P95 })).toHaveProperty('queries');
  });

  it('of several families is the highest of all', () => {
    const labels = 'method="GET",route="/cart",code="200"';
    const other = scrape(
      summaryLines('shop_request_duration_ms', labels) + maximum(labels, 'shop_request_duration_ms'),
      'cart'
    );
    const expr = text(together([spring, other]), {});
    expect(expr).toMatch(/^max\(/);
    expect(expr?.match(/max_over_time/g)).toHaveLength(2);
  });

  it('is not asked for where it is of something else', () => {
    const page =
      summaryLines('http_server_requests_seconds', LABELS) + counterLines('http_server_requests_seconds_max_total', '');
    expect(render(scrape(page, 'jobs'), {})).toHaveProperty('notSupported');
  });
});
