import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { type MappableMeasure } from '../../telemetry/measures';
import { type Column } from '../../ui/entityTable/column';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { NO_VALUE } from '../../ui/format';
import { ReportSection } from './ReportSection';
import { measureTitle, missingSignals, shopSignals, type SignalEvidence, signalEvidence } from './signalEvidence';

interface OwnNumbersProps {
  detection: MetricDetection;
  /** Begins a mapping for a measure; left out for who cannot save it. */
  onMap?: (measure: MappableMeasure) => void;
}

/** A measure with the metric that answers it, or with what was searched for in vain. */
interface MeasureRow {
  measure: MappableMeasure;
  found?: SignalEvidence;
  searched?: readonly string[];
}

/** The shop's own numbers and its resources: which metric answers, and what is missing. */
export function OwnNumbers({ detection, onMap }: OwnNumbersProps) {
  const found: MeasureRow[] = shopSignals(detection).map((signal) => ({
    measure: signal.measure,
    found: signalEvidence(signal),
  }));
  const missing: MeasureRow[] = missingSignals(detection);
  const columns: Array<Column<MeasureRow>> = [
    {
      id: 'measure',
      header: t('setup.own.measure', 'Measure'),
      isRowHeader: true,
      cell: ({ measure }) => measureTitle(measure),
    },
    {
      id: 'metric',
      header: t('setup.own.metric', 'Metric'),
      cell: (row) => (row.found ? <code>{row.found.metric}</code> : NO_VALUE),
    },
    {
      id: 'about',
      header: t('setup.own.about', 'Type and unit'),
      cell: (row) => row.found?.about ?? <NotFound row={row} onMap={onMap} />,
    },
    {
      id: 'services',
      header: t('setup.own.services', 'Services'),
      cell: (row) => row.found?.services.join(', ') || NO_VALUE,
    },
  ];
  return (
    <ReportSection
      id="own-metrics"
      title={t('setup.own.title', 'Business and resource metrics')}
      summary={t('setup.own.summary', '{{found}} detected, {{missing}} missing. Map your own metrics below.', {
        found: found.length,
        missing: missing.length,
      })}
    >
      <EntityTable
        rows={[...missing, ...found]}
        columns={columns}
        keyOf={(row) => row.found?.metric ?? row.measure}
        noun={t('setup.own.noun', 'measure')}
        label={t('setup.own.table', 'Business and resource metrics')}
        look="tall"
      />
    </ReportSection>
  );
}

function NotFound({ row, onMap }: { row: MeasureRow } & Pick<OwnNumbersProps, 'onMap'>) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <Icon name="exclamation-triangle" className={styles.warning} aria-hidden />{' '}
      {t('setup.own.not-found', 'Not found. Searched for {{metrics}}', {
        metrics: row.searched?.join(', '),
      })}{' '}
      {onMap && (
        <Button
          variant="secondary"
          size="sm"
          onClick={() => onMap(row.measure)}
          aria-label={t('setup.own.map-to', 'Map a metric to {{measure}}', { measure: measureTitle(row.measure) })}
        >
          {t('setup.own.map', 'Map a metric')}
        </Button>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  warning: css({ color: theme.colors.warning.text }),
});
