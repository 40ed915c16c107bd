import React, { useId } from 'react';
import { Button, Combobox, type ComboboxOption, Field, Input } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type JoinRow } from './form';
import { FormGroup } from './FormGroup';
import { FormRow } from './FormRow';
import { type SetupFormState } from './useSetupForm';

/** Names that were seen, to be offered. */
export interface SeenNames {
  services: readonly string[];
  logs: readonly string[];
  traces: readonly string[];
}

interface JoinFieldsProps {
  state: SetupFormState;
  isReadOnly: boolean;
  seen: SeenNames;
}

/** What services are called in logs and traces, where detection is wrong. */
export function JoinFields({ state, isReadOnly, seen }: JoinFieldsProps) {
  const id = useId();
  const { joins } = state.form;
  const change = (key: number, part: Partial<JoinRow>) =>
    state.change({ joins: joins.map((row) => (row.key === key ? { ...row, ...part } : row)) });
  const nameField = (row: JoinRow, signal: 'logs' | 'traces', label: string) => {
    const error = state.errors[`joins.${row.key}.${signal}`];
    const fieldId = `${id}-${row.key}-${signal}`;
    return (
      <Field label={label} htmlFor={fieldId} invalid={error !== undefined} error={error} noMargin>
        <Combobox
          id={fieldId}
          width={30}
          options={optionsFor(seen[signal], row[signal])}
          value={optionOf(row[signal])}
          createCustomValue
          disabled={isReadOnly}
          onChange={({ value }) => change(row.key, { [signal]: nameOf(value) })}
        />
      </Field>
    );
  };
  return (
    <FormGroup
      title={t('setup.joins.title', 'Service names')}
      description={t('setup.joins.description', 'Set the name of a service in logs and traces if detection is wrong.')}
      basis={state.basis}
      keys={['joins']}
    >
      <datalist id={`${id}-services`}>
        {seen.services.map((service) => (
          <option key={service} value={service} />
        ))}
      </datalist>
      {joins.map((row, index) => {
        const error = state.errors[`joins.${row.key}.service`];
        const fieldId = `${id}-${row.key}-service`;
        return (
          <FormRow
            key={row.key}
            label={t('setup.joins.row', 'name mapping {{number}}', { number: index + 1 })}
            isReadOnly={isReadOnly}
            onRemove={() => state.change({ joins: joins.filter(({ key }) => key !== row.key) })}
          >
            <Field
              label={t('setup.joins.service', 'Service')}
              htmlFor={fieldId}
              invalid={error !== undefined}
              error={error}
              noMargin
            >
              <Input
                id={fieldId}
                width={30}
                list={`${id}-services`}
                value={row.service}
                disabled={isReadOnly}
                autoFocus={row.key === state.addedJoin}
                onChange={(event) => change(row.key, { service: event.currentTarget.value })}
              />
            </Field>
            {nameField(row, 'logs', t('setup.joins.in-logs', 'Name in logs'))}
            {nameField(row, 'traces', t('setup.joins.in-traces', 'Name in traces'))}
          </FormRow>
        );
      })}
      {joins.length === 0 && isReadOnly && <p>{t('setup.form.none', 'None')}</p>}
      {!isReadOnly && (
        <Button variant="secondary" size="sm" icon="plus" onClick={() => state.nameService('')}>
          {t('setup.joins.add', 'Add name mapping')}
        </Button>
      )}
    </FormGroup>
  );
}

const AS_DETECTED = '';
/** A name can be any text, but none begins with a space: the form takes spaces off. */
const NONE = ' none';

function optionsFor(seen: readonly string[], chosen: JoinRow['logs']): Array<ComboboxOption<string>> {
  const isUnseen = typeof chosen === 'string' && !seen.includes(chosen);
  return [
    { value: AS_DETECTED, label: t('setup.joins.detected', 'Auto-detected') },
    {
      value: NONE,
      label: t('setup.joins.none', 'None'),
      description: t('setup.joins.not-present', 'Not present'),
    },
    ...[...seen, ...(isUnseen ? [chosen] : [])].map((name) => ({ value: name, label: name })),
  ];
}

function optionOf(name: JoinRow['logs']): string {
  return name === null ? NONE : (name ?? AS_DETECTED);
}

function nameOf(option: string): JoinRow['logs'] {
  return option === NONE ? null : option.trim() === '' ? undefined : option.trim();
}
