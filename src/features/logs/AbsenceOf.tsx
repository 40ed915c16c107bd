import React from 'react';
import { type Failure } from '../../datasources/failure';
import { Absence } from '../../ui/status/StatusMessage';

/** A failure in a box as high as its words. */
export function AbsenceOf({ failure: { kind, message, advice } }: { failure: Failure }) {
  return (
    <div>
      <Absence kind={kind} message={message} advice={advice} />
    </div>
  );
}
