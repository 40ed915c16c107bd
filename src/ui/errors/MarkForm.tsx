import React, { type FormEvent, useId, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { type ErrorGroup } from '../../analysis/errors/errorGroups';
import { type ErrorMark } from '../../analysis/errors/errorMark';
import { t } from '../../i18n/t';
import { fixedMark, IGNORE_FOR, type IgnoreFor, type IgnoreForm, type Marking, readIgnoreForm } from './readMark';

/** What is to be said of an error. */
export type MarkAs = ErrorMark['as'];

interface MarkFormProps {
  error: ErrorGroup;
  as: MarkAs;
  by: string | undefined;
  isSaving: boolean;
  onSave: (mark: ErrorMark) => void;
  onCancel: () => void;
}

/** Asks, in the place of the error, in which version it is fixed or how long it is to be ignored. */
export function MarkForm({ error, as, by, isSaving, onSave, onCancel }: MarkFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [version, setVersion] = useState('');
  const [ignore, setIgnore] = useState<IgnoreForm>({ lasts: 'always', above: '' });
  const [problem, setProblem] = useState<string>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const marking: Marking = { by, now: Date.now() };
    const read = as === 'fixed' ? { mark: fixedMark(error, version, marking) } : readIgnoreForm(error, ignore, marking);
    if ('mark' in read) {
      onSave(read.mark);
    } else {
      setProblem(read.problem);
    }
  };
  return (
    <form
      className={styles.form}
      aria-label={
        as === 'fixed'
          ? t('ui.errors.form.fixed', 'Mark “{{error}}” as fixed', { error: error.title })
          : t('ui.errors.form.ignore', 'Ignore “{{error}}”', { error: error.title })
      }
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      {as === 'fixed' ? (
        <Field
          label={t('ui.errors.form.version', 'Fixed in version (from now on if empty)')}
          htmlFor={`${id}-version`}
          noMargin
        >
          <Input
            id={`${id}-version`}
            width={30}
            autoFocus
            value={version}
            placeholder={error.versions.at(-1)?.version}
            onChange={({ currentTarget }) => setVersion(currentTarget.value)}
          />
        </Field>
      ) : (
        <>
          <Field label={t('ui.errors.form.lasts', 'Ignore for')} noMargin>
            <RadioButtonGroup<IgnoreFor>
              size="sm"
              autoFocus
              aria-label={t('ui.errors.form.lasts', 'Ignore for')}
              options={IGNORE_FOR.map((value) => ({ value, label: lastsName(value) }))}
              value={ignore.lasts}
              onChange={(lasts) => setIgnore({ ...ignore, lasts })}
            />
          </Field>
          <Field
            label={t('ui.errors.form.above', 'Until more than this many an hour (any number if empty)')}
            htmlFor={`${id}-above`}
            invalid={problem !== undefined}
            error={problem}
            noMargin
          >
            <Input
              id={`${id}-above`}
              width={20}
              inputMode="decimal"
              value={ignore.above}
              onChange={({ currentTarget }) => setIgnore({ ...ignore, above: currentTarget.value })}
            />
          </Field>
        </>
      )}
      <div className={styles.buttons}>
        <Button type="submit" size="sm" disabled={isSaving}>
          {as === 'fixed'
            ? t('ui.errors.form.save-fixed', 'Mark as fixed')
            : t('ui.errors.form.save-ignored', 'Ignore error')}
        </Button>
        <Button type="button" size="sm" variant="secondary" onClick={onCancel}>
          {t('ui.errors.form.cancel', 'Cancel')}
        </Button>
      </div>
    </form>
  );
}

function lastsName(lasts: IgnoreFor): string {
  switch (lasts) {
    case 'always':
      return t('ui.errors.form.always', 'Always');
    case 'day':
      return t('ui.errors.form.day', '1 day');
    case 'week':
      return t('ui.errors.form.week', '7 days');
    case 'month':
      return t('ui.errors.form.month', '30 days');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1, 0),
  }),
  buttons: css({ display: 'flex', gap: theme.spacing(1) }),
});
