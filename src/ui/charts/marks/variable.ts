import { SwitchVariable } from '@grafana/scenes';
import { t } from '../../../i18n/t';

/** The variable by which all pages share whether charts are marked. */
export const MARKS_VARIABLE = 'marks';
const MARKS_ON = 'on';
export const MARKS_OFF = 'off';

/** The switch for alerts, silences and deployments on charts. */
export function marksVariable(): SwitchVariable {
  return new SwitchVariable({
    name: MARKS_VARIABLE,
    label: t('ui.controls.marks', 'Marks'),
    value: MARKS_ON,
    enabledValue: MARKS_ON,
    disabledValue: MARKS_OFF,
  });
}
