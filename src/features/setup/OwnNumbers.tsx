import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { type MappableMeasure } from '../../telemetry/measures';
import { MEASURE_TITLES, missingSignals, shopSignals, signalEvidence } from './evidence';
import { tableStyles } from '../../ui/entityTable/styles';
import { ReportSection } from './ReportSection';

interface OwnNumbersProps {
  detection: MetricDetection;
  /** Begins a mapping for a measure; left out for who may not. */
  onMap?: (measure: MappableMeasure) => void;
}

/** The shop's own numbers and its resources: which metric answers, and what is missing. */
export function OwnNumbers({ detection, onMap }: OwnNumbersProps) {
  const styles = useStyles2(getStyles);
  const found = shopSignals(detection).map(signalEvidence);
  const missing = missingSignals(detection);
  return (
    <ReportSection
      title="Business and resources"
      summary={`${found.length} found, ${missing.length} missing. Other names can be mapped below.`}
    >
      <div className={styles.scroll}>
        <table className={cx(styles.table, styles.tall)}>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col">Metric</th>
              <th scope="col">What it is</th>
              <th scope="col">Services</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ title, metric, about, services }) => (
              <tr key={metric}>
                <th scope="row">{title}</th>
                <td>
                  <code>{metric}</code>
                </td>
                <td>{about}</td>
                <td>{services.join(', ') || '–'}</td>
              </tr>
            ))}
            {missing.map(({ measure, lookedFor }) => (
              <tr key={measure}>
                <th scope="row">{MEASURE_TITLES[measure]}</th>
                <td colSpan={3}>
                  <Icon name="exclamation-triangle" className={styles.warning} aria-hidden /> Not found. Looked for{' '}
                  {lookedFor.join(', ')}.{' '}
                  {onMap && (
                    <Button
                      variant="secondary"
                      size="sm"
                      onClick={() => onMap(measure)}
                      aria-label={`Map a metric to ${MEASURE_TITLES[measure]}`}
                    >
                      Map a metric
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ReportSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...tableStyles(theme),
  warning: css({ color: theme.colors.warning.text }),
});
