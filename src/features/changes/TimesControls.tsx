import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, type SelectableValue } from '@grafana/data';
import { Button, RadioButtonGroup, Text, useStyles2 } from '@grafana/ui';
import { type ChangesBaseline, type ChangesState } from '../../correlation/pageUrls/changes';
import { t } from '../../i18n/t';

interface TimesControlsProps {
  state: ChangesState;
  onChange: (change: Partial<ChangesState>) => void;
}

/** What the page compares with what, and of which service. */
export function TimesControls({ state: { service, baseline, before, during }, onChange }: TimesControlsProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.controls}>
      <RadioButtonGroup<Choice>
        options={baselines(before !== undefined)}
        value={before ? 'chosen' : baseline}
        onChange={(chosen) => chosen !== 'chosen' && onChange({ baseline: chosen, before: undefined })}
        aria-label={t('changes.controls.baseline', 'Compare with')}
        size="sm"
      />
      {(before ?? during) && (
        <Button
          size="sm"
          variant="secondary"
          icon="times"
          onClick={() => onChange({ before: undefined, during: undefined })}
        >
          {t('changes.controls.reset', 'Use the time range')}
        </Button>
      )}
      {service !== '' && (
        <Button size="sm" variant="secondary" icon="times" onClick={() => onChange({ service: '' })}>
          {t('changes.controls.service', '{{service}} and what it calls', { service })}
        </Button>
      )}
      <Text variant="bodySmall" color="secondary">
        {t('changes.controls.hint', 'Drag over the chart to choose either time')}
      </Text>
    </div>
  );
}

type Choice = ChangesBaseline | 'chosen';

function baselines(hasChosen: boolean): Array<SelectableValue<Choice>> {
  return [
    { value: 'previous', label: t('changes.baseline.previous', 'Previous period') },
    { value: 'yesterday', label: t('changes.baseline.yesterday', 'Same time yesterday') },
    { value: 'last-week', label: t('changes.baseline.last-week', 'Same time last week') },
    ...(hasChosen ? [{ value: 'chosen' as const, label: t('changes.baseline.chosen', 'Chosen time') }] : []),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  controls: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
});
