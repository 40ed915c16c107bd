import React, { useId } from 'react';
import { Field, Input } from '@grafana/ui';
import { FormGroup } from './FormGroup';
import { type SetupFormState } from './useSetupForm';

/** Which statuses count as errors. */
export function StatusField({ state, isReadOnly }: { state: SetupFormState; isReadOnly: boolean }) {
  const id = useId();
  return (
    <FormGroup
      title="Error statuses"
      description="Requests with these statuses count as errors. Empty means 5xx; 4xx are shown apart."
      basis={state.basis}
      keys={['errorStatus']}
    >
      <Field
        label="Codes and classes, separated by commas"
        htmlFor={id}
        invalid={state.errors.errorStatus !== undefined}
        error={state.errors.errorStatus}
        noMargin
      >
        <Input
          id={id}
          width={40}
          placeholder="5xx, 429"
          value={state.form.errorStatus}
          disabled={isReadOnly}
          onChange={(event) => state.change({ errorStatus: event.currentTarget.value })}
        />
      </Field>
    </FormGroup>
  );
}
