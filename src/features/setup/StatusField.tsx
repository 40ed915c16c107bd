import React, { useId } from 'react';
import { Field, Input } from '@grafana/ui';
import { t } from '../../i18n/t';
import { FormGroup } from './FormGroup';
import { type SetupFormState } from './useSetupForm';

/** Codes are not words. */
const EXAMPLE = '5xx, 429';

/** Which status codes count as errors. */
export function StatusField({ state, isReadOnly }: { state: SetupFormState; isReadOnly: boolean }) {
  const id = useId();
  return (
    <FormGroup
      title={t('setup.status.title', 'Error status codes')}
      description={t(
        'setup.status.description',
        'Status codes that count as errors. Default: 5xx. 4xx are shown separately.'
      )}
      basis={state.basis}
      keys={['errorStatus']}
    >
      <Field
        label={t('setup.status.label', 'Codes and classes, separated by commas')}
        htmlFor={id}
        invalid={state.errors.errorStatus !== undefined}
        error={state.errors.errorStatus}
        noMargin
      >
        <Input
          id={id}
          width={40}
          placeholder={EXAMPLE}
          value={state.form.errorStatus}
          disabled={isReadOnly}
          onChange={(event) => state.change({ errorStatus: event.currentTarget.value })}
        />
      </Field>
    </FormGroup>
  );
}
