import React from 'react';
import { Text } from '@grafana/ui';
import { type StatedError } from '../../../analysis/errors/errorStatus';
import { StatusBadge } from '../../../ui/errors/StatusBadge';
import { type ErrorWording, reasonInWords } from '../../../ui/errors/statusWords';

/** What became of an error, and what that rests on. */
export default function TopErrorStatus({ error, wording }: { error: StatedError; wording: ErrorWording }) {
  const reason = reasonInWords(error.reason, wording);
  return (
    <>
      <StatusBadge status={error.status} />
      {reason !== '' && (
        <Text variant="bodySmall" color="secondary">
          {' '}
          {reason}
        </Text>
      )}
    </>
  );
}
