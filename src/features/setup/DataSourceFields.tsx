import React, { useId } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Combobox, type ComboboxOption, Field, useStyles2 } from '@grafana/ui';
import { dataSourcesFor, SIGNAL_KINDS, type SignalKind } from '../../datasources/find';
import { t } from '../../i18n/t';
import { FormGroup } from './FormGroup';
import { signalName } from './signalName';
import { type SetupFormState } from './useSetupForm';

const KINDS = Object.keys(SIGNAL_KINDS) as SignalKind[];

/** Which data source to ask for each kind of signal. */
export function DataSourceFields({ state, isReadOnly }: { state: SetupFormState; isReadOnly: boolean }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <FormGroup
      title={t('setup.source-fields.title', 'Data sources')}
      description={t(
        'setup.source-fields.description',
        "Automatic uses Grafana's default data source of each type, or the first one."
      )}
      basis={state.basis}
      keys={KINDS}
    >
      <div className={styles.row}>
        {KINDS.map((kind) => (
          <Field key={kind} label={signalName(kind)} htmlFor={`${id}-${kind}`} className={styles.field} noMargin>
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
    { value: '', label: t('setup.source-fields.automatic', 'Automatic') },
    ...all,
    // Shown, so that saving something else does not silently drop it.
    ...(isGone
      ? [{ value: chosen, label: t('setup.source-fields.gone', '{{uid}} (not found)', { uid: chosen }) }]
      : []),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) }),
  field: css({ flex: `1 1 ${theme.spacing(25)}`, maxWidth: theme.spacing(45) }),
});
