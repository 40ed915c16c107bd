import React from 'react';
import { t } from '../../i18n/t';
import { useTelemetryClient } from '../../datasources/client/context';
import { SampleSwitch } from '../../ui/status/SampleSwitch';
import { useSampleMode } from '../../ui/status/useSampleMode';
import { ReportSection } from './ReportSection';

/** Whether the pages show the sample shop, and what that means for one's own data sources. */
export function SampleData() {
  const { sampleMode } = useTelemetryClient();
  const isOn = useSampleMode();
  return (
    <ReportSection title={t('setup.sample.title', 'Sample data')} summary={summary(isOn, sampleMode.isFixed)}>
      <SampleSwitch />
    </ReportSection>
  );
}

function summary(isOn: boolean, isFixed: boolean): string {
  if (isFixed) {
    return t(
      'setup.sample.fixed',
      'A simulated shop with occasional incidents. In Grafana, this page shows what was detected in your data sources.'
    );
  }
  return isOn
    ? t(
        'setup.sample.on',
        'The pages show a simulated shop. Your data sources are not queried: turn this off to see what was detected in them.'
      )
    : t('setup.sample.off', 'A simulated shop with occasional incidents, to try every page.');
}
