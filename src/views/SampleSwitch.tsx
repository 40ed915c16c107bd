import React from 'react';
import { InlineField, InlineSwitch } from '@grafana/ui';
import { setSampleMode } from '../datasources/sampleMode';
import { useSampleMode } from './useSampleMode';

/** Turns sample data on and off for this user. */
export function SampleSwitch() {
  const isOn = useSampleMode();
  return (
    <InlineField
      label="Show sample data"
      tooltip="All pages show a shop that does not exist, with an incident now and then. Only for you, in this browser; your own data is not asked for meanwhile."
    >
      <InlineSwitch
        id="sample-switch"
        value={isOn}
        onChange={({ currentTarget }) => setSampleMode(currentTarget.checked)}
      />
    </InlineField>
  );
}
