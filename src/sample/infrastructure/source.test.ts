import { infraRows } from '../../analysis/infrastructure/infraRows';
import { infraVerdict } from '../../analysis/infrastructure/infraVerdict';
import { INFRA_KINDS } from '../../telemetry/questions/infrastructure';
import { openSampleInfra } from '..';
import { cpuAt } from '../gauges';
import { timesOf } from '../schedule';
import { LEAKING_SERVICE, LEAKING_SITE } from '../scenarios/memory-leak/generate';
import { siteById } from '../sites';
import { toBucket } from '../time';
import { DATABASE_HOST, fillingAt, FILLING_MOUNT, hostOf } from './machines';

const DAY = { from: Date.UTC(2026, 2, 10), to: Date.UTC(2026, 2, 11) };
const [leak = { from: NaN, to: NaN }] = timesOf('memory-leak', DAY.from, DAY.to);
const lasts = leak.to - leak.from;

/** The hour before a part of the leak has passed. */
const hourUntil = (progress: number) => {
  const to = leak.from + progress * lasts;
  return { from: to - 3600_000, to };
};

async function verdictAt(progress: number) {
  const source = openSampleInfra(['production']);
  const answers = await Promise.all(INFRA_KINDS.map((kind) => source.now(kind, hourUntil(progress))));
  const kinds = answers.map(({ entities }) => entities);
  const [host = [], container = [], database = []] = kinds.map((one) => infraRows(one));
  return infraVerdict({ host, container, database });
}

it('is well before the memory leak', async () => {
  expect(await verdictAt(-0.1)).toMatchObject({ state: 'ok' });
});

it('shows the leak in the memory of the right container, and then its end', async () => {
  const worst = async (progress: number) => {
    const { worst: found } = await verdictAt(progress);
    return [found?.row.entity.name, found?.row.entity.hostNames, found?.finding.measure];
  };
  const host = [hostOf(siteById(LEAKING_SITE))];
  expect(await worst(0.87)).toEqual([LEAKING_SERVICE, host, 'memoryShare']);
  expect((await worst(0.95))[2]).toBe('oomKills');
});

it('counts the kill on the host, too', async () => {
  const { entities: hosts } = await openSampleInfra([]).now('host', hourUntil(0.95));
  const kills = hosts.map(({ name, readings }) => [name, readings.oomKills?.value]);
  expect(kills).toEqual(
    expect.arrayContaining([
      [hostOf(siteById(LEAKING_SITE)), 1],
      [DATABASE_HOST, 0],
    ])
  );
  expect(hosts).toHaveLength(4);
});

it('fills the disk of the database for four days, which its lines show', async () => {
  const source = openSampleInfra([]);
  const hosts = (await source.now('host', hourUntil(0.5))).entities.filter(({ name }) => name === DATABASE_HOST);
  const { from, to } = hourUntil(0.5);
  const filling = await source.over(hosts, ['filesystem'], { from: to - 6 * 3600_000, to }, 360_000);
  expect(filling.map(({ part, values }) => [part, values.length])).toEqual([[FILLING_MOUNT, 61]]);
  const [row] = infraRows(hosts, filling);
  const days = row?.forecast?.kind === 'filling' ? row.forecast.seconds / 86_400 : NaN;
  // 9% a day.
  expect(days).toBeCloseTo((1 - fillingAt(to)) / 0.09, 0);
  expect(from).toBeLessThan(to);
});

it('says the same of a container as the metrics of its service', async () => {
  const { to } = hourUntil(0.2);
  const { entities: containers } = await openSampleInfra([]).now('container', hourUntil(0.2));
  const cart = containers.find(({ pod }) => pod === 'payments-0');
  expect(cart?.readings.cpuCores?.value).toBeCloseTo(
    cpuAt('payments', siteById('production-0'), toBucket(to)) / 100,
    9
  );
});

it('keeps to the environments, and to what has happened', async () => {
  const staging = await openSampleInfra(['staging']).now('host', DAY);
  expect(staging.entities.map(({ environment }) => environment)).toEqual(['staging']);
  const { entities: hosts, elsewhere } = await openSampleInfra([]).now('host', DAY);
  expect([elsewhere, staging.elsewhere]).toEqual([0, hosts.length - 1]);
  const [host] = hosts;
  const series = await openSampleInfra([], () => DAY.from + 600_000).over([host!], ['cpu'], DAY, 60_000);
  expect(series[0]?.times).toHaveLength(11);
});
