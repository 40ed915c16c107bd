import { parseExposition } from './parseExposition';
import { scrape } from './scraped';

describe('a metrics page', () => {
  it('is read in the text format', () => {
    const page = [
      '# HELP http_requests_total Requests.',
      '# TYPE http_requests_total counter',
      '# UNIT http_requests_total requests',
      'http_requests_total{path="/a\\"b\\\\c\\nd",empty=""} 1.5e3 1700000000000',
      'up 1',
      'x_bucket{le="+Inf",} +Inf',
      '',
    ].join('\n');
    expect(parseExposition(page)).toEqual({
      metadata: { http_requests_total: { type: 'counter', help: 'Requests.' } },
      samples: [
        { name: 'http_requests_total', labels: { path: '/a"b\\c\nd', empty: '' }, value: 1500 },
        { name: 'up', labels: {}, value: 1 },
        { name: 'x_bucket', labels: { le: '+Inf' }, value: Infinity },
      ],
    });
  });

  it('is read in OpenMetrics, with units, exemplars and quoted names', () => {
    const page = [
      '# TYPE "http.duration" histogram',
      '# UNIT "http.duration" seconds',
      '{"http.duration_bucket","http.route"="/",le="+Inf"} 2 # {trace_id="abc"} 0.1 1700000000.5',
      '# EOF',
    ].join('\n');
    expect(parseExposition(page)).toEqual({
      metadata: { 'http.duration': { type: 'histogram', unit: 'seconds' } },
      samples: [{ name: 'http.duration_bucket', labels: { 'http.route': '/', le: '+Inf' }, value: 2 }],
    });
  });

  it('is refused where it is none', () => {
    expect(() => parseExposition('<html>')).toThrow('Not a sample: <html>');
    expect(() => parseExposition('metric{label} ')).toThrow('Not a sample');
  });

  it('gets the labels of its target, and gives way to them', () => {
    const { series } = scrape('up{job="own",instance=""} 1\n', 'shop');
    expect(series.map(({ labels }) => labels)).toEqual([
      { __name__: 'up', exported_job: 'own', job: 'shop', instance: 'shop:80' },
    ]);
  });
});
