import React from 'react';
import { Button, Combobox, Stack } from '@grafana/ui';
import { type AlertRow } from '../../analysis/alerts/alertRows';
import { type AlertsState } from '../../correlation/pageUrls/alerts';
import { t } from '../../i18n/t';
import { ALERT_STATES, type AlertState } from '../../telemetry/questions/alerts';
import { FilterInput } from '../../ui/inputs/FilterInput';
import { Labelled } from '../../ui/inputs/Labelled';
import { type UrlState } from '../../ui/page/usePageUrl';
import { stateLabel } from './columns';
import { countByState, filteredRows, NEED_A_LOOK } from './rowFilter';

interface AlertFiltersProps {
  url: UrlState<AlertsState>;
  rows: readonly AlertRow[];
}

/** Which alerts are shown; in the address. */
export function AlertFilters({ url, rows }: AlertFiltersProps) {
  const { states, severities, services, filter } = url.state;
  const counts = countByState(filteredRows(rows, { states: [...ALERT_STATES], severities, services }));
  const shown = states.length > 0 ? states : NEED_A_LOOK;
  const toggle = (state: AlertState) => {
    const next = shown.includes(state) ? shown.filter((one) => one !== state) : [...shown, state];
    const isUsual = next.length === NEED_A_LOOK.length && NEED_A_LOOK.every((one) => next.includes(one));
    url.push({ states: isUsual ? [] : next });
  };
  return (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <div role="group" aria-label={t('alerts.filter.states', 'States')}>
        <Stack direction="row" gap={0.5} wrap="wrap">
          {ALERT_STATES.map((state) => (
            <Button
              key={state}
              size="sm"
              variant={shown.includes(state) ? 'primary' : 'secondary'}
              fill="outline"
              icon={shown.includes(state) ? 'check' : undefined}
              aria-pressed={shown.includes(state)}
              onClick={() => toggle(state)}
            >
              {stateLabel(state, counts[state])}
            </Button>
          ))}
        </Stack>
      </div>
      <Choice
        label={t('alerts.filter.severity', 'Severity')}
        values={rows.flatMap(({ severity }) => severity ?? [])}
        chosen={severities}
        onChoose={(chosen) => url.push({ severities: chosen })}
      />
      <Choice
        label={t('alerts.filter.service', 'Service')}
        values={rows.flatMap(({ service }) => service ?? [])}
        chosen={services}
        onChoose={(chosen) => url.push({ services: chosen })}
      />
      <FilterInput
        value={filter}
        label={t('alerts.filter.name', 'Filter alerts by name')}
        onChange={(text) => url.replace({ filter: text })}
      />
    </Stack>
  );
}

interface ChoiceProps {
  label: string;
  values: readonly string[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}

function Choice({ label, values, chosen, onChoose }: ChoiceProps) {
  const options = [...new Set([...values, ...chosen])].sort().map((value) => ({ value, label: value }));
  // An address may name several; one of them is chosen here.
  const value = chosen.length === 1 ? chosen[0] : null;
  return (
    <Labelled label={label}>
      {(labelId) => (
        <Combobox
          aria-labelledby={labelId}
          placeholder={chosen.length > 1 ? chosen.join(', ') : label}
          width={20}
          options={options}
          value={value ?? null}
          isClearable
          onChange={(option) => onChoose(option ? [option.value] : [])}
        />
      )}
    </Labelled>
  );
}
