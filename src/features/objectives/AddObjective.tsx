import React, { type FormEvent, useId, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, useStyles2 } from '@grafana/ui';
import { type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { t } from '../../i18n/t';
import { EMPTY_FORM, type ObjectiveForm, readObjectiveForm } from './form';

interface AddObjectiveProps {
  objectives: readonly ServiceLevelObjective[];
  /** Tells whether it was saved. */
  onAdd: (objective: ServiceLevelObjective) => Promise<boolean>;
  isSaving: boolean;
}

/** A form for one more objective. */
export function AddObjective({ objectives, onAdd, isSaving }: AddObjectiveProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [form, setForm] = useState(EMPTY_FORM);
  const [wasTried, setTried] = useState(false);
  const read = readObjectiveForm(form, objectives);
  // Nobody wants to be told that a field is empty while filling it in.
  const errors = wasTried && 'errors' in read ? read.errors : {};

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    // What was refused is still to be saved: nobody types it twice.
    if ('objective' in read && (await onAdd(read.objective))) {
      setForm(EMPTY_FORM);
      setTried(false);
    }
  };
  const field = (name: keyof ObjectiveForm, label: string, width: number, more: { suffix?: string } = {}) => (
    <Field label={label} htmlFor={`${id}-${name}`} invalid={errors[name] !== undefined} error={errors[name]} noMargin>
      <Input
        id={`${id}-${name}`}
        width={width}
        suffix={more.suffix}
        inputMode={more.suffix ? 'decimal' : undefined}
        value={form[name]}
        onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })}
      />
    </Field>
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => void submit(event)}
      aria-label={t('objectives.form.title', 'Add objective')}
    >
      {field('service', t('objectives.form.service', 'Service'), 24)}
      {field('route', t('objectives.form.route', 'Route (all if empty)'), 24)}
      {field('thresholdMilliseconds', t('objectives.form.threshold', 'Max latency (availability if empty)'), 30, {
        suffix: 'ms',
      })}
      {field('targetPercent', t('objectives.form.target', 'Target'), 14, { suffix: '%' })}
      {field('days', t('objectives.form.window', 'Window'), 14, { suffix: t('objectives.form.unit-days', 'days') })}
      <Button type="submit" variant="secondary" icon="plus" disabled={isSaving} className={styles.submit}>
        {t('objectives.form.title', 'Add objective')}
      </Button>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1, 2) }),
  // Beside the fields, which have a label above them.
  submit: css({ marginTop: theme.spacing(2.5) }),
});
