import { parse } from 'yaml';
import { SERVER_PRODUCTS } from '../../telemetry/questions/stack';
import { type Gap, gapsOf, scrapeConfig } from './gaps';
import { serverRows } from './serverRows';
import { server, stackAnswer, STORES } from './testing/stackAnswer';

it('brings processes that are alike together, and keeps components apart', () => {
  const ingester = (instance: string, seconds: number) =>
    server({
      product: 'loki',
      component: 'ingester',
      namespace: 'logs',
      job: 'logs/loki-ingester',
      instance,
      startedAt: seconds,
      querySeconds: seconds / 10,
      storedBytes: 10,
      arriving: [{ of: 'lines', perSecond: seconds }],
    });
  const distributor = server({ product: 'loki', component: 'distributor', namespace: 'logs' });
  const rows = serverRows([ingester('a', 1), ingester('b', 2), distributor]);
  expect(rows.map(({ component, servers }) => [component, servers.length])).toEqual([
    ['distributor', 1],
    ['ingester', 2],
  ]);
  expect(rows[1]).toMatchObject({
    up: 2,
    state: 'ok',
    startedAt: 2,
    querySeconds: 0.2,
    storedBytes: 20,
    arriving: [{ of: 'lines', perSecond: 3 }],
  });
});

it('counts processes that are not told apart, and what is lost by reason', () => {
  const fleet = (isUp: boolean, processes: number) =>
    server({ product: 'node-exporter', job: 'node', isUp, processes });
  expect(serverRows([fleet(true, 40), fleet(false, 2)])[0]).toMatchObject({ all: 42, up: 40, state: 'warning' });
  const lost = (reason: string, perSecond: number) => ({ of: 'spans' as const, perSecond, reason });
  const collector = server({ product: 'collector', lost: [lost('refused otlp', 1), lost('send_failed tempo', 3)] });
  expect(serverRows([collector, { ...collector, instance: 'b' }])[0]?.lost).toEqual([
    lost('send_failed tempo', 6),
    lost('refused otlp', 2),
  ]);
});

it('puts the worst first, and the others in the order in which data passes them', () => {
  const rows = serverRows([
    server({ product: 'grafana' }),
    server({ product: 'loki', faults: ['config_not_loaded'] }),
    server({ product: 'tempo', isUp: false }),
    server({ product: 'prometheus' }),
  ]);
  expect(rows.map(({ product, state }) => [product, state])).toEqual([
    ['tempo', 'critical'],
    ['loki', 'warning'],
    ['prometheus', 'ok'],
    ['grafana', 'ok'],
  ]);
});

it('says what is the matter', () => {
  const [row] = serverRows([
    server({
      product: 'loki',
      querySeconds: 12,
      faults: ['config_not_loaded'],
      failing: [
        { reason: 'flush', perSecond: 1 },
        { reason: 'http_5xx', perSecond: 2 },
      ],
      lost: [{ of: 'lines', perSecond: 1, reason: 'rate_limited' }],
    }),
  ]);
  expect(row?.reasons.map(({ rule }) => rule)).toEqual(['lost', 'fault', 'failing', 'failing', 'slow']);
  expect(row?.state).toBe('critical');
});

describe('gaps', () => {
  const source = (type: string) => ({ uid: type, name: type, type, isHealthy: true, message: '' });

  it('are what no server tells of', () => {
    const sources = ['prometheus', 'loki', 'tempo', 'alertmanager'].map(source);
    expect(gapsOf(stackAnswer(), sources).map(({ about }) => about)).toEqual([
      'alertmanager',
      'senders',
      'grafana',
      'clocks',
    ]);
  });

  it('are none of stores that nobody asks', () => {
    const answer = stackAnswer({ metrics: { servers: [] } });
    expect(gapsOf(answer, [source('prometheus')]).map(({ about }) => about)).toEqual([
      'stores-metrics',
      'grafana',
      'clocks',
    ]);
  });

  it('are closed by any product that does', () => {
    const all = (['mimir', 'promtail', 'grafana', 'node-exporter'] as const).map((product) => server({ product }));
    const sources = ['prometheus', 'loki', 'alertmanager'].map(source);
    expect(gapsOf(stackAnswer({ metrics: { servers: [...STORES, ...all] } }), sources)).toEqual([]);
  });

  it('are not known where metrics do not answer', () => {
    const unanswered = { kind: 'failed' as const, message: '', advice: '' };
    expect(gapsOf({ metrics: { unanswered } }, [source('loki')])).toEqual([]);
  });

  it('are closed by a job each', () => {
    const senders: Gap = { about: 'senders', products: ['collector', 'alloy'] };
    expect(scrapeConfig([senders, { about: 'grafana', products: ['grafana'] }])).toBe(`scrape_configs:
  - job_name: collector
    static_configs:
      - targets: ['otel-collector:8888']
  - job_name: grafana
    static_configs:
      - targets: ['grafana:3000']
`);
  });

  it('are closed by YAML for each product', () => {
    const all = SERVER_PRODUCTS.map((product): Gap => ({ about: 'clocks', products: [product] }));
    const read = parse(scrapeConfig(all)) as { scrape_configs: Array<{ job_name: string }> };
    expect(read.scrape_configs.map(({ job_name }) => job_name)).toEqual(SERVER_PRODUCTS);
  });
});
