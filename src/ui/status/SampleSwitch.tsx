import React from 'react';
import { InlineField, InlineSwitch } from '@grafana/ui';
import { isSampleModeFixed, setSampleMode } from '../../datasources/sampleMode';
import { useSampleMode } from './useSampleMode';

/** Turns sample data on and off for this user. */
export function SampleSwitch() {
  const isOn = useSampleMode();
  return (
    <InlineField
      label="Show sample data"
      tooltip="Only for you, in this browser. No data source is asked for what the pages show meanwhile."
      disabled={isSampleModeFixed()}
    >
      <InlineSwitch
        id="sample-switch"
        value={isOn}
        onChange={({ currentTarget }) => setSampleMode(currentTarget.checked)}
      />
    </InlineField>
  );
}
