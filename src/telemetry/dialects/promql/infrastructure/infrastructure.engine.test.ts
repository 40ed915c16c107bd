/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INFRA_CONVENTIONS } from '../../../conventions/infrastructure';
import { parseExposition } from '../../../exposition/parseExposition';
import { INFRA_KINDS, type InfraEntity, type InfraKind, type InfraMeasure } from '../../../questions/infrastructure';
import { describeEngines } from '../../../testing/describeEngines';
import { Engine } from '../../../testing/engine';
import { openMetrics, plainSeries, START, STEP, TICKS, type WrittenSeries } from '../../../testing/simulatedShop';
import { type Labels } from '../../../vocabulary';
import { seriesOf } from '../../../../datasources/answer';
import { readInfra, readInfraOver } from './read';
import { readTargets } from './readTargets';
import { renderInfra, renderInfraOver, renderTargets } from './render';

/*
 * The queries of the page of hosts and containers, on a real Prometheus: of a real machine, which was scraped twice,
 * half a minute apart, and of series that are written by hand after the documentation of their exporters, of which it
 * is plain what is right.
 */

const NOW = START + (TICKS - 1) * STEP + 7;
const RANGE = 1800;
const APART = 30;

const FOLDER = join(__dirname, '..', '..', '..', 'conventions', 'infrastructure', 'recorded');
const page = (which: string) =>
  parseExposition(readFileSync(join(FOLDER, `node-exporter-${which}.prom`), 'utf8')).samples;
const [first, second] = [page('first'), page('second')];

const recorded = second.map(({ name, labels, value }): WrittenSeries => {
  const before = first.find((one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify(labels));
  return {
    labels: { __name__: name, ...labels, job: 'node', instance: 'real:9100' },
    fields: {},
    samples: [
      [NOW - 7 - APART, before?.value ?? NaN],
      [NOW - 7, value],
    ],
  };
});

/** A gauge. */
const gauge = (name: string, labels: Labels, value: number) => plainSeries(name, labels, () => value);
/** A counter that grows by so much each second. */
const counter = (name: string, labels: Labels, perSecond: number) =>
  plainSeries(name, labels, (tick) => 1000 + tick * STEP * perSecond);

/** A machine by node exporter: half of a CPU of two works, a file system fills by 1 byte of 10,000 in 15 seconds. */
const NODE = { job: 'node', instance: '10.0.0.1:9100' };
const written: WrittenSeries[] = [
  ...['0', '1'].flatMap((cpu) => [
    counter('node_cpu_seconds_total', { ...NODE, cpu, mode: 'idle' }, 0.75),
    counter('node_cpu_seconds_total', { ...NODE, cpu, mode: 'user' }, 0.2),
    counter('node_cpu_seconds_total', { ...NODE, cpu, mode: 'steal' }, 0.05),
  ]),
  gauge('node_load1', NODE, 5),
  gauge('node_memory_MemTotal_bytes', NODE, 100),
  gauge('node_memory_MemAvailable_bytes', NODE, 8),
  plainSeries('node_vmstat_oom_kill', NODE, (tick) => (tick > TICKS - 20 ? 2 : 0)),
  gauge('node_uname_info', { ...NODE, nodename: 'web-1', sysname: 'Linux', release: '6.1' }, 1),
  plainSeries(
    'node_filesystem_avail_bytes',
    { ...NODE, device: '/dev/a', mountpoint: '/data', fstype: 'ext4' },
    (tick) => 2000 - tick
  ),
  gauge('node_filesystem_size_bytes', { ...NODE, device: '/dev/a', mountpoint: '/data', fstype: 'ext4' }, 10_000),
  gauge('node_filesystem_avail_bytes', { ...NODE, device: '/dev/b', mountpoint: '/', fstype: 'ext4' }, 60),
  gauge('node_filesystem_size_bytes', { ...NODE, device: '/dev/b', mountpoint: '/', fstype: 'ext4' }, 100),
  counter('node_network_receive_errs_total', { ...NODE, device: 'eth0' }, 2),
  counter('node_network_transmit_errs_total', { ...NODE, device: 'eth0' }, 1),
  counter('node_network_receive_bytes_total', { ...NODE, device: 'eth0' }, 500),
  // What passes a container's end passes the machine's own, too.
  counter('node_network_receive_bytes_total', { ...NODE, device: 'veth12' }, 500),
  gauge('up', NODE, 1),
];

/** A machine that is down since ten minutes. */
const GONE = { job: 'node', instance: '10.0.0.9:9100' };
written.push(
  plainSeries('up', GONE, (tick) => (tick > TICKS - 40 ? 0 : 1)),
  {
    ...gauge('node_uname_info', { ...GONE, nodename: 'web-9', sysname: 'Linux', release: '6.1' }, 1),
    samples: Array.from({ length: TICKS - 40 }, (_, tick) => [START + tick * STEP, 1] as const),
  } as WrittenSeries
);

/** OpenTelemetry's host metrics: two machines behind one collector. */
for (const [host_name, used] of [
  ['otel-1', 30],
  ['otel-2', 60],
] as const) {
  const at = { job: 'collector', instance: 'collector:8889', host_name };
  written.push(
    counter('system_cpu_time_seconds_total', { ...at, cpu: 'cpu0', state: 'idle' }, 1 - used / 100),
    counter('system_cpu_time_seconds_total', { ...at, cpu: 'cpu0', state: 'user' }, used / 100),
    gauge('system_memory_usage_bytes', { ...at, state: 'used' }, used),
    gauge('system_memory_usage_bytes', { ...at, state: 'free' }, 100 - used)
  );
}

/** A pod of two containers by a kubelet, its limits and restarts by kube-state-metrics. */
const KUBELET = { job: 'kubelet', instance: '10.0.0.1:10250', namespace: 'shop', pod: 'cart-7f' };
const KSM = { job: 'kube-state-metrics', instance: 'ksm:8080', namespace: 'shop', pod: 'cart-7f' };
written.push(
  counter('container_cpu_usage_seconds_total', { ...KUBELET, container: 'cart', image: 'cart:1' }, 0.4),
  counter('container_cpu_usage_seconds_total', { ...KUBELET, container: 'sidecar', image: 's:1' }, 0.1),
  // The pod as a whole, and what holds its network.
  counter('container_cpu_usage_seconds_total', { ...KUBELET, container: '' }, 0.5),
  counter('container_cpu_usage_seconds_total', { ...KUBELET, container: 'POD' }, 0.001),
  counter('container_cpu_usage_seconds_total', { ...KUBELET, container: '', name: '5f1', image: 'pause:3.9' }, 0.001),
  counter('container_cpu_cfs_periods_total', { ...KUBELET, container: 'cart' }, 10),
  counter('container_cpu_cfs_throttled_periods_total', { ...KUBELET, container: 'cart' }, 4),
  gauge('container_memory_working_set_bytes', { ...KUBELET, container: 'cart' }, 95),
  // Without a limit cAdvisor says 0.
  gauge('container_spec_memory_limit_bytes', { ...KUBELET, container: 'sidecar' }, 0),
  gauge('kube_pod_container_resource_limits', { ...KSM, container: 'cart', resource: 'memory', unit: 'byte' }, 100),
  gauge('kube_pod_container_resource_limits', { ...KSM, container: 'cart', resource: 'cpu', unit: 'core' }, 0.5),
  plainSeries('kube_pod_container_status_restarts_total', { ...KSM, container: 'cart' }, (tick) =>
    tick > TICKS - 30 ? 3 : 0
  ),
  gauge('kube_pod_container_status_waiting_reason', { ...KSM, container: 'sidecar', reason: 'CrashLoopBackOff' }, 1),
  gauge('kube_pod_info', { ...KSM, node: 'web-1', host_ip: '10.0.0.1', pod_ip: '10.1.0.5' }, 1),
  gauge('up', { job: 'shop/cart', instance: '10.1.0.5:8080', namespace: 'shop', pod: 'cart-7f', container: 'cart' }, 1)
);

/** Docker's containers by cAdvisor. */
const DOCKER = {
  job: 'cadvisor',
  instance: '10.0.0.1:8080',
  id: '/docker/1',
  name: 'shop-payments-1',
  image: 'payments:2',
};
const SERVICE = { container_label_com_docker_compose_service: 'payments' };
written.push(
  counter('container_cpu_usage_seconds_total', { ...DOCKER, ...SERVICE, cpu: 'total' }, 0.25),
  gauge('container_memory_working_set_bytes', { ...DOCKER, ...SERVICE }, 50),
  gauge('container_spec_memory_limit_bytes', { ...DOCKER, ...SERVICE }, 9.223372036854772e18),
  gauge('container_spec_cpu_quota', { ...DOCKER, ...SERVICE }, 200_000),
  gauge('container_spec_cpu_period', { ...DOCKER, ...SERVICE }, 100_000),
  // The machine's own group of all.
  counter('container_cpu_usage_seconds_total', { job: 'cadvisor', instance: '10.0.0.1:8080', id: '/' }, 3)
);

/** A process that tells of itself over OTLP. */
written.push(
  gauge(
    'target_info',
    {
      job: 'shop/catalog',
      instance: 'c-1',
      host_name: 'otel-2',
      k8s_pod_name: 'catalog-1',
      k8s_namespace_name: 'shop',
    },
    1
  )
);

/** Databases. */
const PG = { job: 'postgres', instance: 'pg:9187' };
const REDIS = { job: 'redis', instance: 'redis:9121' };
written.push(
  gauge('pg_up', PG, 1),
  ...['active', 'idle'].map((state) => gauge('pg_stat_activity_count', { ...PG, datname: 'shop', state }, 41)),
  gauge('pg_settings_max_connections', { ...PG, server: 'a' }, 100),
  counter('pg_stat_database_blks_hit', { ...PG, datname: 'shop' }, 90),
  counter('pg_stat_database_blks_read', { ...PG, datname: 'shop' }, 10),
  gauge('redis_up', REDIS, 0),
  gauge('redis_memory_max_bytes', REDIS, 0),
  gauge('kafka_brokers', { job: 'kafka', instance: 'k:9308' }, 3),
  gauge(
    'kafka_consumergroup_lag',
    { job: 'kafka', instance: 'k:9308', consumergroup: 'mail', topic: 'a', partition: '0' },
    7
  ),
  gauge(
    'kafka_consumergroup_lag',
    { job: 'kafka', instance: 'k:9308', consumergroup: 'mail', topic: 'a', partition: '1' },
    5
  ),
  gauge(
    'kafka_consumergroup_lag',
    { job: 'kafka', instance: 'k:9308', consumergroup: 'slow', topic: 'a', partition: '0' },
    9
  )
);

describeEngines('infrastructure', (installed) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: openMetrics([...recorded, ...written]) });
  });

  afterAll(() => engine?.stop());

  async function now(kind: InfraKind): Promise<InfraEntity[]> {
    const frames = await Promise.all(
      renderInfra(INFRA_CONVENTIONS, kind, { rangeSeconds: RANGE }).map(({ refId, expr }) =>
        engine.frames(expr, refId, { to: NOW })
      )
    );
    return readInfra(INFRA_CONVENTIONS, kind, (refId) => seriesOf(frames.flat(), refId)).entities;
  }

  async function find(kind: InfraKind, id: string): Promise<InfraEntity> {
    const all = await now(kind);
    const found = all.find((one) => one.id === id);
    if (!found) {
      throw new Error(`No ${kind} ${id} among ${all.map((one) => one.id).join(', ')}`);
    }
    return found;
  }

  const value = ({ readings }: InfraEntity, measure: InfraMeasure) => readings[measure]?.value;

  it('knows each entity once, whoever tells of it', async () => {
    const ids = async (kind: InfraKind) => (await now(kind)).map(({ id }) => id).sort();
    expect(await ids('host')).toEqual(['otel-1', 'otel-2', 'recorder', 'web-1', 'web-9']);
    expect(await ids('container')).toEqual([
      '10.0.0.1:8080/shop-payments-1',
      'shop/cart-7f/cart',
      'shop/cart-7f/sidecar',
    ]);
    expect(await ids('database')).toEqual(['Kafka/k:9308', 'PostgreSQL/pg:9187', 'Redis/redis:9121']);
  });

  it('tells of a real machine what its pages say', async () => {
    const host = await find('host', 'recorder');
    const sum = (samples: typeof first, name: string, modes?: string) =>
      samples
        .filter((one) => one.name === name && (!modes || new RegExp(`^(${modes})$`).test(one.labels.mode ?? '')))
        .reduce((all, one) => all + one.value, 0);
    const grown = (modes?: string) =>
      sum(second, 'node_cpu_seconds_total', modes) - sum(first, 'node_cpu_seconds_total', modes);
    expect(value(host, 'cpu')).toBeCloseTo(1 - grown('idle|iowait|steal') / grown(), 6);
    const free = sum(second, 'node_memory_MemAvailable_bytes') / sum(second, 'node_memory_MemTotal_bytes');
    expect(value(host, 'memory')).toBeCloseTo(1 - free, 9);
    expect(value(host, 'oomKills')).toBeCloseTo(0, 6);
    expect(host).toMatchObject({ name: 'recorder', instance: 'real:9100', isUp: true });
    expect(host.product).toMatch(/^Linux \d/);
    for (const measure of ['load', 'filesystem', 'inodes', 'disk', 'diskQueue', 'received', 'cpuPressure'] as const) {
      expect([measure, value(host, measure)]).toEqual([measure, expect.any(Number)]);
    }
    expect(host.readings.filesystem?.part).toMatch(/^\//);
  });

  it('tells what is used, what waits and what fails on a host', async () => {
    const host = await find('host', 'web-1');
    expect(value(host, 'cpu')).toBeCloseTo(0.2, 6);
    expect(value(host, 'cpus')).toBe(2);
    expect(value(host, 'steal')).toBeCloseTo(0.05, 6);
    expect(value(host, 'load')).toBeCloseTo(2.5, 9);
    expect(value(host, 'memory')).toBeCloseTo(0.92, 9);
    expect(Math.round(value(host, 'oomKills') ?? NaN)).toBe(2);
    expect(host.readings.filesystem).toEqual({
      value: expect.closeTo(1 - (2000 - TICKS + 1) / 10_000, 6),
      part: '/data',
    });
    expect(value(host, 'networkErrors')).toBeCloseTo(3, 6);
    expect(value(host, 'received')).toBeCloseTo(500, 6);
  });

  it('still knows a host that is down', async () => {
    expect(await find('host', 'web-9')).toMatchObject({ isUp: false, readings: {}, instance: '10.0.0.9:9100' });
    expect((await now('host')).filter(({ isUp }) => !isUp)).toHaveLength(1);
  });

  it('tells hosts behind one collector apart by their names', async () => {
    const shares = await Promise.all(['otel-1', 'otel-2'].map((id) => find('host', id)));
    expect(shares.map((host) => value(host, 'cpu'))).toEqual([expect.closeTo(0.3, 6), expect.closeTo(0.6, 6)]);
    expect(shares.map((host) => value(host, 'memory'))).toEqual([expect.closeTo(0.3, 9), expect.closeTo(0.6, 9)]);
  });

  it('brings together what a kubelet and kube-state-metrics tell of a container', async () => {
    const cart = await find('container', 'shop/cart-7f/cart');
    expect(cart).toMatchObject({ name: 'cart', namespace: 'shop', pod: 'cart-7f' });
    expect(value(cart, 'cpuCores')).toBeCloseTo(0.4, 6);
    expect(value(cart, 'cpuLimit')).toBe(0.5);
    expect(value(cart, 'throttled')).toBeCloseTo(0.4, 6);
    expect([value(cart, 'memoryUsed'), value(cart, 'memoryLimit')]).toEqual([95, 100]);
    expect(Math.round(value(cart, 'restarts') ?? NaN)).toBe(3);
    const sidecar = await find('container', 'shop/cart-7f/sidecar');
    expect(sidecar.readings.notStarting).toEqual({ value: 1, part: 'CrashLoopBackOff' });
    expect(value(sidecar, 'memoryLimit')).toBeUndefined();
  });

  it('tells of containers of Docker by their names, and takes no limit for none', async () => {
    const payments = await find('container', '10.0.0.1:8080/shop-payments-1');
    expect(payments).toMatchObject({ name: 'shop-payments-1', container: 'payments', product: 'payments:2' });
    expect([payments.hostNames, payments.instance]).toEqual([[], '10.0.0.1:8080']);
    expect(value(payments, 'cpuCores')).toBeCloseTo(0.25, 6);
    expect(value(payments, 'cpuLimit')).toBe(2);
    expect(value(payments, 'memoryLimit')).toBeUndefined();
  });

  it('tells of databases', async () => {
    const pg = await find('database', 'PostgreSQL/pg:9187');
    expect([value(pg, 'connections'), value(pg, 'connectionLimit')]).toEqual([82, 100]);
    expect(value(pg, 'hitRatio')).toBeCloseTo(0.9, 6);
    const redis = await find('database', 'Redis/redis:9121');
    expect([redis.isUp, value(redis, 'memoryLimit')]).toEqual([false, undefined]);
    expect((await find('database', 'Kafka/k:9308')).readings.lagMessages).toEqual({ value: 12, part: 'mail' });
  });

  it('tells how things went, of the entities asked for and of each part', async () => {
    const hosts = (await now('host')).filter(({ id }) => id === 'web-1' || id === 'otel-2');
    const selected = new Map(hosts.flatMap(({ toldAs }) => toldAs.map(({ by, as }) => [by, [as]] as const)));
    const measures = ['cpu', 'filesystem'] as const;
    const queries = renderInfraOver(INFRA_CONVENTIONS, measures, selected, { rangeSeconds: RANGE, stepSeconds: 60 });
    const frames = await Promise.all(
      queries.map(({ refId, expr }) => engine.frames(expr, refId, { from: NOW - 600, to: NOW, step: 60 }))
    );
    const over = readInfraOver(INFRA_CONVENTIONS, hosts, measures, (refId) => seriesOf(frames.flat(), refId));
    expect(over.map(({ id, measure, part }) => [id, measure, part]).sort()).toEqual([
      ['otel-2', 'cpu', undefined],
      ['web-1', 'cpu', undefined],
      ['web-1', 'filesystem', '/'],
      ['web-1', 'filesystem', '/data'],
    ]);
    expect(over.every(({ values }) => values.length === 11)).toBe(true);
    const filling = over.find(({ part }) => part === '/data')?.values ?? [];
    expect((filling.at(-1) ?? 0) - (filling[0] ?? 0)).toBeCloseTo(40 / 10_000, 6);
  });

  // A step has a sample or four; in the longest all that happened is in one.
  it.each([15, 60, 900])('counts in each step of %d s what happened in it, once', async (step) => {
    const asked = [await find('host', 'web-1'), await find('container', 'shop/cart-7f/cart')];
    const selected = new Map(asked.flatMap(({ toldAs }) => toldAs.map(({ by, as }) => [by, [as]] as const)));
    const measures = ['oomKills', 'restarts'] as const;
    const queries = renderInfraOver(INFRA_CONVENTIONS, measures, selected, { rangeSeconds: RANGE, stepSeconds: step });
    const frames = await Promise.all(
      queries.map(({ refId, expr }) => engine.frames(expr, refId, { from: NOW - RANGE, to: NOW, step }))
    );
    const over = readInfraOver(INFRA_CONVENTIONS, asked, measures, (refId) => seriesOf(frames.flat(), refId));
    const counts = over.map(({ id, measure, times, values }) => {
      const happened = times.flatMap((time, at) => ((values[at] ?? 0) > 0.5 ? [{ time, count: values[at] }] : []));
      return [id, measure, happened.map(({ count }) => Math.round(count ?? NaN)), happened.map(({ time }) => time)];
    });
    const at = (ticks: number) => Math.ceil((NOW - 7 - ticks * STEP - (NOW - RANGE)) / step) * step + NOW - RANGE;
    expect(counts).toEqual([
      ['web-1', 'oomKills', [2], [at(18) * 1000]],
      ['shop/cart-7f/cart', 'restarts', [3], [at(28) * 1000]],
    ]);
  });

  it('tells where processes run, by labels, resource attributes, pods and addresses', async () => {
    const frames = await Promise.all(renderTargets().map(({ refId, expr }) => engine.frames(expr, refId, { to: NOW })));
    const targets = readTargets((refId) => seriesOf(frames.flat(), refId));
    const of = (name: string) => targets.find(({ names }) => names.includes(name));
    expect(of('cart')).toMatchObject({ pod: 'cart-7f', namespace: 'shop' });
    expect(of('cart')?.host).toEqual(
      expect.arrayContaining([
        { value: 'web-1', by: 'kube_pod_info' },
        { value: '10.1.0.5', by: 'instance' },
      ])
    );
    expect(of('catalog')?.host).toContainEqual({ value: 'otel-2', by: 'host.name' });
  });

  it('asks as many queries of very many entities as of few', () => {
    const count = INFRA_KINDS.map((kind) => renderInfra(INFRA_CONVENTIONS, kind, { rangeSeconds: 60 }).length);
    expect(Math.max(...count)).toBeLessThanOrEqual(25);
  });
});
