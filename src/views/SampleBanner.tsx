import React from 'react';
import { Alert } from '@grafana/ui';
import { setSampleMode } from '../datasources/sampleMode';
import { useSampleMode } from './useSampleMode';

/** Says on every page that what it shows is no real shop, and turns that off. */
export function SampleBanner() {
  const isOn = useSampleMode();
  return isOn ? (
    <Alert
      severity="info"
      title="Sample data: this shop does not exist"
      buttonContent="Turn off sample data"
      onRemove={() => setSampleMode(false)}
      data-testid="sample-banner"
    >
      Only you see it, in this browser. Your own data is neither asked for nor mixed in.
    </Alert>
  ) : null;
}
