import React from 'react';
import { Button, Stack, Toggletip } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type SpanCondition } from '../../telemetry/questions/traces';
import { Toggle } from '../../ui/inputs/Toggle';
import { DurationInput } from './DurationInput';
import { durationOf, errorsOf, withDuration, withErrors } from './filters';

interface OutcomeFilterProps {
  where: readonly SpanCondition[];
  onChange: (where: SpanCondition[]) => void;
}

/** How requests went: whether they failed, and their duration. One button, so that all filters fit one row. */
export function OutcomeFilter({ where, onChange }: OutcomeFilterProps) {
  return (
    <Toggletip
      placement="bottom-start"
      fitContent
      content={
        <Stack direction="column" gap={1.5}>
          <Toggle
            label={t('traces.filter.errors-only', 'Errors only')}
            value={errorsOf(where) === true}
            onChange={(isOn) => onChange(withErrors(where, isOn))}
          />
          <DurationInput {...durationOf(where)} onChange={(from, to) => onChange(withDuration(where, from, to))} />
        </Stack>
      }
    >
      <Button variant="secondary" icon="angle-down" iconPlacement="right">
        {t('traces.filter.outcome', 'Duration, errors')}
      </Button>
    </Toggletip>
  );
}
