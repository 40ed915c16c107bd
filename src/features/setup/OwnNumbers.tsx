import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { type MappableMeasure } from '../../telemetry/measures';
import { type Column } from '../../ui/entityTable/column';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { NO_VALUE } from '../../ui/format';
import { MEASURE_TITLES, missingSignals, shopSignals, type SignalEvidence, signalEvidence } from './evidence';
import { ReportSection } from './ReportSection';

interface OwnNumbersProps {
  detection: MetricDetection;
  /** Begins a mapping for a measure; left out for who may not. */
  onMap?: (measure: MappableMeasure) => void;
}

/** A measure with the metric that answers it, or with what was looked for in vain. */
interface MeasureRow {
  measure: MappableMeasure;
  found?: SignalEvidence;
  lookedFor?: readonly string[];
}

/** The shop's own numbers and its resources: which metric answers, and what is missing. */
export function OwnNumbers({ detection, onMap }: OwnNumbersProps) {
  const found: MeasureRow[] = shopSignals(detection).map((signal) => ({
    measure: signal.measure,
    found: signalEvidence(signal),
  }));
  const missing: MeasureRow[] = missingSignals(detection);
  const about: Column<MeasureRow> = {
    id: 'about',
    header: 'What it is',
    cell: (row) => row.found?.about ?? <NotFound row={row} onMap={onMap} />,
  };
  return (
    <ReportSection
      title="Business and resources"
      summary={`${found.length} found, ${missing.length} missing. Other names can be mapped below.`}
    >
      <EntityTable
        rows={[...found, ...missing]}
        columns={[MEASURE, METRIC, about, SERVICES]}
        keyOf={(row) => row.found?.metric ?? row.measure}
        noun="measure"
        label="Metrics for business and resources"
        look="tall"
      />
    </ReportSection>
  );
}

const MEASURE: Column<MeasureRow> = {
  id: 'measure',
  header: 'Measure',
  isRowHeader: true,
  cell: ({ measure }) => MEASURE_TITLES[measure],
};

const METRIC: Column<MeasureRow> = {
  id: 'metric',
  header: 'Metric',
  cell: ({ found }) => (found ? <code>{found.metric}</code> : NO_VALUE),
};

const SERVICES: Column<MeasureRow> = {
  id: 'services',
  header: 'Services',
  cell: ({ found }) => found?.services.join(', ') || NO_VALUE,
};

function NotFound({ row, onMap }: { row: MeasureRow } & Pick<OwnNumbersProps, 'onMap'>) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <Icon name="exclamation-triangle" className={styles.warning} aria-hidden /> Not found. Looked for{' '}
      {row.lookedFor?.join(', ')}.{' '}
      {onMap && (
        <Button
          variant="secondary"
          size="sm"
          onClick={() => onMap(row.measure)}
          aria-label={`Map a metric to ${MEASURE_TITLES[row.measure]}`}
        >
          Map a metric
        </Button>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  warning: css({ color: theme.colors.warning.text }),
});
