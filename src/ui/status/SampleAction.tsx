import React from 'react';
import { Button } from '@grafana/ui';
import { t } from '../../i18n/t';
import { useTelemetryClient } from '../../datasources/client/context';
import { useSampleMode } from './useSampleMode';

/** The way to see what there would be, where there is nothing. */
export function SampleAction() {
  const { sampleMode } = useTelemetryClient();
  const isOn = useSampleMode();
  return isOn ? null : (
    <Button size="sm" variant="secondary" fill="text" icon="eye" onClick={() => sampleMode.set(true)}>
      {t('ui.sample.try', 'Try with sample data')}
    </Button>
  );
}
