import React, { useId } from 'react';
import { Button, Combobox, type ComboboxOption, Field, Input } from '@grafana/ui';
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

/** What services are called in logs and traces, where looking does not find it out. */
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
      title="Service names"
      description="What a service is called in logs and traces, instead of what was found."
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
            label={`names ${index + 1}`}
            isReadOnly={isReadOnly}
            onRemove={() => state.change({ joins: joins.filter(({ key }) => key !== row.key) })}
          >
            <Field label="Named service" htmlFor={fieldId} invalid={error !== undefined} error={error} noMargin>
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
            {nameField(row, 'logs', 'Name in logs')}
            {nameField(row, 'traces', 'Name in traces')}
          </FormRow>
        );
      })}
      {joins.length === 0 && isReadOnly && <p>None.</p>}
      {!isReadOnly && (
        <Button variant="secondary" size="sm" icon="plus" onClick={() => state.nameService('')}>
          Name a service
        </Button>
      )}
    </FormGroup>
  );
}

const AS_FOUND: ComboboxOption<string> = { value: '', label: 'As found' };
/** A name can be any text, but none begins with a space: the form takes spaces off. */
const NONE: ComboboxOption<string> = { value: ' none', label: 'None', description: 'It has none there' };

function optionsFor(seen: readonly string[], chosen: JoinRow['logs']): Array<ComboboxOption<string>> {
  const isUnseen = typeof chosen === 'string' && !seen.includes(chosen);
  return [AS_FOUND, NONE, ...[...seen, ...(isUnseen ? [chosen] : [])].map((name) => ({ value: name, label: name }))];
}

function optionOf(name: JoinRow['logs']): string {
  return name === null ? NONE.value : (name ?? AS_FOUND.value);
}

function nameOf(option: string): JoinRow['logs'] {
  return option === NONE.value ? null : option.trim() === '' ? undefined : option.trim();
}
