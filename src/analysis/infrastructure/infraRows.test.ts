import { type InfraSeries } from '../../telemetry/questions/infrastructure';
import { findingsOf } from './findings';
import { infraRows, lineOf, timeOf } from './infraRows';
import { infraVerdict } from './infraVerdict';
import { neighboursOf } from './neighbours';
import { entity, WELL } from './testing/entities';

const MINUTE = 60_000;
const times = Array.from({ length: 61 }, (_, at) => at * MINUTE);

function series(
  id: string,
  measure: InfraSeries['measure'],
  value: (at: number) => number,
  part?: string
): InfraSeries {
  return { id, measure, ...(part && { part }), times, values: times.map((_, at) => value(at)) };
}

describe('what is the matter', () => {
  const host = (numbers: Parameters<typeof entity>[1]) =>
    findingsOf(entity({ name: 'web-1' }, { ...WELL, ...numbers }));
  const container = (numbers: Parameters<typeof entity>[1]) =>
    findingsOf(entity({ name: 'c', kind: 'container' }, numbers));

  it('is nothing with a host that is well', () => {
    expect(host({})).toEqual([]);
  });

  it.each([
    [{ oomKills: 1.02 }, 'oomKills', 'failing', 'critical', 1],
    [{ filesystem: { value: 0.96, part: '/var' } }, 'filesystem', 'used', 'warning', 0.96],
    [{ filesystem: { value: 0.97, part: '/' } }, 'filesystem', 'used', 'critical', 0.97],
    [{ inodes: 0.98 }, 'inodes', 'used', 'critical', 0.98],
    [{ memory: 0.9 }, 'memory', 'used', 'warning', 0.9],
    [{ memoryStalled: 0.7 }, 'memoryStalled', 'waiting', 'critical', 0.7],
    [{ load: 2.1 }, 'load', 'waiting', 'warning', 2.1],
    [{ cpu: 0.95 }, 'cpu', 'used', 'warning', 0.95],
    [{ diskQueue: { value: 12, part: 'sda' } }, 'diskQueue', 'waiting', 'warning', 12],
  ] as const)('with a host: %j', (numbers, measure, aspect, state, value) => {
    expect(host(numbers)).toEqual([expect.objectContaining({ measure, aspect, state, value })]);
  });

  it.each([
    [{ memoryUsed: 95, memoryLimit: 100 }, 'memoryShare', 'warning'],
    [{ memoryUsed: 98, memoryLimit: 100 }, 'memoryShare', 'critical'],
    [{ throttled: 0.25 }, 'throttled', 'warning'],
    [{ restarts: 1 }, 'restarts', 'warning'],
    [{ notStarting: { value: 1, part: 'CrashLoopBackOff' } }, 'notStarting', 'critical'],
    [{ cpuCores: 0.46, cpuLimit: 0.5 }, 'cpuShare', 'warning'],
  ] as const)('with a container: %j', (numbers, measure, state) => {
    expect(container(numbers)).toEqual([expect.objectContaining({ measure, state })]);
  });

  it('is no share of a limit that nobody set, and no half of a restart', () => {
    expect(container({ memoryUsed: 95, cpuCores: 12, restarts: 0.4 })).toEqual([]);
  });

  it('is a file system that fills soon, where much of it is in use already', () => {
    const filling = { kind: 'filling', seconds: 3 * 3600, earliest: 2 * 3600, latest: 5 * 3600 } as const;
    const of = (used: number, forecast: Parameters<typeof findingsOf>[1]) =>
      findingsOf(entity({ name: 'a' }, { filesystem: { value: used, part: '/d' } }), forecast).map((one) => [
        one.measure,
        one.state,
      ]);
    expect(of(0.85, filling)).toEqual([['filling', 'critical']]);
    expect(of(0.7, filling)).toEqual([['filling', 'warning']]);
    expect(of(0.5, filling)).toEqual([]);
    expect(of(0.7, { ...filling, seconds: 30 * 3600 })).toEqual([]);
    expect(of(0.7, { kind: 'steady' })).toEqual([]);
  });

  it('begins with what is critical', () => {
    expect(host({ memory: 0.95, oomKills: 2 }).map(({ measure }) => measure)).toEqual(['oomKills', 'memory']);
  });
});

describe('rows', () => {
  const well = entity({ name: 'a' }, WELL);
  const fuller = entity({ name: 'b' }, { ...WELL, memory: 0.7 });
  const full = entity({ name: 'c' }, { ...WELL, memory: 0.95 });
  const down = entity({ name: 'd', isUp: false });
  const silent = entity({ name: 'e' });

  it('are the worst first, then the fullest', () => {
    expect(infraRows([well, silent, fuller, full, down]).map(({ entity: { name }, state }) => [name, state])).toEqual([
      ['d', 'critical'],
      ['c', 'warning'],
      ['e', 'unknown'],
      ['b', 'ok'],
      ['a', 'ok'],
    ]);
  });

  it.each([
    [{ oomKills: 0, restarts: 0 }, 'unknown'],
    [{ memoryLimit: 100, restarts: 0 }, 'unknown'],
    [{ restarts: 1 }, 'warning'],
    [{ memoryUsed: 1, restarts: 0 }, 'ok'],
  ] as const)('are OK by what is measured now: %j is %s', (numbers, state) => {
    expect(infraRows([entity({ name: 'c', kind: 'container' }, numbers)])[0]?.state).toBe(state);
  });

  it('have the forecast of the part that speaks for them', () => {
    const host = entity({ name: 'f' }, { filesystem: { value: 0.9, part: '/data' } });
    const [row] = infraRows(
      [host],
      [series('f', 'filesystem', () => 0.2, '/'), series('f', 'filesystem', (at) => 0.84 + 0.001 * at, '/data')]
    );
    expect(row?.forecast).toMatchObject({ kind: 'filling', seconds: expect.closeTo(6000, 0) });
    expect(row?.findings.map(({ measure, part }) => [measure, part])).toEqual([['filling', '/data']]);
  });

  it('tell since when something is so, by the line of what it is a share of', () => {
    const leaking = entity({ name: 'g', kind: 'container' }, { memoryUsed: 95, memoryLimit: 100 });
    const [row] = infraRows([leaking]);
    const finding = row?.findings[0];
    const lines = [series('g', 'memoryUsed', (at) => (at < 40 ? 50 : 93))];
    expect(row && finding && timeOf(lines, row, finding)).toEqual({ since: 40 * MINUTE });
    expect(row && finding && timeOf([], row, finding)).toBeUndefined();
    expect(lineOf(lines, leaking, 'memoryUsed')).toBe(lines[0]);
  });

  it('tell since when by the times of a line that began late, or has gaps', () => {
    const [row] = infraRows([entity({ name: 'g', kind: 'container' }, { memoryUsed: 95, memoryLimit: 100 })]);
    const finding = row?.findings[0];
    const young: InfraSeries = {
      id: 'g',
      measure: 'memoryUsed',
      // Twelve minutes old, and not measured in the fourth.
      times: times.slice(49).filter((_, at) => at !== 3),
      values: [10, 20, 30, 40, 50, 60, 70, 93, 93, 93, 93],
    };
    expect(row && finding && timeOf([young], row, finding)).toEqual({ since: 57 * MINUTE });
    const killed: InfraSeries = {
      ...young,
      measure: 'oomKills',
      values: young.values.map((_, at) => (at === 2 ? 1 : 0)),
    };
    const [other] = infraRows([entity({ name: 'g', kind: 'container' }, { oomKills: 1 })]);
    expect(other?.findings[0] && timeOf([killed], other, other.findings[0])).toEqual({ last: 51 * MINUTE });
  });
});

it('tells when something happened the last time', () => {
  const [row] = infraRows([entity({ name: 'g', kind: 'container' }, { oomKills: 2 })]);
  const finding = row?.findings[0];
  const lines = [series('g', 'oomKills', (at) => (at === 10 || at === 30 ? 1.03 : 0))];
  expect(row && finding && timeOf(lines, row, finding)).toEqual({ last: 30 * MINUTE });
  expect(row && finding && timeOf([series('g', 'oomKills', () => 0)], row, finding)).toBeUndefined();
});

describe('the verdict', () => {
  it('names the worst of all kinds: what fails before what is used', () => {
    const host = infraRows([entity({ name: 'h' }, { ...WELL, filesystem: 0.98 })]);
    const container = infraRows([
      entity({ name: 'c', kind: 'container' }, { oomKills: 1 }),
      entity({ name: 'd', kind: 'container' }, {}),
    ]);
    expect(infraVerdict({ host, container })).toMatchObject({
      state: 'critical',
      worst: { row: { entity: { name: 'c' } }, finding: { measure: 'oomKills' } },
      counts: [
        { kind: 'host', total: 1, troubled: 1 },
        { kind: 'container', total: 2, troubled: 1 },
      ],
    });
  });

  it('names who is nearest to a limit where nothing is the matter, and nobody where nothing is known', () => {
    const host = infraRows([entity({ name: 'a' }, WELL), entity({ name: 'b' }, { ...WELL, memory: 0.8 })]);
    const none = { container: [], database: [] };
    expect(infraVerdict({ ...none, host })).toMatchObject({ state: 'ok', fullest: { entity: { name: 'b' } } });
    expect(infraVerdict({ ...none, host: [] })).toEqual({ state: 'unknown', counts: [], unread: [] });
  });

  it('is unknown where a kind was not read, or nobody has readings', () => {
    const host = infraRows([entity({ name: 'a' }, WELL)]);
    expect(infraVerdict({ host, database: [] })).toMatchObject({ state: 'unknown', unread: ['container'] });
    const silent = infraRows([entity({ name: 'a' })]);
    const verdict = infraVerdict({ host: silent, container: [], database: [] });
    expect(verdict).toMatchObject({ state: 'unknown', counts: [{ total: 1, troubled: 0 }] });
    expect(verdict.fullest).toBeUndefined();
  });
});

it('names the container that uses most of a host', () => {
  const host = entity({ name: 'h' }, WELL);
  const containers = [
    entity({ name: 'small', kind: 'container' }, { cpuCores: 0.1, memoryUsed: 4 * 1024 ** 3 }),
    entity({ name: 'big', kind: 'container' }, { cpuCores: 2, memoryUsed: 1024 }),
  ];
  expect(neighboursOf(host, containers)).toEqual({
    cpu: { name: 'big', share: 0.5 },
    memory: { name: 'small', share: 0.5 },
  });
  expect(neighboursOf(host, [])).toEqual({});
});
