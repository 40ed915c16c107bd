/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type MetricDetection } from '../../conventions/binding';
import { MANY_SERIES } from '../../conventions/seriesProbe';
import { describeEngines, detectionOf } from '../../testing/describeEngines';
import { Engine } from '../../testing/engine';
import { openMetrics, START, type WrittenSeries } from '../../testing/simulatedShop';
import { type Labels } from '../../vocabulary';

const END = START + 3600;
/** Services of three instrumentations in turn, with so many routes that detection looks at fewer series of each. */
const MANY = 90;
const ROUTES = 40;

function series(name: string, labels: Labels, from = START, to = END): WrittenSeries {
  const samples = [from, to - 60, to].map((time, index) => [time, index] as const);
  return { labels: { __name__: name, ...labels }, fields: {}, samples: samples.map(([time, value]) => [time, value]) };
}

function histogram(name: string, bounds: readonly string[], labels: Labels): WrittenSeries[] {
  return [
    ...bounds.map((le) => series(`${name}_bucket`, { ...labels, le })),
    series(`${name}_count`, labels),
    series(`${name}_sum`, labels),
  ];
}

function service(index: number): WrittenSeries[] {
  const name = `service-${index}`;
  const environment = index % 2 === 0 ? 'prod' : 'test';
  return Array.from({ length: ROUTES }, (_, route) => `/api/${route}`).flatMap((path) => {
    switch (index % 3) {
      case 0: {
        const target = { job: name, instance: `${name}:80`, env: environment };
        return [
          ...['200', '503'].map((code) =>
            series('http_requests_total', { ...target, method: 'GET', handler: path, code })
          ),
          ...histogram('http_request_duration_seconds', ['0.1', '1', '+Inf'], { ...target, handler: path }),
        ];
      }
      case 1:
        return histogram('http_server_request_duration_seconds', ['0.05', '0.5', '+Inf'], {
          service_name: name,
          job: `shop/${name}`,
          deployment_environment_name: environment,
          http_request_method: 'GET',
          http_route: path,
          http_response_status_code: '200',
        });
      default:
        return ['success', 'failure'].map((status, position) =>
          series('http_requests_total', {
            app: name,
            job: 'pods',
            environment,
            method: 'POST',
            path,
            status,
            code: position === 0 ? '200' : '500',
          })
        );
    }
  });
}

const silent = [
  series('http_requests_total', { job: 'silent', method: 'GET', code: '200', path: '/' }, START + 600, START + 1800),
];

/** What is told of a detection here. */
function told({ families }: MetricDetection) {
  return families.map(({ convention, requests, duration, services, elsewhere }) => ({
    convention,
    requests: requests.metric,
    labels: requests.labels,
    duration: duration && [duration.metric, duration.labels.route],
    services: services.map((one) => [one.service, one.label, one.environments.join()].join(' ')).sort(),
    elsewhere: elsewhere.length,
  }));
}

describeEngines('Detection', (installed) => {
  const detected = async (written: readonly WrittenSeries[]) => {
    const engine = await Engine.start(installed, { openMetrics: openMetrics(written) });
    try {
      return await detectionOf(engine, END);
    } finally {
      await engine.stop();
    }
  };
  const numbers = Array.from({ length: MANY }, (_, index) => index);

  it('is the same of mixed conventions whether a service has few series or very many', async () => {
    const all = numbers.flatMap(service);
    const counted = all.filter(({ labels }) => /_(?:total|count)$/.test(labels.__name__));
    expect(counted.length).toBeGreaterThan(MANY_SERIES);
    // Of the same services the same, if each has but a few routes.
    const few = all.filter(({ labels }) =>
      /\/api\/[0-2]$/.test(labels.handler ?? labels.http_route ?? labels.path ?? '')
    );
    const [ofMany, ofFew] = [told(await detected(all)), told(await detected(few))];
    expect(ofMany).toEqual(ofFew);
    expect(ofMany.flatMap(({ services }) => services)).toHaveLength(MANY);
    expect(ofMany.map(({ convention, services }) => [convention, services.length]).sort()).toEqual([
      ['otel-http', 30],
      ['prometheus-http', 30],
      ['prometheus-http', 30],
    ]);
  });

  it('finds who fell silent within the hour, and where all did', async () => {
    const found = ({ families }: MetricDetection) => families.flatMap(({ services }) => services);
    expect(found(await detected([...silent, ...service(0)])).map((one) => one.service)).toContain('silent');
    expect(found(await detected(silent)).map((one) => one.service)).toEqual(['silent']);
  });
});
