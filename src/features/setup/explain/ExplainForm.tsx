import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, RadioButtonGroup, TextArea, useStyles2 } from '@grafana/ui';
import {
  type Explained,
  EXPLAINED_KINDS,
  type ExplainedKind,
  explainText,
  NotExplained,
} from '../../../correlation/explain/explainText';
import { t, tCount } from '../../../i18n/t';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { type ExplainRow, explainRows } from './explainRows';

/** More than this is no example, and would keep the browser busy. */
const MAX_TEXT = 1_000_000;

type Outcome = { explained: Explained } | { message: string };

/** A text that somebody pastes, and what the pages would read of it. Asks no server. */
export default function ExplainForm() {
  const styles = useStyles2(getStyles);
  const [text, setText] = useState('');
  const [kind, setKind] = useState<ExplainedKind | 'auto'>('auto');
  const [job, setJob] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setOutcome(explain(text, kind === 'auto' ? undefined : kind, job));
      }}
    >
      <Field
        noMargin
        label={t('setup.explain.text', 'Log lines, a metrics page, a trace, or service names')}
        description={t(
          'setup.explain.text-hint',
          'One log line a row, JSON with labels and metadata, or a trace in OTLP JSON. Nothing you paste leaves your browser.'
        )}
      >
        <TextArea
          id="explain-text"
          rows={6}
          value={text}
          maxLength={MAX_TEXT}
          spellCheck={false}
          className={styles.text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Field>
      <div className={styles.row}>
        <RadioButtonGroup
          aria-label={t('setup.explain.kind', 'Kind of text')}
          options={[
            { value: 'auto' as const, label: t('setup.explain.auto', 'Auto') },
            ...EXPLAINED_KINDS.map((value) => ({ value, label: kindWords(value) })),
          ]}
          value={kind}
          onChange={setKind}
        />
        <Input
          aria-label={t('setup.explain.job', 'Job that scrapes the metrics')}
          placeholder={t('setup.explain.job-placeholder', 'Job name')}
          width={24}
          value={job}
          onChange={({ currentTarget }) => setJob(currentTarget.value)}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {t('setup.explain.action', 'Explain')}
        </Button>
      </div>
      <div role="status">{outcome && 'message' in outcome && <p className={styles.failed}>{outcome.message}</p>}</div>
      {outcome && 'explained' in outcome && <Readings explained={outcome.explained} />}
    </form>
  );
}

function Readings({ explained }: { explained: Explained }) {
  const rows = explainRows(explained);
  const taken = rows.filter(({ role }) => role !== undefined).length;
  return (
    <>
      <p role="status">
        {tCount('setup.explain.taken', taken, {
          one: '{{count}} value has a meaning.',
          other: '{{count}} values have a meaning.',
        })}{' '}
        {tCount('setup.explain.not-taken', rows.length - taken, {
          one: '{{count}} is kept as it is.',
          other: '{{count}} are kept as they are.',
        })}
      </p>
      <EntityTable
        rows={rows}
        columns={columns()}
        keyOf={({ key }) => key}
        noun={t('setup.explain.row', 'value')}
        label={t('setup.explain.table', 'Values read from the text')}
        look="dense"
      />
    </>
  );
}

function columns(): Array<Column<ExplainRow>> {
  return [
    { id: 'input', header: t('setup.explain.input', 'Input'), isRowHeader: true, cell: ({ input }) => input },
    {
      id: 'role',
      header: t('setup.explain.role', 'Read as'),
      cell: ({ role }) => role ?? t('setup.explain.no-role', 'no meaning'),
    },
    { id: 'value', header: t('setup.explain.value', 'Value'), cell: ({ value }) => <code>{value}</code> },
    { id: 'rule', header: t('setup.explain.rule', 'From'), cell: ({ rule }) => rule },
  ];
}

function kindWords(kind: ExplainedKind): string {
  switch (kind) {
    case 'lines':
      return t('setup.explain.kind-lines', 'Logs');
    case 'metrics':
      return t('setup.explain.kind-metrics', 'Metrics');
    case 'traces':
      return t('setup.explain.kind-traces', 'Traces');
    case 'joins':
      return t('setup.explain.kind-joins', 'Service names');
  }
}

function explain(text: string, kind: ExplainedKind | undefined, job: string): Outcome {
  try {
    return { explained: explainText(text, { kind, job: job.trim() || undefined }) };
  } catch (error) {
    if (error instanceof NotExplained) {
      return { message: error.message };
    }
    throw error;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'center' }),
  text: css({ fontFamily: theme.typography.fontFamilyMonospace }),
  failed: css({ color: theme.colors.error.text, margin: 0 }),
});
