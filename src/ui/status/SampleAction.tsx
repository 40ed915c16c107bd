import React from 'react';
import { Button } from '@grafana/ui';
import { setSampleMode } from '../../datasources/sampleMode';
import { useSampleMode } from './useSampleMode';

/** The way to see what there would be, where there is nothing. */
export function SampleAction() {
  const isOn = useSampleMode();
  return isOn ? null : (
    <Button size="sm" variant="secondary" fill="text" icon="eye" onClick={() => setSampleMode(true)}>
      See it with sample data
    </Button>
  );
}
