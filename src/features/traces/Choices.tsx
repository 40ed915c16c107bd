import React from 'react';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { t } from '../../i18n/t';
import { isSpanField, SPAN_FIELDS, type SpanField } from '../../telemetry/questions/traces';
import { Labelled } from '../../ui/inputs/Labelled';
import { fieldWords, valueWords } from '../../ui/differences/fieldWords';
import { type AskTraces } from './useTraces';
import { type TimeSpan } from '../../telemetry/timeSpan';

interface ChoiceProps {
  ask: AskTraces;
  span: TimeSpan;
}

interface ValueChoiceProps extends ChoiceProps {
  field: SpanField;
  label: string;
  /** In units of the theme's spacing. */
  width: number;
  onChoose: (value: string) => void;
}

/** Values that requests have; asked for only once it is opened. What is not listed can be typed. */
export function ValueChoice({ field, label, width, ask, span, onChoose }: ValueChoiceProps) {
  const options = (typed: string) =>
    ask((source) => source.attributeValues(field, span)).then((values) =>
      offered(
        values.map((value) => ({ value, label: valueWords(value) })),
        typed
      )
    );
  return (
    <Labelled label={label}>
      {(labelId) => (
        <Combobox
          aria-labelledby={labelId}
          placeholder={label}
          width={width}
          value={null}
          options={options}
          createCustomValue
          onChange={({ value }) => onChoose(value)}
        />
      )}
    </Labelled>
  );
}

interface FieldChoiceProps extends ChoiceProps {
  /** What it is for; by default a value is chosen next. */
  label?: string;
  value?: SpanField;
  onChoose: (field: SpanField | undefined) => void;
}

/** Any attribute. */
export function FieldChoice({
  label = t('traces.filter.attribute', 'Attribute'),
  value,
  ask,
  span,
  onChoose,
}: FieldChoiceProps) {
  const options = (typed: string) =>
    ask((source) => source.attributeNames(span)).then((names) =>
      offered(
        [...new Set<SpanField>([...SPAN_FIELDS, ...names])].map((name) => ({
          value: name,
          label: fieldWords(name),
          description: name.startsWith('resource.') ? t('traces.filter.resource', 'resource attribute') : undefined,
        })),
        typed
      )
    );
  return (
    <Labelled label={label}>
      {(labelId) => (
        <Combobox
          aria-labelledby={labelId}
          placeholder={label}
          width={22}
          value={value ? { value, label: fieldWords(value) } : null}
          options={options}
          isClearable
          onChange={(option) => onChoose(option && isSpanField(option.value) ? option.value : undefined)}
        />
      )}
    </Labelled>
  );
}

/** So many fit in a list that is read. */
const MOST_OFFERED = 500;

function offered(options: Array<ComboboxOption<string>>, typed: string): Array<ComboboxOption<string>> {
  const wanted = typed.toLowerCase();
  return options.filter(({ label = '' }) => label.toLowerCase().includes(wanted)).slice(0, MOST_OFFERED);
}
