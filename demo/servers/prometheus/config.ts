import { SHOP_SERVICES, type Part, type ShopService, type Site } from '../site.ts';

/** Targets as files of them have it, and as the configuration itself does. */
interface Targets {
  targets: string[];
  labels?: Record<string, string>;
}

interface ScrapeConfig {
  job_name: string;
  scrape_interval?: string;
  scrape_timeout?: string;
  static_configs?: Targets[];
  file_sd_configs?: Array<{ files: string[] }>;
  dns_sd_configs?: Array<{ names: string[]; type: 'A'; port: number; refresh_interval: string }>;
  relabel_configs?: Array<{ source_labels: string[]; target_label: string; replacement: string }>;
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
  // Tempo's metrics generator writes service graphs and span metrics, with exemplars and native histograms.
  '--web.enable-remote-write-receiver',
  '--enable-feature=exemplar-storage,native-histograms',
] as const;

/** How long Prometheus keeps its samples, unless `PROMETHEUS_RETENTION` says otherwise. */
export const PROMETHEUS_RETENTION = '30d';

/** The file with the servers to scrape, beside Prometheus' configuration. */
export const SERVERS_FILE = 'servers.yml';

/** The file in which a stage of `demo/stages` stands while it runs; it is seldom there. */
export const STAGES_FILE = 'stages.json';

/** The monitoring stack itself, as far as it has a metrics page. */
const STACK: ReadonlyArray<{ job: string; part: Part }> = [
  { job: 'prometheus', part: 'prometheus' },
  { job: 'grafana', part: 'grafana' },
  { job: 'node', part: 'node-exporter' },
  { job: 'loki', part: 'loki' },
  { job: 'tempo', part: 'tempo' },
  { job: 'alertmanager', part: 'alertmanager' },
  { job: 'postgres-exporter', part: 'postgres-exporter' },
  { job: 'redis-exporter', part: 'redis-exporter' },
  { job: 'alloy', part: 'alloy' },
  { job: 'log-shipper', part: 'log-shipper' },
  { job: 'usage-collector', part: 'usage-collector' },
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
      // Each target brings its job along.
      { job_name: 'servers', file_sd_configs: [{ files: [SERVERS_FILE, STAGES_FILE] }] },
      ...site.lookedFor.map(lookFor),
      ...SHOP_SERVICES.flatMap((service) => scrapeShop(service, site.addresses[service])),
    ],
  };
}

/**
 * The servers that always run at the site. From a file, not from DNS: a container that has stopped has no address any
 * more, so that a target found by its name would vanish instead of being down, and nobody would be told.
 */
export function serverTargets(site: Site): Targets[] {
  return STACK.flatMap(({ job, part }) => {
    const address = site.addresses[part];
    return address ? [{ targets: [address], labels: { job } }] : [];
  });
}

/** A server that runs where its profile is chosen, and is nobody's fault where it is not. */
function lookFor({ name, port }: Site['lookedFor'][number]): ScrapeConfig {
  return {
    job_name: name,
    dns_sd_configs: [{ names: [name], type: 'A', port, refresh_interval: '15s' }],
    // By its name instead of the container's address of the day.
    relabel_configs: [{ source_labels: ['__meta_dns_name'], target_label: 'instance', replacement: `$1:${port}` }],
  };
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
