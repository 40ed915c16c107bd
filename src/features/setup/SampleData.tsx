import React from 'react';
import { useTelemetryClient } from '../../datasources/client/context';
import { SampleSwitch } from '../../ui/status/SampleSwitch';
import { useSampleMode } from '../../ui/status/useSampleMode';
import { ReportSection } from './ReportSection';

/** Whether the pages show the sample shop, and what that means for one's own data sources. */
export function SampleData() {
  const { sampleMode } = useTelemetryClient();
  const isOn = useSampleMode();
  return (
    <ReportSection title="Sample data" summary={summary(isOn, sampleMode.isFixed)}>
      <SampleSwitch />
    </ReportSection>
  );
}

function summary(isOn: boolean, isFixed: boolean): string {
  if (isFixed) {
    return 'A shop that does not exist, with an incident now and then. In Grafana this page tells what was found in your own data sources.';
  }
  return isOn
    ? 'The pages show a shop that does not exist. Meanwhile none of your data sources is asked: turn this off to see what was found in them.'
    : 'A shop that does not exist, with an incident now and then, to see what the pages can show.';
}
