import React from 'react';
import { t } from '../../i18n/t';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { type AsyncState } from '../../ui/query/useAsyncQuery';

/** Why the latest question was not answered; where something is shown, that it answers the one before. */
export function Failed({ answer: { value, failure } }: { answer: AsyncState<unknown> }) {
  return failure ? (
    <StatusMessage
      kind={failure.kind}
      message={
        value === undefined
          ? failure.message
          : t('traces.previous-result', 'Showing the previous result: {{message}}', { message: failure.message })
      }
      advice={failure.advice}
    />
  ) : null;
}
