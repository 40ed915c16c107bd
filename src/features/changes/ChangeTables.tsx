import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type Column } from '../../ui/entityTable/column';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { callColumns, callName, patternColumns, seriesColumns, type TableContext, versionColumns } from './columns';
import { type ChangeRows, entityName } from './rows';

interface ChangeTablesProps extends TableContext {
  rows: ChangeRows;
  filter: string;
  isStale: boolean;
}

/** Rows that are drawn; the exported file has them all. */
const DRAWN = 50;

/** All that changed, one table a signal. */
export function ChangeTables({ rows, filter, isStale, ...context }: ChangeTablesProps) {
  const about = { filter, isStale };
  return (
    <>
      <ChangeTable
        {...about}
        rows={rows.series}
        columns={seriesColumns(context)}
        keyOf={({ key }) => key}
        nameOf={({ entity }) => entityName(entity)}
        noun="change"
        title={t('changes.tables.series', 'Metrics')}
        none={t('changes.tables.no-series', 'No series changed')}
      />
      <ChangeTable
        {...about}
        rows={rows.calls}
        columns={callColumns(context)}
        keyOf={callName}
        nameOf={callName}
        noun="call"
        title={t('changes.tables.calls', 'Calls')}
        none={t('changes.tables.no-calls', 'No call fails more or less often')}
      />
      <ChangeTable
        {...about}
        rows={rows.patterns}
        columns={patternColumns(context)}
        keyOf={({ service, level, template }) => `${service} ${level} ${template}`}
        nameOf={({ service, template }) => `${service} ${template}`}
        noun="pattern"
        title={t('changes.tables.patterns', 'Log patterns')}
        none={t('changes.tables.no-patterns', 'No log pattern is new, gone, more or less frequent')}
      />
      <ChangeTable
        {...about}
        rows={rows.versions}
        columns={versionColumns(context)}
        keyOf={({ service, version }) => `${service} ${version}`}
        nameOf={({ service, version }) => `${service} ${version}`}
        noun="version"
        title={t('changes.tables.versions', 'Versions')}
        none={t('changes.tables.no-versions', 'No version began to run')}
      />
    </>
  );
}

interface ChangeTableProps<Row> {
  rows: readonly Row[];
  columns: ReadonlyArray<Column<Row>>;
  keyOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  noun: string;
  title: string;
  /** Says that nothing of it changed. */
  none: string;
  filter: string;
  isStale: boolean;
}

function ChangeTable<Row>({ title, none, isStale, ...table }: ChangeTableProps<Row>): ReactNode {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.section} aria-label={title}>
      <Text element="h2" variant="h5">
        {title}
      </Text>
      <EntityTable
        {...table}
        label={title}
        look="dense"
        limit={DRAWN}
        isLoading={isStale}
        empty={<Text color="secondary">{none}</Text>}
      />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
});
