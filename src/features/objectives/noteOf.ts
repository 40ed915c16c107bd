import { t } from '../../i18n/t';
import { type ObjectiveRow } from './rows';
import { boundText, momentText, standingText } from './words';

/**
 * What is to be said of a row besides its numbers: how it stands where it is not well, and what they rest on.
 * @returns undefined where there is nothing to say
 */
export function noteOf(row: ObjectiveRow, timeZone: string): string | undefined {
  const { coverage, state } = row.standing;
  const texts = [
    state === 'ok' ? undefined : standingText(row),
    boundText(row),
    coverage &&
      t('objectives.data-since', 'Data since {{time}}: the budget is of this part of the window', {
        time: momentText(coverage.since, timeZone),
      }),
  ].filter((text) => text !== undefined);
  return texts.length > 0 ? texts.join('. ') : undefined;
}
