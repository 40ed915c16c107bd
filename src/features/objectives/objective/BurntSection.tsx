import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { LoadingPlaceholder, Text, TextLink, useStyles2 } from '@grafana/ui';
import { type LatencyBound } from '../../../analysis/objectives/latencyBound';
import { type ServiceLevelObjective } from '../../../analysis/objectives/objective';
import { tracesBehind } from '../../../correlation/links';
import { useTelemetryClient } from '../../../datasources/client/context';
import { askBurnt, type Burnt } from '../../../datasources/objectives/askBurnt';
import { type ObjectivesContext } from '../../../datasources/objectives/askQuestions';
import { conditionsOf } from '../../../datasources/objectives/eventQuestions';
import { t, tCount } from '../../../i18n/t';
import { is } from '../../../telemetry/questions/metric';
import { DifferenceRows } from '../../../ui/differences/DifferenceRows';
import { formatCount } from '../../../ui/format';
import { appHref } from '../../../ui/links/links';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../../ui/status/StatusMessage';

interface BurntSectionProps {
  objective: ServiceLevelObjective;
  bound: LatencyBound | undefined;
  context: ObjectivesContext;
  isSample: boolean;
  shared: URLSearchParams;
}

/** What burnt the budget of an objective: what bad requests have in common, and good ones have not. */
export function BurntSection({ objective, bound, context, isSample, shared }: BurntSectionProps) {
  const styles = useStyles2(getStyles);
  const { metrics } = useTelemetryClient();
  const isLatency = objective.threshold !== undefined;
  const { value, failure } = useAsyncQuery(
    isLatency && !bound
      ? undefined
      : async (signal) => ({ burnt: await askBurnt(metrics, context, objective, bound, signal) }),
    [metrics, context.metrics, context.environments, JSON.stringify(objective), bound?.bound, isSample],
    t('objectives.source', 'The data source for metrics')
  );
  if (isLatency && !bound) {
    return null;
  }
  // In traces what failed is compared with the others where one does not look at it alone.
  const inTraces = appHref(tracesBehind({ where: conditionsOf(objective), slowerThan: objective.threshold }), shared);
  return (
    <section className={styles.section} aria-label={t('objectives.burnt.title', 'What burnt the budget')}>
      <Text element="h2" variant="h5">
        {t('objectives.burnt.title', 'What burnt the budget')}
      </Text>
      {failure && <StatusMessage {...failure} />}
      {!value && !failure && <LoadingPlaceholder text={t('objectives.counting', 'Counting requests')} />}
      {value && !value.burnt && (
        <Text color="secondary">
          {t('objectives.burnt.untold', 'The metrics do not tell requests apart by route, version or instance')}
        </Text>
      )}
      {value?.burnt && <Found burnt={value.burnt} objective={objective} shared={shared} />}
      {value && value.burnt?.bad !== 0 && (
        <TextLink href={inTraces} inline={false} variant="bodySmall">
          {t('objectives.burnt.traces', 'What stands out in traces')}
        </TextLink>
      )}
    </section>
  );
}

interface FoundProps extends Pick<BurntSectionProps, 'objective' | 'shared'> {
  burnt: Burnt;
}

function Found({ burnt: { bad, good, differences, tested }, objective, shared }: FoundProps) {
  const { threshold } = objective;
  const more = differences.filter(({ difference }) => difference > 0);
  if (bad === 0) {
    return <Text color="secondary">{t('objectives.burnt.none', 'No bad requests in the window')}</Text>;
  }
  if (more.length === 0) {
    return (
      <Text color="secondary">
        {tCount(
          'objectives.burnt.nothing',
          tested,
          {
            one: '{{bad}} bad requests; they do not differ from good ones in {{count}} value tested',
            other: '{{bad}} bad requests; they do not differ from good ones in {{count}} values tested',
          },
          { bad: formatCount(bad) }
        )}
      </Text>
    );
  }
  return (
    <DifferenceRows
      differences={more}
      groups={{
        selection: { name: t('objectives.burnt.bad', 'bad requests'), count: bad },
        rest: { name: t('objectives.burnt.good', 'good requests'), count: good },
      }}
      hrefOf={({ field, value }) => {
        const where = [...conditionsOf(objective), is(field as Burnt['differences'][number]['field'], value)];
        return appHref(tracesBehind({ where, errors: threshold === undefined, slowerThan: threshold }), shared);
      }}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), maxWidth: 720, minWidth: 0 }),
});
