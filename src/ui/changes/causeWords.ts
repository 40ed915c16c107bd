import { type CaseSymptom } from '../../analysis/causes/case';
import { type Cause } from '../../analysis/causes/cause';
import { type Change } from '../../analysis/causes/change';
import { MEASURES_OF } from '../../analysis/causes/excess';
import { LIKELY } from '../../analysis/causes/sureness';
import { t } from '../../i18n/t';
import { formatShare } from '../format';
import { changeText } from './measureWords';

/** Which trouble most of the evidence is of. */
export function troubleOfCause({ evidence }: Pick<Cause, 'evidence'>): CaseSymptom['trouble'] {
  const failures = (evidence.ownFailures ?? 0) + (evidence.origins ?? 0);
  const seconds = (evidence.ownSeconds ?? 0) + (evidence.selfTime ?? 0);
  return failures >= seconds ? 'failures' : 'seconds';
}

/**
 * The change that tells most of a cause: of its trouble, of the part of it that carries nearly all; else of whatever
 * moved farthest.
 */
export function mainChange(cause: Cause): Change | undefined {
  const measures = MEASURES_OF[troubleOfCause(cause)];
  const parts = [cause.route, cause.instance, cause.version].filter((part) => part !== undefined);
  const rank = ({ entity, measure, isWorse }: Change) =>
    (isWorse ? 8 : 0) +
    (measures.includes(measure) ? 4 : 0) +
    (entity.name !== undefined && parts.includes(entity.name) ? 2 : 0) +
    (entity.kind === 'service' ? 1 : 0);
  return [...cause.changes].sort((a, b) => rank(b) - rank(a) || Math.abs(b.z) - Math.abs(a.z))[0];
}

/** Where a cause is, from the whole to the part: service, route, instance, version, what sets it apart. */
export function placeOfCause({ service, isOutside, calledBy, route, instance, version, attributes }: Cause): string[] {
  // Metrics and spans may say the same of it.
  const named = new Set([service, route, instance, version]);
  const apart = attributes
    .filter(({ value }) => !named.has(value))
    .map(({ field, value }) => `${fieldName(field)} ${value}`)
    .join(', ');
  return [
    isOutside && calledBy !== undefined
      ? t('changes.cause.outside', '{{name}}, called by {{service}}', { name: service, service: calledBy })
      : service,
    ...(route === undefined ? [] : [route]),
    ...(instance === undefined ? [] : [t('changes.cause.instance', 'instance {{instance}}', { instance })]),
    ...(version === undefined ? [] : [t('changes.cause.version', 'version {{version}}', { version })]),
    ...(apart === '' ? [] : [apart]),
  ];
}

/** An attribute as it is read: without the place that it stands at, dots and underscores. */
function fieldName(field: string): string {
  return field.replace(/^(?:span|resource)\./, '').replace(/[._]/g, ' ');
}

/** How sure a cause is. */
export function sureText(sure: number): string {
  return sure >= 0.9
    ? t('changes.sure.very-likely', 'very likely')
    : sure >= LIKELY
      ? t('changes.sure.likely', 'likely')
      : sure >= 0.2
        ? t('changes.sure.possible', 'possible')
        : t('changes.sure.uncertain', 'uncertain');
}

/** What that means. */
export function sureHint(sure: number): string {
  return t('changes.sure.hint', '{{percent}} of the evidence points here, weighed against the other causes', {
    percent: formatShare(sure),
  });
}

interface Formats {
  /** Length of a step, in seconds. */
  stepSeconds: number;
  formatTime: (time: number) => string;
}

/** What is wrong, and since when: `error rate 0.1% → 90%, from 14:31`. */
export function symptomOfCause(cause: Cause, { stepSeconds, formatTime }: Formats): string {
  const main = mainChange(cause);
  const what = main
    ? changeText(main, stepSeconds)
    : troubleOfCause(cause) === 'failures'
      ? t('changes.cause.failures', 'failures in logs and traces')
      : t('changes.cause.seconds', 'longer spans in traces');
  return cause.began === undefined
    ? what
    : t('changes.cause.from', '{{what}}, from {{time}}', { what, time: formatTime(cause.began.at) });
}
