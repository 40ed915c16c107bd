/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MetricDetection } from '../../conventions/binding';
import { type Measure } from '../../measures';
import { is, metricQuestion } from '../../questions/metric';
import { describeEngines, detectionOf } from '../../testing/describeEngines';
import { Engine } from '../../testing/engine';
import { parseExposition } from '../../exposition/parseExposition';
import { withMacros } from '../../testing/promqlText';
import { openMetrics, plainSeries, START, STEP, TICKS, type WrittenSeries } from '../../testing/simulatedShop';
import { type Labels } from '../../vocabulary';
import { readAnswer } from './read';
import { renderMetricQuestion } from './render';

/*
 * What is asked of hosts, on a real Prometheus: of a real machine, which was scraped twice, half a minute apart, and of
 * two made-up ones of which it is plain what is right.
 */

const NOW = START + (TICKS - 1) * STEP + 7;
const WINDOW = 1200;
/** How far apart the two recorded pages are, in seconds. */
const APART = 30;

const folder = join(__dirname, '..', '..', 'conventions', 'host', 'recorded');
const [first, second] = ['first', 'second'].map(
  (which) => parseExposition(readFileSync(join(folder, `node-exporter-${which}.prom`), 'utf8')).samples
) as [ReturnType<typeof parseExposition>['samples'], ReturnType<typeof parseExposition>['samples']];

/** The recorded machine, as a target of a job; the second page is the newest sample. */
const recorded = second.map(({ name, labels, value }): WrittenSeries => {
  const before = first.find((one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify(labels));
  const target = { ...labels, job: 'node', instance: 'real:9100' };
  return {
    labels: { __name__: name, ...target },
    fields: {},
    samples: [
      [NOW - 7 - APART, before?.value ?? NaN],
      [NOW - 7, value],
    ],
  };
});

/** Seconds that one CPU of a machine spends in a mode, of each second. */
function cpu(instance: string, shares: Readonly<Record<string, number>>): WrittenSeries[] {
  return Object.entries(shares).map(([mode, share]) =>
    plainSeries(
      'node_cpu_seconds_total',
      { job: 'node', instance, cpu: '0', mode },
      (tick) => 1000 + tick * STEP * share
    )
  );
}

function fileSystem(labels: Labels, available: number, size: number): WrittenSeries[] {
  const of = { job: 'node', ...labels };
  return [
    plainSeries('node_filesystem_avail_bytes', of, () => available),
    plainSeries('node_filesystem_size_bytes', of, () => size),
  ];
}

function memory(instance: string, available: number, total: number): WrittenSeries[] {
  return [
    plainSeries('node_memory_MemAvailable_bytes', { job: 'node', instance }, () => available),
    plainSeries('node_memory_MemTotal_bytes', { job: 'node', instance }, () => total),
  ];
}

const series = [
  ...recorded,
  ...cpu('a:9100', { idle: 0.5, iowait: 0.1, steal: 0.1, user: 0.2, system: 0.1 }),
  ...cpu('b:9100', { idle: 0.1, iowait: 0, steal: 0, user: 0.8, system: 0.1 }),
  ...memory('a:9100', 25, 100),
  ...memory('b:9100', 270, 300),
  ...fileSystem({ instance: 'a:9100', device: '/dev/sda1', fstype: 'ext4', mountpoint: '/' }, 80, 100),
  ...fileSystem({ instance: 'a:9100', device: '/dev/sdb1', fstype: 'xfs', mountpoint: '/data' }, 15, 300),
  // Full, and no matter: one in memory, one that cannot be written.
  ...fileSystem({ instance: 'a:9100', device: 'tmpfs', fstype: 'tmpfs', mountpoint: '/run' }, 0, 10),
  ...fileSystem({ instance: 'b:9100', device: '/dev/loop0', fstype: 'squashfs', mountpoint: '/snap' }, 0, 10),
  ...fileSystem({ instance: 'b:9100', device: '/dev/sda1', fstype: 'ext4', mountpoint: '/' }, 60, 100),
];

/** The value of a series of a recorded page. */
function valueIn(page: typeof first, name: string): number {
  return page.find((one) => one.name === name)?.value ?? NaN;
}

/** What the recorded machine's CPUs did between the two pages. */
function recordedCpu(): number {
  const grown = (modes?: readonly string[]) =>
    second.reduce((sum, { name, labels, value }, index) => {
      const counts = name === 'node_cpu_seconds_total' && (modes?.includes(labels.mode ?? '') ?? true);
      return counts ? sum + value - (first[index]?.value ?? NaN) : sum;
    }, 0);
  return 100 * (1 - grown(['idle', 'iowait', 'steal']) / grown());
}

describeEngines('hosts', (installed) => {
  let engine: Engine;
  let detection: MetricDetection;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: openMetrics(series) });
    detection = await detectionOf(engine, NOW);
  });

  afterAll(async () => {
    await engine?.stop();
  });

  async function ask(asked: Partial<Parameters<typeof metricQuestion>[0]> & { measure: Measure }, to = NOW) {
    const question = metricQuestion({ stat: { kind: 'value' }, shape: 'total', ...asked });
    const rendered = renderMetricQuestion(question, detection, { rangeSeconds: WINDOW });
    if ('notSupported' in rendered) {
      throw new Error(rendered.notSupported);
    }
    const span = question.shape === 'total' ? { to } : { from: to - 60, to, step: 60 };
    const answered = await Promise.all(
      rendered.queries.map(async (query) => ({
        query,
        frames: await engine.frames(withMacros(query.expr, '60s'), 'A', span),
      }))
    );
    return readAnswer(answered, question);
  }

  async function byHost(measure: Measure): Promise<Record<string, number>> {
    const answer = await ask({ measure, by: ['host'] });
    return Object.fromEntries(answer.map(({ labels, values }) => [labels.host, values[0] ?? NaN]));
  }

  it('makes no service of any of them', () => {
    expect(detection.families).toEqual([]);
    expect(detection.signals.flatMap(({ services }) => services)).toEqual([]);
  });

  it('tells the share of CPU time in which a machine worked', async () => {
    const used = await byHost('hostCpu');
    expect(Object.keys(used).sort()).toEqual(['a:9100', 'b:9100', 'real:9100']);
    expect(used['a:9100']).toBeCloseTo(30, 6);
    expect(used['b:9100']).toBeCloseTo(90, 6);
    expect(recordedCpu()).toBeGreaterThan(50);
    expect(used['real:9100']).toBeCloseTo(recordedCpu(), 6);
  });

  it('tells how much memory is not available', async () => {
    const used = await byHost('hostMemory');
    expect(used['a:9100']).toBeCloseTo(75, 9);
    expect(used['b:9100']).toBeCloseTo(10, 9);
    const available = valueIn(second, 'node_memory_MemAvailable_bytes');
    expect(used['real:9100']).toBeCloseTo(100 * (1 - available / valueIn(second, 'node_memory_MemTotal_bytes')), 9);
  });

  it('tells how full the fullest file system is that can fill', async () => {
    const used = await byHost('hostDisk');
    expect(used['a:9100']).toBeCloseTo(95, 9);
    expect(used['b:9100']).toBeCloseTo(40, 9);
    const available = valueIn(second, 'node_filesystem_avail_bytes');
    expect(used['real:9100']).toBeCloseTo(100 * (1 - available / valueIn(second, 'node_filesystem_size_bytes')), 9);
  });

  it('tells of one host alone, and of several together by what each has', async () => {
    const one = await ask({ measure: 'hostMemory', where: [is('host', 'b:9100')] });
    expect(one.map(({ values }) => values[0])).toEqual([expect.closeTo(10, 9)]);
    const both = await ask({
      measure: 'hostMemory',
      where: [{ field: 'host', op: 'in', values: ['a:9100', 'b:9100'] }],
    });
    // 25 of 100 and 270 of 300 are free.
    expect(both.map(({ values }) => values[0])).toEqual([expect.closeTo(100 * (1 - 295 / 400), 9)]);
  });

  it('tells it over time', async () => {
    const cpuOverTime = await ask({ measure: 'hostCpu', by: ['host'], where: [is('host', 'a:9100')], shape: 'series' });
    expect(cpuOverTime.map(({ labels }) => labels)).toEqual([{ host: 'a:9100' }]);
    expect(cpuOverTime[0]?.values).toEqual([expect.closeTo(30, 6), expect.closeTo(30, 6)]);
  });
});
