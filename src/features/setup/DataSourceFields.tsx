import React, { useId } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Combobox, type ComboboxOption, Field, useStyles2 } from '@grafana/ui';
import { dataSourcesFor, type SignalKind } from '../../datasources/find';
import { FormGroup } from './FormGroup';
import { type SetupFormState } from './useSetupForm';

const LABELS: Record<SignalKind, string> = { metrics: 'Metrics', logs: 'Logs', traces: 'Traces' };
const KINDS = Object.keys(LABELS) as SignalKind[];

/** Which data source to ask for each kind of signal. */
export function DataSourceFields({ state, isReadOnly }: { state: SetupFormState; isReadOnly: boolean }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <FormGroup
      title="Data sources"
      description="Automatic takes Grafana's default data source of the kind, or the first."
      basis={state.basis}
      keys={KINDS}
    >
      <div className={styles.row}>
        {KINDS.map((kind) => (
          <Field key={kind} label={LABELS[kind]} htmlFor={`${id}-${kind}`} className={styles.field} noMargin>
            <Combobox
              id={`${id}-${kind}`}
              options={optionsFor(kind, state.form[kind])}
              value={state.form[kind]}
              disabled={isReadOnly}
              onChange={({ value }) => state.change({ [kind]: value })}
            />
          </Field>
        ))}
      </div>
    </FormGroup>
  );
}

function optionsFor(kind: SignalKind, chosen: string): Array<ComboboxOption<string>> {
  const all = dataSourcesFor(kind).map(({ uid, name }) => ({ value: uid, label: name }));
  const isGone = chosen !== '' && !all.some(({ value }) => value === chosen);
  return [
    { value: '', label: 'Automatic' },
    ...all,
    // Shown, so that saving something else does not silently drop it.
    ...(isGone ? [{ value: chosen, label: `${chosen} (not there)` }] : []),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) }),
  field: css({ flex: `1 1 ${theme.spacing(25)}`, maxWidth: theme.spacing(45) }),
});
