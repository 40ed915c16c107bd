import React from 'react';
import { InlineField, InlineSwitch } from '@grafana/ui';
import { t } from '../../i18n/t';
import { useTelemetryClient } from '../../datasources/client/context';
import { useSampleMode } from './useSampleMode';

/** Turns sample data on and off for this user. */
export function SampleSwitch() {
  const { sampleMode } = useTelemetryClient();
  const isOn = useSampleMode();
  return (
    <InlineField
      label={t('ui.sample.show', 'Show sample data')}
      tooltip={t(
        'ui.sample.show-hint',
        'Only for you, in this browser. Your data sources are not queried while it is on.'
      )}
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
