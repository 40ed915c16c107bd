import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderProbeQuery } from '../../dialects/promql/detection';
import { measuresOf } from '../../measures';
import { answerProbes, detectScraped, scrape, type Scraped, together } from '../../exposition/scraped';
import { bindDetection, planDetection } from '../detect';
import { requests } from '../requests';
import { DETECTION_KINDS } from '../kinds';
import { host } from '.';

const page = (...path: string[]) => readFileSync(join(__dirname, ...path), 'utf8');
const RECORDED = page('recorded', 'node-exporter-first.prom');
/** Everything that a node exporter says, its own process included. */
const WHOLE = page('..', 'recorded', 'node-exporter.prom');

const machine = scrape(RECORDED, 'node', 'web-1:9100');
const shop = scrape(page('..', 'recorded', 'prom-client-path.prom'), 'shop');

function ofHosts(scraped: Scraped) {
  return detectScraped(scraped).signals.filter(({ entity }) => entity === 'host');
}

describe('a node exporter', () => {
  it('measures its host, which the target is named by', () => {
    expect(ofHosts(machine).map(({ measure, metric, labels }) => [measure, metric, labels])).toEqual([
      ['hostCpu', 'node_cpu_seconds_total', { host: ['instance'] }],
      ['hostMemory', 'node_memory_MemAvailable_bytes', { host: ['instance'] }],
      ['hostDisk', 'node_filesystem_avail_bytes', { host: ['instance'] }],
    ]);
  });

  it('names its host by a label that says just that, where there is one', () => {
    const named = RECORDED.replaceAll(/^(node_\w+)\{/gm, '$1{node="worker-7",environment="prod",');
    const [cpu] = ofHosts(scrape(named, 'node'));
    expect(cpu?.labels).toEqual({ host: ['node'], environment: ['environment'] });
  });

  it('says nothing of what it does not measure as a whole', () => {
    const without = RECORDED.replaceAll(/^node_memory_MemTotal_bytes .*$/gm, '');
    expect(ofHosts(scrape(without, 'node')).map(({ measure }) => measure)).toEqual(['hostCpu', 'hostDisk']);
  });

  it('says nothing where no label tells one host from another', () => {
    const nameless = machine.series.map(({ labels: { instance: _, ...labels }, ...one }) => ({ ...one, labels }));
    expect(ofHosts({ ...machine, series: nameless })).toEqual([]);
  });

  it.each([
    ['its own job', 'node-exporter'],
    ['any job', 'machines'],
  ])('is no service, under %s', (_, job) => {
    const { families, signals } = detectScraped(scrape(WHOLE, job));
    expect(families).toEqual([]);
    expect(signals.map(({ measure }) => measure)).toEqual(expect.arrayContaining(measuresOf('host')));
    expect(signals.flatMap(({ services }) => services)).toEqual([]);
  });

  it('changes nothing of what is known of services', () => {
    const alone = detectScraped(shop);
    const beside = detectScraped(together([shop, scrape(WHOLE, 'machines')]));
    expect(alone.families).toHaveLength(1);
    expect(beside.families).toEqual(alone.families);
    expect(beside.covered).toEqual(alone.covered);
    const services = (detection: typeof alone) =>
      detection.signals.flatMap((signal) => signal.services.map((one) => [signal.metric, one]));
    expect(services(alone).length).toBeGreaterThan(0);
    expect(services(beside)).toEqual(services(alone));
  });
});

describe('detection', () => {
  const both = together([shop, machine]);

  it('looks at the series of all kinds in one query', () => {
    const { probes } = planDetection(both.names, both.metadata);
    const query = renderProbeQuery(probes) ?? '';
    expect(query).toContain('node_cpu_seconds_total');
    expect(query).toContain('http_requests_total');
  });

  it('runs over the kinds that it is given, and each finds its own', () => {
    const detect = (...kinds: typeof DETECTION_KINDS) => {
      const plan = planDetection(both.names, both.metadata, [], kinds);
      return bindDetection(plan, answerProbes(both, plan.probes));
    };
    const [requestsOnly, hostsOnly, all] = [detect(requests), detect(host), detect(...DETECTION_KINDS)];
    expect(requestsOnly.signals).toEqual([]);
    expect(hostsOnly.families).toEqual([]);
    expect(requestsOnly.families).toEqual(all.families);
    expect(hostsOnly.signals).toEqual(all.signals.filter(({ entity }) => entity === 'host'));
    expect(hostsOnly.signals).toHaveLength(3);
  });

  it('asks for a few series of each target, however many machines and CPUs there are', () => {
    const fleet = together(Array.from({ length: 40 }, (_, index) => scrape(RECORDED, 'node', `m${index}:9100`)));
    const { probes } = planDetection(fleet.names, fleet.metadata);
    const cpu = probes.filter(({ series }) => series === 'node_cpu_seconds_total');
    expect(cpu).toHaveLength(1);
    expect(answerProbes(fleet, cpu).length).toBeLessThan(5);
  });
});
