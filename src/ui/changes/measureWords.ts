import { formattedValueToString, getValueFormat } from '@grafana/data';
import { relativeChange } from '../../analysis/comparison';
import { type CaseMeasure } from '../../analysis/causes/case';
import { type Change } from '../../analysis/causes/change';
import { t } from '../../i18n/t';
import { formatChange, formatCount, formatDuration, formatRate, formatShare } from '../format';

/** What is measured, as it begins a row. */
export function measureName(measure: CaseMeasure): string {
  switch (measure) {
    case 'requests':
      return t('changes.measure.requests', 'Requests');
    case 'errors':
      return t('changes.measure.errors', 'Error rate');
    case 'clientErrors':
      return t('changes.measure.client-errors', 'Client error rate (4xx)');
    case 'duration':
      return t('changes.measure.duration', 'Mean latency');
    case 'cpu':
      return t('changes.measure.cpu', 'CPU');
    case 'memory':
      return t('changes.measure.memory', 'Memory');
    case 'saturation':
      return t('changes.measure.saturation', 'Saturation');
    case 'restarts':
      return t('changes.measure.restarts', 'Restarts');
  }
}

/**
 * A number of a measure with its unit.
 * @param stepSeconds length of the steps that requests were counted in
 */
export function formatMeasure(measure: CaseMeasure, value: number, stepSeconds: number): string {
  switch (measure) {
    case 'requests':
      return formatRate(value / stepSeconds);
    case 'errors':
    case 'clientErrors':
      return formatShare(value);
    case 'duration':
      return formatDuration(value);
    case 'memory':
      // A percentage is never that much, and no process has so few bytes.
      return value > 1000 ? formattedValueToString(getValueFormat('bytes')(value, 1)) : plain(value);
    case 'restarts':
      return formatCount(value);
    case 'cpu':
    case 'saturation':
      return plain(value);
  }
}

/** A level in whichever unit it was read: three digits of it. */
function plain(value: number): string {
  return Math.abs(value) >= 1000 ? formatCount(value) : String(Number(value.toPrecision(3)));
}

/** By how much a number changed: `×6`, `+40%`; of shares that were nothing, percentage points would say no more. */
export function effectText({ before, during }: Pick<Change, 'before' | 'during'>): string {
  return formatChange(relativeChange(during, before));
}

/**
 * What changed, with the numbers of both times: `error rate 0.1% → 90%`. Of levels, whose unit is not known, by how
 * much: `CPU +55%`.
 */
export function changeText({ measure, before, during }: Change, stepSeconds: number): string {
  const effect = effectText({ before, during });
  const numbers = {
    before: formatMeasure(measure, before, stepSeconds),
    during: formatMeasure(measure, during, stepSeconds),
  };
  switch (measure) {
    case 'requests':
      return t('changes.change.requests', 'requests {{before}} → {{during}}', numbers);
    case 'errors':
      return t('changes.change.errors', 'error rate {{before}} → {{during}}', numbers);
    case 'clientErrors':
      return t('changes.change.client-errors', 'client error rate {{before}} → {{during}}', numbers);
    case 'duration':
      return t('changes.change.duration', 'mean latency {{before}} → {{during}}', numbers);
    case 'cpu':
      return t('changes.change.cpu', 'CPU {{effect}}', { effect });
    case 'memory':
      return t('changes.change.memory', 'memory {{effect}}', { effect });
    case 'saturation':
      return t('changes.change.saturation', 'saturation {{effect}}', { effect });
    case 'restarts':
      return t('changes.change.restarts', 'restarts {{before}} → {{during}}', numbers);
  }
}

/** How strongly the numbers speak against chance, adjusted for all that was looked at. */
export function strengthText(p: number): string {
  return p < 0.001
    ? t('changes.strength.very-strong', 'Very strong (p < 0.001)')
    : p < 0.01
      ? t('changes.strength.strong', 'Strong (p = {{p}})', { p: p.toFixed(3) })
      : t('changes.strength.moderate', 'Moderate (p = {{p}})', { p: p.toFixed(3) });
}
