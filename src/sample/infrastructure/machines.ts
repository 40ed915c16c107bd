import { type InfraEntity, type InfraMeasure, type InfraReading } from '../../telemetry/questions/infrastructure';
import { SERVICES, type ServiceName } from '../calls';
import { cpuAt, memoryAt } from '../gauges';
import { hash, unit } from '../random';
import { LEAKING_SERVICE, LEAKING_SITE } from '../scenarios/memory-leak/generate';
import { instanceOf, type Site, SITES } from '../sites';
import { timesOf } from '../schedule';
import { BUCKET_MS } from '../time';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const DAY = 24 * 3600_000;

/** What a container of the shop may use. */
const CONTAINER_CORES = 1;
const CONTAINER_MEMORY = 512 * MIB;
const HOST_CPUS = 8;
const HOST_MEMORY = 8 * GIB;
/** Memory that the machine itself needs. */
const HOST_OWN = 1.6 * GIB;

/** The machine of the database and the cache. Its logs of transactions are moved away every four days. */
export const DATABASE_HOST = 'db-production-0';
export const FILLING_MOUNT = '/var/lib/postgresql';
const CLEANED_EACH = 4 * DAY;
const CLEANED = 0.6;
const FULLEST = 0.96;

export const hostOf = (site: Site) => `node-${site.id}`;

/** Numbers of an entity at a moment, in milliseconds since the epoch. */
type Numbers = Partial<Record<InfraMeasure, number | InfraReading>>;

/** An entity of the sample shop, whose numbers are known at any moment. */
export interface SampleEntity {
  entity: Omit<InfraEntity, 'readings'>;
  /** @param span counted over it, where things are counted */
  numbersAt(time: number, span: number): Numbers;
}

const noise = (seed: number, time: number) => unit(hash(seed, Math.floor(time / BUCKET_MS)));

/** How much of the database's disk is in use. */
export function fillingAt(time: number): number {
  const since = (time % CLEANED_EACH) / CLEANED_EACH;
  return CLEANED + (FULLEST - CLEANED) * since + 0.0004 * noise(0xd15c, time);
}

/** The memory leak ends with the kernel killing the container at 90% of the way. */
function killsIn(service: ServiceName, site: Site, time: number, span: number): number {
  const isConcerned = service === LEAKING_SERVICE && site.id === LEAKING_SITE;
  return isConcerned
    ? timesOf('memory-leak', time - span, time).filter(({ from, to }) => {
        const at = from + 0.9 * (to - from);
        return at > time - span && at <= time;
      }).length
    : 0;
}

function container(service: ServiceName, site: Site): SampleEntity {
  const name = instanceOf(service, site);
  const { namespace, environment } = site;
  return {
    entity: {
      kind: 'container',
      id: `${namespace}/${name}/${service}`,
      name: service,
      environment,
      namespace,
      pod: name,
      container: service,
      hostNames: [hostOf(site)],
      toldAs: [],
      isUp: true,
    },
    numbersAt(time, span) {
      const bucket = Math.floor(time / BUCKET_MS);
      const cpu = cpuAt(service, site, bucket) / 100;
      const kills = killsIn(service, site, time, span);
      const traffic = 1.5e6 * cpu * (1 + 0.1 * noise(service.length, time));
      return {
        cpuCores: cpu * CONTAINER_CORES,
        cpuLimit: CONTAINER_CORES,
        throttled: Math.max(0, cpu - 0.75),
        memoryUsed: (memoryAt(service, site, bucket) / 100) * CONTAINER_MEMORY,
        memoryLimit: CONTAINER_MEMORY,
        oomKills: kills,
        restarts: kills,
        received: traffic,
        transmitted: 1.7 * traffic,
        networkErrors: 0,
      };
    },
  };
}

function host(site: Site): SampleEntity {
  const name = hostOf(site);
  return {
    entity: hostEntity(name, site.environment),
    numbersAt(time, span) {
      const bucket = Math.floor(time / BUCKET_MS);
      const cores = sumOver((service) => cpuAt(service, site, bucket) / 100);
      const memory = sumOver((service) => (memoryAt(service, site, bucket) / 100) * CONTAINER_MEMORY);
      return {
        ...hostNumbers({ cores, memory: HOST_OWN + memory, time, seed: site.id.length }),
        oomKills: sumOver((service) => killsIn(service, site, time, span)),
        filesystem: { value: 0.46 + 0.01 * noise(7, time - (time % DAY)), part: '/' },
      };
    },
  };
}

const sumOver = (of: (service: ServiceName) => number) => SERVICES.reduce((sum, service) => sum + of(service), 0);

const hostEntity = (name: string, environment: string): SampleEntity['entity'] => ({
  kind: 'host',
  id: name,
  name,
  environment,
  product: 'Linux 6.12.9',
  instance: `${name}:9100`,
  hostNames: [],
  toldAs: [],
  isUp: true,
});

interface HostLoad {
  cores: number;
  memory: number;
  time: number;
  seed: number;
}

function hostNumbers({ cores, memory, time, seed }: HostLoad): Numbers {
  const busy = (cores + 0.2) / HOST_CPUS;
  return {
    cpu: busy,
    cpus: HOST_CPUS,
    load: busy * (1 + 0.2 * noise(seed, time)),
    cpuPressure: 0.2 * busy ** 2,
    steal: 0,
    memory: memory / HOST_MEMORY,
    memoryTotal: HOST_MEMORY,
    memoryStalled: 0,
    swapping: 0,
    oomKills: 0,
    disk: { value: 0.04 + 0.02 * noise(seed + 1, time), part: 'vda' },
    diskQueue: { value: 0.1 + 0.05 * noise(seed + 2, time), part: 'vda' },
    inodes: { value: 0.11, part: '/' },
    filesystemErrors: 0,
    received: 4e6 * cores,
    transmitted: 6e6 * cores,
    networkDrops: 0,
    networkErrors: 0,
  };
}

const databaseHost: SampleEntity = {
  entity: hostEntity(DATABASE_HOST, 'production'),
  numbersAt: (time) => ({
    ...hostNumbers({ cores: 1.4 + 0.5 * noise(11, time), memory: 5.2 * GIB, time, seed: 12 }),
    disk: { value: 0.22 + 0.05 * noise(13, time), part: 'vdb' },
    filesystem: { value: fillingAt(time), part: FILLING_MOUNT },
  }),
};

function database(name: string, product: string, port: number, numbersAt: SampleEntity['numbersAt']): SampleEntity {
  const instance = `${name}:${port}`;
  return {
    entity: {
      kind: 'database',
      id: `${product}/${instance}`,
      name: instance,
      environment: 'production',
      product,
      instance,
      hostNames: [DATABASE_HOST],
      toldAs: [],
      isUp: true,
    },
    numbersAt,
  };
}

/** Connections follow the shop's own work. */
const busyAt = (time: number) =>
  SITES.filter(({ environment }) => environment === 'production').reduce(
    (sum, site) => sum + cpuAt('shop-api', site, Math.floor(time / BUCKET_MS)) / 100,
    0
  );

/** Everything that the sample shop runs on. */
export const SAMPLE_ENTITIES: readonly SampleEntity[] = [
  ...SITES.map(host),
  databaseHost,
  ...SITES.flatMap((site) => SERVICES.map((service) => container(service, site))),
  database('shopdb', 'PostgreSQL', 9187, (time, span) => ({
    isAnswering: 1,
    connections: Math.round(18 + 60 * busyAt(time)),
    connectionLimit: 100,
    hitRatio: 0.994 - 0.002 * noise(21, time),
    lagSeconds: 0,
    deadlocks: Math.floor((span / DAY) * 3 * noise(22, time - (time % DAY))),
  })),
  database('shopcache', 'Redis', 9121, (time) => ({
    isAnswering: 1,
    connections: Math.round(12 + 30 * busyAt(time)),
    connectionLimit: 10_000,
    hitRatio: 0.93 + 0.02 * noise(31, time),
    blocked: 0,
    slow: 0,
    refused: 0,
    evicted: 0,
    memoryUsed: 310 * MIB + 40 * MIB * noise(32, time - (time % 600_000)),
    memoryLimit: 512 * MIB,
  })),
];
