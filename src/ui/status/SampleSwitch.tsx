import React from 'react';
import { InlineField, InlineSwitch } from '@grafana/ui';
import { useTelemetryClient } from '../../datasources/client/context';
import { useSampleMode } from './useSampleMode';

/** Turns sample data on and off for this user. */
export function SampleSwitch() {
  const { sampleMode } = useTelemetryClient();
  const isOn = useSampleMode();
  return (
    <InlineField
      label="Show sample data"
      tooltip="Only for you, in this browser. No data source is asked for what the pages show meanwhile."
      disabled={sampleMode.isFixed}
    >
      <InlineSwitch
        id="sample-switch"
        value={isOn}
        onChange={({ currentTarget }) => sampleMode.set(currentTarget.checked)}
      />
    </InlineField>
  );
}
