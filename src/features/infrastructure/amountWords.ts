import { t, tCount } from '../../i18n/t';
import { type InfraEntity, type InfraMeasure } from '../../telemetry/questions/infrastructure';
import { formatBytes, formatSeconds } from '../../ui/amounts';
import { formatCount, formatShare } from '../../ui/format';

/** A number with two digits at most where it is small. */
export function smallAmount(value: number): string {
  return value >= 10 ? formatCount(value) : String(Number(value.toPrecision(2)));
}

/** Shares of time below this are no news. */
const LEAST_SHARE = 0.005;
/** What happens less often per second is not worth a word. */
const LEAST_RATE = 0.01;

type Texts = Partial<Record<InfraMeasure, (value: number, part: string | undefined) => string | undefined>>;

/** What waits for a resource that is used up: USE's saturation. */
export function waitingTexts({ readings }: InfraEntity): string[] {
  const share = (text: (value: string) => string) => (value: number) =>
    value < LEAST_SHARE ? undefined : text(formatShare(value));
  const texts: Texts = {
    load: (value) => t('infra.waiting.load', 'load {{amount}} per CPU', { amount: smallAmount(value) }),
    cpuPressure: share((value) => t('infra.waiting.cpu', '{{share}} for a CPU', { share: value })),
    steal: share((value) => t('infra.waiting.steal', '{{share}} taken by the hypervisor', { share: value })),
    memoryStalled: share((value) => t('infra.waiting.memory', '{{share}} for memory', { share: value })),
    swapping: (value) =>
      value < LEAST_RATE
        ? undefined
        : t('infra.waiting.swapping', 'swaps {{amount}}/s', { amount: smallAmount(value) }),
    diskQueue: (value) =>
      value < 0.1 ? undefined : t('infra.waiting.disk', '{{amount}} for disk', { amount: smallAmount(value) }),
    networkDrops: (value) =>
      value < LEAST_RATE
        ? undefined
        : t('infra.waiting.drops', '{{amount}} packets/s dropped', { amount: smallAmount(value) }),
    throttled: share((value) => t('infra.waiting.throttled', 'throttled {{share}}', { share: value })),
    blocked: (value) =>
      value === 0
        ? undefined
        : tCount('infra.waiting.blocked', value, { one: '{{count}} blocked', other: '{{count}} blocked' }),
    slow: (value) =>
      value < LEAST_RATE ? undefined : t('infra.waiting.slow', '{{amount}} slow/s', { amount: smallAmount(value) }),
    lagSeconds: (value) =>
      value < 1 ? undefined : t('infra.waiting.lag', '{{time}} behind', { time: formatSeconds(value) }),
    lagMessages: (value, part) =>
      value === 0
        ? undefined
        : part === undefined
          ? t('infra.waiting.messages', '{{count}} messages', { count: formatCount(value) })
          : t('infra.waiting.messages-of', '{{count}} messages of {{part}}', { count: formatCount(value), part }),
  };
  return textsOf(readings, texts);
}

/** What failed in the time range: USE's errors. */
export function failingTexts({ readings }: InfraEntity): string[] {
  const counted = (text: (count: number) => string) => (value: number) =>
    Math.round(value) === 0 ? undefined : text(Math.round(value));
  const texts: Texts = {
    oomKills: counted((count) =>
      tCount('infra.failing.oom', count, { one: '{{count}} OOM kill', other: '{{count}} OOM kills' })
    ),
    restarts: counted((count) =>
      tCount('infra.failing.restarts', count, { one: '{{count}} restart', other: '{{count}} restarts' })
    ),
    notStarting: (_, reason) => reason,
    filesystemErrors: counted((count) =>
      tCount('infra.failing.filesystems', count, { one: '{{count}} file system', other: '{{count}} file systems' })
    ),
    networkErrors: (value) =>
      value < LEAST_RATE
        ? undefined
        : t('infra.failing.network', '{{amount}} network errors/s', { amount: smallAmount(value) }),
    refused: counted((count) =>
      tCount('infra.failing.refused', count, { one: '{{count}} refused', other: '{{count}} refused' })
    ),
    deadlocks: counted((count) =>
      tCount('infra.failing.deadlocks', count, { one: '{{count}} deadlock', other: '{{count}} deadlocks' })
    ),
    evicted: (value) =>
      value < LEAST_RATE
        ? undefined
        : t('infra.failing.evicted', '{{amount}} evicted/s', { amount: smallAmount(value) }),
  };
  return textsOf(readings, texts);
}

function textsOf(readings: InfraEntity['readings'], texts: Texts): string[] {
  return Object.entries(texts).flatMap(([measure, text]) => {
    const reading = readings[measure as InfraMeasure];
    return reading === undefined ? [] : (text(reading.value, reading.part) ?? []);
  });
}

/** Whether anything is known of what fails. */
export function isFailingKnown({ readings }: InfraEntity): boolean {
  const known: readonly InfraMeasure[] = ['oomKills', 'restarts', 'networkErrors', 'refused', 'deadlocks', 'evicted'];
  return known.some((measure) => readings[measure] !== undefined);
}

/** Bytes per second: `1.2 MiB/s`. */
export function formatThroughput(perSecond: number | undefined): string {
  return perSecond === undefined
    ? formatBytes(undefined)
    : t('infra.table.per-second', '{{bytes}}/s', { bytes: formatBytes(perSecond) });
}
