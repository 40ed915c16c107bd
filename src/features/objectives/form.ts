import { LEAST_DAYS, MOST_DAYS, objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { t } from '../../i18n/t';
import { divided, readNumber } from '../../ui/inputs/numbers';

/** An objective as it is being typed, in the units of the page: percent, milliseconds, days. */
export interface ObjectiveForm {
  service: string;
  route: string;
  /** Empty for availability. */
  thresholdMilliseconds: string;
  targetPercent: string;
  days: string;
}

export const EMPTY_FORM: ObjectiveForm = {
  service: '',
  route: '',
  thresholdMilliseconds: '',
  targetPercent: '99.9',
  days: '30',
};

/** What is wrong, by field. */
export type FormErrors = Readonly<Partial<Record<keyof ObjectiveForm, string>>>;

/** Reads the form: an objective that is not there yet, or what is wrong. */
export function readObjectiveForm(
  form: ObjectiveForm,
  existing: readonly ServiceLevelObjective[]
): { objective: ServiceLevelObjective } | { errors: FormErrors } {
  const [service, route] = [form.service.trim(), form.route.trim()];
  const [milliseconds, percent, days] = [form.thresholdMilliseconds, form.targetPercent, form.days].map(readNumber);
  const errors: Partial<Record<keyof ObjectiveForm, string>> = {};
  if (service === '') {
    errors.service = t('objectives.form.name-service', 'Enter a service');
  }
  if (milliseconds !== undefined && !(milliseconds > 0 && milliseconds < Infinity)) {
    errors.thresholdMilliseconds = t('objectives.form.positive', 'Must be more than 0');
  }
  if (!(percent !== undefined && percent > 0 && percent < 100)) {
    errors.targetPercent = t('objectives.form.percent', 'Must be more than 0 and less than 100');
  }
  if (!(days !== undefined && Number.isInteger(days) && days >= LEAST_DAYS && days <= MOST_DAYS)) {
    errors.days = t('objectives.form.days', 'Must be a whole number from {{least}} to {{most}}', {
      least: LEAST_DAYS,
      most: MOST_DAYS,
    });
  }
  const objective: ServiceLevelObjective = {
    service,
    ...(route !== '' && { route }),
    ...(milliseconds !== undefined && { threshold: divided(milliseconds, 1000) }),
    target: divided(percent ?? NaN, 100),
    days: days ?? NaN,
  };
  if (existing.some((one) => objectiveId(one) === objectiveId(objective))) {
    errors.service = t('objectives.form.twice', 'This objective is already in the list');
  }
  return Object.keys(errors).length > 0 ? { errors } : { objective };
}
