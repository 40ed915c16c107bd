import React, { useId } from 'react';
import { Button, Field, Input } from '@grafana/ui';
import { t } from '../../i18n/t';
import { nextKey, type ObjectiveRow } from './form';
import { FormGroup } from './FormGroup';
import { FormRow } from './FormRow';
import { type SetupFormState } from './useSetupForm';

interface ObjectivesProps {
  state: SetupFormState;
  isReadOnly: boolean;
  services: readonly string[];
}

/** What is good enough, per service. */
export function Objectives({ state, isReadOnly, services }: ObjectivesProps) {
  const id = useId();
  const { objectives } = state.form;
  const change = (key: number, part: Partial<ObjectiveRow>) =>
    state.change({ objectives: objectives.map((row) => (row.key === key ? { ...row, ...part } : row)) });
  const text = (row: ObjectiveRow, field: keyof Omit<ObjectiveRow, 'key'>, label: string, more: InputDetails) => {
    const error = state.errors[`objectives.${row.key}.${field}`];
    const fieldId = `${id}-${row.key}-${field}`;
    return (
      <Field label={label} htmlFor={fieldId} invalid={error !== undefined} error={error} noMargin>
        <Input
          id={fieldId}
          value={row[field]}
          disabled={isReadOnly}
          onChange={(event) => change(row.key, { [field]: event.currentTarget.value })}
          {...more}
        />
      </Field>
    );
  };
  return (
    <FormGroup
      title={t('setup.objectives.title', 'Objectives')}
      description={t(
        'setup.objectives.description',
        'A service that exceeds its objective is critical. Without one it is compared with its own history. Use * for all other services. Error budgets over days are set on the Objectives page.'
      )}
      basis={state.basis}
      keys={['objectives']}
    >
      <datalist id={`${id}-services`}>
        {['*', ...services].map((service) => (
          <option key={service} value={service} />
        ))}
      </datalist>
      {objectives.map((row, index) => (
        <FormRow
          key={row.key}
          label={t('setup.objectives.row', 'objective {{number}}', { number: index + 1 })}
          isReadOnly={isReadOnly}
          onRemove={() => state.change({ objectives: objectives.filter(({ key }) => key !== row.key) })}
        >
          {text(row, 'service', t('setup.objectives.service', 'Service'), { width: 30, list: `${id}-services` })}
          {text(row, 'errorPercent', t('setup.objectives.error-rate', 'Max error rate'), {
            width: 16,
            suffix: '%',
            inputMode: 'decimal',
          })}
          {text(row, 'p95Milliseconds', t('setup.objectives.p95', 'Max p95 latency'), {
            width: 24,
            suffix: 'ms',
            inputMode: 'decimal',
          })}
        </FormRow>
      ))}
      {objectives.length === 0 && isReadOnly && <p>{t('setup.form.none', 'None')}</p>}
      {!isReadOnly && (
        <Button
          variant="secondary"
          size="sm"
          icon="plus"
          onClick={() =>
            state.change({
              objectives: [
                ...objectives,
                { key: nextKey(objectives), service: '', errorPercent: '', p95Milliseconds: '' },
              ],
            })
          }
        >
          {t('setup.objectives.add', 'Add objective')}
        </Button>
      )}
    </FormGroup>
  );
}

interface InputDetails {
  width: number;
  list?: string;
  suffix?: string;
  inputMode?: 'decimal';
}
