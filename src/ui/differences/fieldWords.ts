import { t } from '../../i18n/t';
import { type SpanField } from '../../telemetry/questions/traces';

/** A field as it is read: attributes without the place they stand at. */
export function fieldWords(field: SpanField): string {
  return field.replace(/^(?:span|resource)\./, '');
}

/** A value as it is read; what has none is told. */
export function valueWords(value: string): string {
  return value === '' ? t('ui.difference.none', '(none)') : value;
}
