import { type Finding } from '../../analysis/infrastructure/findings';
import { type Forecast } from '../../analysis/infrastructure/fullness';
import { t, tCount } from '../../i18n/t';
import { type InfraEntity, type InfraKind } from '../../telemetry/questions/infrastructure';
import { formatBytes, formatSeconds } from '../../ui/amounts';
import { formatCount, formatShare } from '../../ui/format';
import { smallAmount } from './amountWords';

/** What one of a kind is called in a sentence, with its name. */
export function entityText({ kind, name, product }: InfraEntity): string {
  switch (kind) {
    case 'host':
      return t('infra.entity.host', 'Host {{name}}', { name });
    case 'container':
      return t('infra.entity.container', 'Container {{name}}', { name });
    case 'database':
      return t('infra.entity.database', '{{product}} {{name}}', { product: product ?? '', name });
  }
}

/** What those of a kind are called within a sentence. */
export function kindText(kind: InfraKind): string {
  switch (kind) {
    case 'host':
      return t('infra.kind.hosts', 'hosts');
    case 'container':
      return t('infra.kind.containers', 'containers');
    case 'database':
      return t('infra.kind.databases', 'databases and caches');
  }
}

/** How many of a kind, of which so many need a look. */
export function countText(kind: InfraKind, total: number, troubled: number): string {
  const values = { troubled };
  switch (kind) {
    case 'host':
      return tCount(
        'infra.count.hosts',
        total,
        {
          one: '{{troubled}} of {{count}} host with a problem',
          other: '{{troubled}} of {{count}} hosts with a problem',
        },
        values
      );
    case 'container':
      return tCount(
        'infra.count.containers',
        total,
        {
          one: '{{troubled}} of {{count}} container with a problem',
          other: '{{troubled}} of {{count}} containers with a problem',
        },
        values
      );
    case 'database':
      return tCount(
        'infra.count.databases',
        total,
        {
          one: '{{troubled}} of {{count}} database or cache with a problem',
          other: '{{troubled}} of {{count}} databases and caches with a problem',
        },
        values
      );
  }
}

/** One thing that is the matter with an entity, in a clause. */
export function findingText({ measure, value, part = '', forecast }: Finding, { readings }: InfraEntity): string {
  const share = formatShare(value);
  const amount = smallAmount(value);
  switch (measure) {
    case 'down':
      return t('infra.finding.down', 'does not answer');
    case 'filling':
      return t('infra.finding.filling', 'file system {{part}} is {{share}} full, and full in {{time}}', {
        part,
        share: formatShare(readings.filesystem?.value),
        time: forecast ? forecastTime(forecast) : '',
      });
    case 'filesystem':
      return t('infra.finding.filesystem', 'file system {{part}} is {{share}} full', { part, share });
    case 'inodes':
      return t('infra.finding.inodes', 'file system {{part}} has used {{share}} of its inodes', { part, share });
    case 'filesystemErrors':
      return tCount('infra.finding.filesystem-errors', value, {
        one: '{{count}} file system cannot be read',
        other: '{{count}} file systems cannot be read',
      });
    case 'cpu':
      return t('infra.finding.cpu', 'CPU {{share}} in use', { share });
    case 'load':
      return t('infra.finding.load', '{{amount}} tasks per CPU run or wait for it', { amount });
    case 'steal':
      return t('infra.finding.steal', 'the hypervisor takes {{share}} of CPU time', { share });
    case 'memory':
      return t('infra.finding.memory', 'memory {{share}} of {{total}} in use', {
        share,
        total: formatBytes(readings.memoryTotal?.value),
      });
    case 'memoryStalled':
      return t('infra.finding.memory-stalled', 'all tasks wait for memory {{share}} of the time', { share });
    case 'swapping':
      return t('infra.finding.swapping', 'swaps {{amount}} pages/s', { amount });
    case 'diskQueue':
      return t('infra.finding.disk-queue', '{{amount}} requests wait for disk {{part}}', { amount, part });
    case 'oomKills':
      return tCount('infra.finding.oom-kills', value, {
        one: 'out of memory: {{count}} process killed',
        other: 'out of memory: {{count}} processes killed',
      });
    case 'networkErrors':
      return t('infra.finding.network-errors', '{{amount}} network errors/s', { amount });
    case 'notStarting':
      return t('infra.finding.not-starting', 'does not start: {{reason}}', { reason: part });
    case 'restarts':
      return tCount('infra.finding.restarts', value, { one: '{{count}} restart', other: '{{count}} restarts' });
    case 'throttled':
      return t('infra.finding.throttled', 'CPU limit throttles it {{share}} of the time', { share });
    case 'cpuShare':
      return t('infra.finding.cpu-share', 'CPU {{share}} of its limit', { share });
    case 'memoryShare':
      return t('infra.finding.memory-share', 'memory {{share}} of its limit of {{limit}}', {
        share,
        limit: formatBytes(readings.memoryLimit?.value),
      });
    case 'connectionShare':
      return t('infra.finding.connections', '{{used}} of {{limit}} connections in use', {
        used: formatCount(readings.connections?.value),
        limit: formatCount(readings.connectionLimit?.value),
      });
    case 'refused':
      return tCount('infra.finding.refused', value, {
        one: '{{count}} connection refused',
        other: '{{count}} connections refused',
      });
    case 'lagSeconds':
      return t('infra.finding.lag', 'replica {{time}} behind', { time: formatSeconds(value) });
    case 'deadlocks':
      return tCount('infra.finding.deadlocks', value, { one: '{{count}} deadlock', other: '{{count}} deadlocks' });
    default:
      return t('infra.finding.other', '{{measure}} {{amount}}', { measure, amount });
  }
}

/** `3 h (2 h to 5 h)`. */
function forecastTime({ seconds, earliest, latest }: Extract<Forecast, { kind: 'filling' }>): string {
  return t('infra.forecast.time', '{{time}} ({{earliest}} to {{latest}})', {
    time: leadTime(seconds),
    earliest: leadTime(earliest),
    latest: leadTime(latest),
  });
}

/** In two digits of the unit that reads best: `2.9 h`. */
function leadTime(seconds: number): string {
  const [size, unit] =
    seconds < 3600 ? ([60, 'min'] as const) : seconds < 2 * 86_400 ? ([3600, 'h'] as const) : ([86_400, 'd'] as const);
  return `${smallAmount(seconds / size)} ${unit}`;
}

/** When a file system is full, short. */
export function forecastText(forecast: Forecast): string {
  return forecast.kind === 'steady'
    ? t('infra.forecast.steady', 'not filling')
    : t('infra.forecast.full', 'full in {{time}}', { time: forecastTime(forecast) });
}
