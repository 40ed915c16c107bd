import React from 'react';
import { type Failure } from '../../datasources/failure';
import { StatusMessage } from '../../ui/status/StatusMessage';

/** A failure in a box as high as its words. */
export function FailureMessage({ failure: { kind, message, advice } }: { failure: Failure }) {
  return (
    <div>
      <StatusMessage kind={kind} message={message} advice={advice} />
    </div>
  );
}
