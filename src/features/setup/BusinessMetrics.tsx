import React, { useId, useState } from 'react';
import { Button, Combobox, Field, Input, RadioButtonGroup } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type MappableMeasure } from '../../telemetry/measures';
import { type BusinessRow, usualType } from './form';
import { FormGroup } from './FormGroup';
import { FormRow } from './FormRow';
import { measureTitle, MEASURES } from './signalEvidence';
import { type SetupFormState } from './useSetupForm';

/** A longer list helps nobody; typing narrows it. */
const NAMES_OFFERED = 50;

interface BusinessMetricsProps {
  state: SetupFormState;
  isReadOnly: boolean;
  loadMetricNames: () => Promise<string[]>;
}

const measureOptions = () => MEASURES.map((value) => ({ value, label: measureTitle(value) }));

const typeOptions = (): Array<{ value: BusinessRow['type']; label: string }> => [
  { value: 'counter', label: t('setup.business.counter', 'Counter') },
  { value: 'gauge', label: t('setup.business.gauge', 'Gauge') },
];

/** Which metrics hold the shop's own numbers, where they go by names of their own. */
export function BusinessMetrics({ state, isReadOnly, loadMetricNames }: BusinessMetricsProps) {
  const id = useId();
  const [names, setNames] = useState<string[]>();
  const { business } = state.form;
  const change = (key: number, part: Partial<BusinessRow>) =>
    state.change({ business: business.map((row) => (row.key === key ? { ...row, ...part } : row)) });
  const offer = () => {
    if (names === undefined) {
      setNames([]);
      // Suggestions only: without them the name is typed.
      loadMetricNames().then(setNames, () => setNames([]));
    }
  };
  return (
    <FormGroup
      title={t('setup.business.title', 'Business metrics')}
      description={t('setup.business.description', 'A mapped metric replaces the detected one.')}
      basis={state.basis}
      keys={['business']}
    >
      {business.map((row, index) => {
        const error = state.errors[`business.${row.key}.metric`];
        const fieldId = `${id}-${row.key}`;
        return (
          <FormRow
            key={row.key}
            label={t('setup.business.row', 'mapping {{number}}', { number: index + 1 })}
            isReadOnly={isReadOnly}
            onRemove={() => state.change({ business: business.filter(({ key }) => key !== row.key) })}
          >
            <Field label={t('setup.business.measure', 'Measure')} htmlFor={`${fieldId}-measure`} noMargin>
              <Combobox
                id={`${fieldId}-measure`}
                width={24}
                options={measureOptions()}
                value={row.measure}
                disabled={isReadOnly}
                onChange={({ value }: { value: MappableMeasure }) =>
                  change(row.key, { measure: value, type: usualType(value) })
                }
              />
            </Field>
            <Field
              label={t('setup.business.metric', 'Metric')}
              htmlFor={`${fieldId}-metric`}
              invalid={error !== undefined}
              error={error}
              noMargin
            >
              <Input
                id={`${fieldId}-metric`}
                width={40}
                list={`${fieldId}-names`}
                value={row.metric}
                disabled={isReadOnly}
                autoFocus={row.key === state.addedMapping}
                onFocus={offer}
                onChange={(event) => change(row.key, { metric: event.currentTarget.value })}
              />
            </Field>
            <datalist id={`${fieldId}-names`}>
              {offered(names ?? [], row.metric).map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
            <Field label={t('setup.business.type', 'Type')} noMargin>
              <RadioButtonGroup
                aria-label={t('setup.business.type', 'Type')}
                options={typeOptions()}
                value={row.type}
                disabled={isReadOnly}
                onChange={(type) => change(row.key, { type })}
              />
            </Field>
          </FormRow>
        );
      })}
      {business.length === 0 && isReadOnly && <p>{t('setup.form.none', 'None')}</p>}
      {!isReadOnly && (
        <Button variant="secondary" size="sm" icon="plus" onClick={() => state.addMapping('orders')}>
          {t('setup.business.add', 'Add mapping')}
        </Button>
      )}
    </FormGroup>
  );
}

function offered(names: readonly string[], typed: string): string[] {
  const wanted = typed.trim().toLowerCase();
  return names.filter((name) => name.toLowerCase().includes(wanted)).slice(0, NAMES_OFFERED);
}
