import { SHOP_SERVICES, type Part, type ShopService, type Site } from '../site.ts';

interface ScrapeConfig {
  job_name: string;
  scrape_interval?: string;
  scrape_timeout?: string;
  static_configs: Array<{ targets: string[]; labels?: Record<string, string> }>;
}

/** The part of Prometheus' configuration file that the demo uses. */
export interface PrometheusConfig {
  global: { scrape_interval: string; scrape_timeout: string; evaluation_interval: string };
  storage: { exemplars: { max_exemplars: number } };
  rule_files: string[];
  alerting?: { alertmanagers: Array<{ static_configs: Array<{ targets: string[] }> }> };
  scrape_configs: ScrapeConfig[];
}

/** Command line flags for what the configuration file cannot say, the same at both sites. */
export const PROMETHEUS_FLAGS = [
  '--storage.tsdb.retention.time=30d',
  // Tempo's metrics generator writes service graphs and span metrics, with exemplars and native histograms.
  '--web.enable-remote-write-receiver',
  '--enable-feature=exemplar-storage,native-histograms',
] as const;

/** The monitoring stack itself, as far as it has a metrics page. */
const STACK: ReadonlyArray<{ job: string; part: Part }> = [
  { job: 'prometheus', part: 'prometheus' },
  { job: 'grafana', part: 'grafana' },
  { job: 'node', part: 'node-exporter' },
  { job: 'loki', part: 'loki' },
  { job: 'tempo', part: 'tempo' },
  { job: 'alertmanager', part: 'alertmanager' },
  { job: 'alloy', part: 'alloy' },
  { job: 'log-shipper', part: 'log-shipper' },
];

/** Scrapes every part that runs at the site; OpenMetrics, which carries the exemplars, is negotiated by Prometheus. */
export function prometheusConfig(site: Site): PrometheusConfig {
  const alertmanager = site.addresses.alertmanager;
  return {
    global: { scrape_interval: '15s', scrape_timeout: '10s', evaluation_interval: '15s' },
    storage: { exemplars: { max_exemplars: 100_000 } },
    rule_files: [site.rulesFile],
    ...(alertmanager && { alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] } }),
    scrape_configs: [
      ...STACK.flatMap(({ job, part }) => scrape(job, site.addresses[part])),
      ...SHOP_SERVICES.flatMap((service) => scrapeShop(service, site.addresses[service])),
    ],
  };
}

function scrape(job: string, address: string | undefined): ScrapeConfig[] {
  return address ? [{ job_name: job, static_configs: [{ targets: [address] }] }] : [];
}

function scrapeShop(service: ShopService, address: string | undefined): ScrapeConfig[] {
  if (!address) {
    return [];
  }
  // The Flask shop keeps the interval of the stack it stands for, so that pages meet two intervals at once.
  const interval = service === 'flask-shop' ? { scrape_interval: '5s', scrape_timeout: '5s' } : {};
  return [
    { job_name: service, ...interval, static_configs: [{ targets: [address], labels: { environment: 'demo' } }] },
  ];
}
