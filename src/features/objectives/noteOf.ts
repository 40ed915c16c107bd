import { dateTimeFormat } from '@grafana/data';
import { t } from '../../i18n/t';
import { type ObjectiveRow } from './rows';
import { boundText, standingText } from './words';

/**
 * What is to be said of a row besides its numbers: how it stands where it is not well, and what they rest on.
 * @returns undefined where there is nothing to say
 */
export function noteOf(row: ObjectiveRow): string | undefined {
  const { coverage, state } = row.standing;
  const texts = [
    state === 'ok' ? undefined : standingText(row),
    boundText(row),
    coverage &&
      t('objectives.data-since', 'Data since {{time}}: the budget is of this part of the window', {
        time: dateTimeFormat(coverage.since, { format: 'MMM D HH:mm' }),
      }),
  ].filter((text) => text !== undefined);
  return texts.length > 0 ? texts.join('. ') : undefined;
}
