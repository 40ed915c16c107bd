import React, { useState } from 'react';
import { Button } from '@grafana/ui';
import { StatusMessage } from '../status/StatusMessage';

interface LoadFailedProps {
  message?: string;
  /** Loads it once more; rejects where that fails too. */
  onLoadAgain: () => Promise<void>;
}

/** Stands where code could not be loaded, and offers to load it again. It is never itself loaded on demand. */
export function LoadFailed({ message = 'This page could not be loaded', onLoadAgain }: LoadFailedProps) {
  const [isLoading, setIsLoading] = useState(false);
  const loadAgain = () => {
    setIsLoading(true);
    onLoadAgain().catch(() => setIsLoading(false));
  };
  return (
    <StatusMessage
      kind="failed"
      message={message}
      advice="Grafana cannot be reached, or Tillwatch was updated after you opened it"
      action={
        <Button size="sm" variant="secondary" icon="sync" disabled={isLoading} onClick={loadAgain}>
          Load again
        </Button>
      }
    />
  );
}
