import { quoteString } from '../telemetry/dialects/quote';
import { type SpanCondition } from '../telemetry/questions/traces';
import { logsDrilldown, metricsDrilldown, tracesDrilldown } from './drilldown';

const SPAN = { from: 1000, to: 61_000 };

const read = (href: string | undefined) => {
  const url = new URL(href ?? 'none:', 'http://grafana.test');
  const { searchParams: params, pathname } = url;
  return { pathname, params, filters: params.getAll('var-filters') };
};

/** As scenes read it: `toFilter` of `AdHocFiltersVariableUrlSyncHandler` in grafana/scenes. */
function asScenesRead(written: string): { key: string; operator: string; value: string; label: string } {
  const [filter = ''] = written.split('#');
  const parts = filter.split('|').map((part) => {
    const [text = '', label = text] = part.split(',');
    return [text, label].map((one) =>
      one.replaceAll('__gfp__', '|').replaceAll('__gfc__', ',').replaceAll('__gfh__', '#')
    );
  });
  const [key, operator, value] = parts;
  return { key: key?.[0] ?? '', operator: operator?.[0] ?? '', value: value?.[0] ?? '', label: value?.[1] ?? '' };
}

// The format: grafana/metrics-drilldown, src/extensions/links.ts, buildNavigateToMetricsParams and
// filterToUrlParameter.
describe('Metrics Drilldown', () => {
  it.each([
    ['up', 'up', []],
    ['rate(http_requests_total[5m])', 'http_requests_total', []],
    [
      'sum by (path) (rate(http_requests_total{job="shop", status=~"5.."}[5m]))',
      'http_requests_total',
      ['job|=|shop', 'status|=~|5..'],
    ],
    ['a{x="1"} / b{x="2"}', 'a', ['x|=|1']],
    ['rate(a[5m]) / rate(b{x="2"}[5m])', 'a', []],
    ['a{status!="", x="1"}', 'a', ['x|=|1']],
    [
      'sum by ("http{route") (rate({"http.server.duration", "http.route"="/a"}[5m]))',
      'http.server.duration',
      ['http.route|=|/a'],
    ],
    ['{__name__="up", job="a"}', 'up', ['job|=|a']],
    ['up{job=~"a|b,c"}', 'up', ['job|=~|a__gfp__b__gfc__c']],
  ])('%s', (text, metric, filters) => {
    const found = read(metricsDrilldown({ uid: 'p&q', text }, SPAN));
    expect(found.pathname).toBe('/a/grafana-metricsdrilldown-app/drilldown');
    expect(found.params.get('metric')).toBe(metric);
    expect(found.filters).toEqual(filters);
    expect([found.params.get('var-ds'), found.params.get('from'), found.params.get('to')]).toEqual([
      'p&q',
      '1000',
      '61000',
    ]);
  });

  it.each(['1 + 1', '', '{job="a"}', 'vector(1)'])('has nothing to show of %p', (text) => {
    expect(metricsDrilldown({ uid: 'p', text }, SPAN)).toBeUndefined();
  });
});

// The format: grafana/logs-drilldown, src/services/extensions/links.ts, contextToLink, with its test links.test.ts.
describe('Logs Drilldown', () => {
  const app = '/a/grafana-lokiexplore-app/explore';
  it.each([
    [
      '{service_name=`cloud/gcp`, resource_type!=`gce_firewall_rule`} | json',
      `${app}/service/cloud-gcp/logs`,
      ['service_name|=|__CVΩ__cloud/gcp,cloud/gcp', 'resource_type|!=|__CVΩ__gce_firewall_rule,gce_firewall_rule'],
      [],
    ],
    [
      '{env!="x", service_name=~`nginx.+`}',
      `${app}/service/nginx.%2B/logs`,
      ['service_name|=~|__CVΩ__nginx.+,nginx.+', 'env|!=|__CVΩ__x,x'],
      [],
    ],
    [
      '{app=~"a|b", container="c"} |= "x,y" !~ `(?i)a|b`',
      `${app}/container/c/logs`,
      ['container|=|__CVΩ__c,c', 'app|=~|__CVΩ__a__gfp__b,a__gfp__b'],
      ['caseSensitive,0|__gfp__=|x__gfc__y', 'caseSensitive,1|!~|(?i)a__gfp__b'],
    ],
    ['sum(count_over_time({app="a"}[5m]))', `${app}/app/a/logs`, ['app|=|__CVΩ__a,a'], []],
    ['{service_name="", job!=""}', app, [], []],
    ['{app=~".+"}', app, [], []],
    ['{app="..", job="b"}', `${app}/job/b/logs`, ['job|=|__CVΩ__b,b', 'app|=|__CVΩ__..,..'], []],
  ])('%s', (text, pathname, filters, lines) => {
    const found = read(logsDrilldown({ uid: 'loki', text }, SPAN));
    expect(found.pathname).toBe(pathname);
    expect(found.filters).toEqual(filters);
    expect(found.params.getAll('var-lineFilters')).toEqual(lines);
    expect(found.params.get('var-ds')).toBe('loki');
    expect(found.params.get('from')).toBe('1000');
  });

  it.each(['a|b', 'a,b', 'a#b', 'a&b=c', '"}\\', '../..', '?x=%41', 'ü 1', '${x} [[y]]'])(
    'takes %p for nothing but a value',
    (value) => {
      const found = read(logsDrilldown({ uid: 'loki', text: `{app=${quoteString(value)}}` }, SPAN));
      expect(asScenesRead(found.filters[0] ?? '')).toEqual({
        key: 'app',
        operator: '=',
        value: `__CVΩ__${value}`,
        label: value,
      });
      expect(decodeURIComponent(found.pathname)).toBe(`${app}/app/${value.replace(/[/\\]/g, '-')}/logs`);
      expect(found.pathname.split('/')).toHaveLength(7);
    }
  );

  it('leads nowhere from what is no query', () => {
    expect(logsDrilldown({ uid: 'loki', text: 'text' }, SPAN)).toBeUndefined();
  });
});

// The format: grafana/traces-drilldown, src/utils/links.ts, contextToLink, with its test links.test.ts.
describe('Traces Drilldown', () => {
  const isIn = (field: 'service' | 'name' | 'route' | 'status' | `span.${string}`, ...values: string[]) =>
    ({ field, op: 'in', values }) satisfies SpanCondition;
  const ERRORS: SpanCondition = { field: 'error', op: 'is', value: true };
  it.each<[SpanCondition[], string[], string | null]>([
    [[], [], null],
    [[isIn('service', 'api')], ['resource.service.name|=|api'], null],
    [[isIn('span.http.status_code', '200'), ERRORS], ['span.http.status_code|=|200'], 'errors'],
    [[{ ...ERRORS, value: false }], [], 'rate'],
    [
      [{ field: 'duration', op: 'between', from: 0.25, to: 1 }],
      ['span:duration|>=|250000us', 'span:duration|<|1000000us'],
      null,
    ],
    [[{ field: 'name', op: 'notIn', values: ['a|b,c#d'] }], ['name|!=|a__gfp__b__gfc__c__gfh__d'], null],
    // A name made of digits is a text; whether an attribute is one only its spans know.
    [[isIn('service', '404'), isIn('route', '1')], ['resource.service.name|=|"404"', 'span.http.route|=|"1"'], null],
    // Held by one of two attributes, or by none of several values: more is shown, never something else.
    [[isIn('status', '500'), isIn('name', 'a', 'b'), isIn('span.a b', 'x'), isIn('name', 'true')], [], null],
  ])('%j', (where, filters, metric) => {
    const found = read(tracesDrilldown({ uid: 'tempo', where }, SPAN));
    expect(found.pathname).toBe('/a/grafana-exploretraces-app/explore');
    expect(found.filters).toEqual(filters);
    expect(found.params.get('var-metric')).toBe(metric);
    expect(found.params.get('var-primarySignal')).toBe('true');
    expect(found.params.get('var-ds')).toBe('tempo');
    expect(found.params.has('traceId')).toBe(false);
  });

  it('opens one trace, in at least a second around it', () => {
    const { params } = read(tracesDrilldown({ uid: 'tempo', traceId: 'abc' }, { from: 5000.7, to: 5001.2 }));
    expect([params.get('traceId'), params.get('from'), params.get('to')]).toEqual(['abc', '5000', '6000']);
  });
});
