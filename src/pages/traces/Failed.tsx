import React from 'react';
import { Absence } from '../../views/states';
import { type Answer } from '../../views/useAnswer';

/** Why the latest question was not answered; where something is shown, that it answers the one before. */
export function Failed({ answer: { value, failure } }: { answer: Answer<unknown> }) {
  return failure ? (
    <Absence
      kind={failure.kind}
      message={value === undefined ? failure.message : `What is shown is of before: ${failure.message}`}
      advice={failure.advice}
    />
  ) : null;
}
