import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, Text, useStyles2 } from '@grafana/ui';
import { askLoss } from '../../datasources/changes/askLoss';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { t } from '../../i18n/t';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { TARGET_SIZE } from '../../ui/targetSize';
import { costBasis, costTexts } from './costWords';

interface CostSectionProps {
  /** When it went wrong; undefined while, or where, that is not known. */
  during: TimeSpan | undefined;
  /** How many causes are named, of which it is all. */
  causes: number;
  context: SourceContext;
  timeZone: string;
}

/** What a time cost the shop: nothing where it has no numbers of its orders. */
export function CostSection({ during, causes, context, timeZone }: CostSectionProps) {
  const styles = useStyles2(getStyles);
  const { metrics } = useTelemetryClient();
  const { from, to } = during ?? {};
  const { value, isLoading, failure } = useAsyncQuery(
    during &&
      (async (signal) => {
        const question = {
          during,
          metrics: context.metrics,
          environment: JSON.stringify(context.environments),
          timeZone,
        };
        return { loss: await askLoss(metrics, question, signal) };
      }),
    [metrics, from, to, context, timeZone],
    t('changes.cost.source', 'The data source for metrics')
  );
  const loss = value?.loss;
  if (!during || (value && !loss && !failure)) {
    return null;
  }
  return (
    <section aria-label={t('changes.cost.title', 'What it cost')} aria-busy={isLoading} className={styles.section}>
      <Text element="h2" variant="h6">
        {t('changes.cost.title', 'What it cost')}
      </Text>
      {failure && <StatusMessage {...failure} />}
      {!value && !failure && (
        <Text color="secondary" variant="bodySmall">
          {t('changes.cost.loading', 'Counting orders of eight days')}
        </Text>
      )}
      {loss && (
        <ul className={styles.list}>
          {costTexts(loss, causes).map((text, index, all) => (
            <li key={text}>
              {text}
              {index === all.length - 1 && (
                <IconButton name="info-circle" className={styles.target} tooltip={costBasis(loss)} />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
  list: css({ margin: 0, paddingLeft: theme.spacing(2.5) }),
  target: css({ ...TARGET_SIZE, marginLeft: theme.spacing(0.5), verticalAlign: 'middle' }),
});
