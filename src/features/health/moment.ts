import { t } from '../../i18n/t';

/** Says that numbers are of a part of the range, to stand beside them. */
export function dataSinceText(since: number, formatTime: (time: number) => string): string {
  return t('health.data-since', 'data since {{time}}', { time: formatTime(since) });
}
