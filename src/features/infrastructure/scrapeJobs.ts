import { type InfraKind } from '../../telemetry/questions/infrastructure';

/** Jobs for `prometheus.yml` that make a kind known; names of hosts are those of a compose file. */
const JOBS: Readonly<Record<InfraKind, ReadonlyArray<{ job: string; target: string }>>> = {
  host: [{ job: 'node', target: 'node-exporter:9100' }],
  container: [{ job: 'cadvisor', target: 'cadvisor:8080' }],
  database: [
    { job: 'postgres', target: 'postgres-exporter:9187' },
    { job: 'redis', target: 'redis-exporter:9121' },
  ],
};

/** The configuration to copy that adds the exporters of a kind. */
export function scrapeJobs(kind: InfraKind): string {
  const jobs = JOBS[kind].map(
    ({ job, target }) => `  - job_name: ${job}\n    static_configs:\n      - targets: ['${target}']\n`
  );
  return `scrape_configs:\n${jobs.join('')}`;
}
