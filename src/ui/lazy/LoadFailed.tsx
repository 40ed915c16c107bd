import React, { useState } from 'react';
import { Button } from '@grafana/ui';
import { t } from '../../i18n/t';
import { StatusMessage } from '../status/StatusMessage';

interface LoadFailedProps {
  /** What could not be loaded, where that is not a page. */
  message?: string;
  /** Loads it once more; rejects where that fails too. */
  onLoadAgain: () => Promise<void>;
}

/** Stands where code could not be loaded, and offers to load it again. It is never itself loaded on demand. */
export function LoadFailed({ message, onLoadAgain }: LoadFailedProps) {
  const [isLoading, setIsLoading] = useState(false);
  const loadAgain = () => {
    setIsLoading(true);
    onLoadAgain().catch(() => setIsLoading(false));
  };
  return (
    <StatusMessage
      kind="failed"
      title={t('ui.lazy.title', 'Loading failed')}
      message={message ?? t('ui.lazy.page', 'This page could not be loaded')}
      advice={t('ui.lazy.advice', 'Grafana cannot be reached, or Tillwatch was updated after you opened it')}
      action={
        <Button size="sm" variant="secondary" icon="sync" disabled={isLoading} onClick={loadAgain}>
          {t('ui.lazy.load-again', 'Load again')}
        </Button>
      }
    />
  );
}
