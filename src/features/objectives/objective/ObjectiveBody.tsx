import React, { useEffect } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LinkButton, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { logsBehind, tracesBehind } from '../../../correlation/links';
import { objectivesUrl, objectiveUrl } from '../../../correlation/pageUrls/objectives';
import { routeUrl } from '../../../correlation/pageUrls/route';
import { serviceUrl } from '../../../correlation/pageUrls/service';
import { useTelemetryClient } from '../../../datasources/client/context';
import { askBudget } from '../../../datasources/objectives/askBudget';
import { conditionsOf } from '../../../datasources/objectives/eventQuestions';
import { t } from '../../../i18n/t';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { appHref } from '../../../ui/links/links';
import { SignalLink } from '../../../ui/links/SignalLink';
import { namePage } from '../../../ui/page/pageTitle';
import { usePageUrl } from '../../../ui/page/usePageUrl';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { StateIcon } from '../../../ui/status/StateBadge';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { objectiveColumns } from '../columns';
import { noteOf } from '../noteOf';
import { type ObjectiveRow } from '../rows';
import { RulesSection } from '../RulesSection';
import { type ObjectivesView, useObjectives } from '../useObjectives';
import { standingText, subjectOf, titleOf } from '../words';
import { BudgetChart } from './BudgetChart';
import { BurntSection } from './BurntSection';
import { FiringAlerts } from './FiringAlerts';

/** The page of one objective, which the address names. */
export class ObjectiveBody extends SceneObjectBase<SceneObjectState> {
  static Component = ObjectiveBodyView;
}

function ObjectiveBodyView({ model }: SceneComponentProps<ObjectiveBody>) {
  const styles = useStyles2(getStyles);
  const { state, shared } = usePageUrl(objectiveUrl);
  const view = useObjectives(model, state.objective);
  const { settings, objectives, rows, failure, failures } = view;
  const [row] = rows ?? [];
  const title = row && titleOf(row.objective);
  useEffect(() => {
    if (title !== undefined) {
      namePage(model, title);
    }
  }, [model, title]);
  if (!objectives) {
    return <LoadingPlaceholder text={t('objectives.loading', 'Loading objectives')} />;
  }
  return (
    <div className={styles.page}>
      {settings?.failure && <StatusMessage {...settings.failure} />}
      {failure && <StatusMessage {...failure} />}
      {failures.map(({ kind, message }) => (
        <StatusMessage key={message} kind={kind} message={message} />
      ))}
      {view.isMissing && !settings?.failure && (
        <StatusMessage
          kind="empty"
          title={t('objectives.missing', 'Objective not found')}
          message={t('objectives.missing-about', 'No objective is called “{{objective}}”', {
            objective: state.objective,
          })}
          action={
            <LinkButton size="sm" variant="secondary" href={appHref(objectivesUrl.write({}), shared)}>
              {t('objectives.all', 'All objectives')}
            </LinkButton>
          }
        />
      )}
      {!row && !view.isMissing && !failure && (
        <LoadingPlaceholder text={t('objectives.counting', 'Counting requests')} />
      )}
      {row && <Objective row={row} view={view} shared={shared} />}
    </div>
  );
}

function Objective({ row, view, shared }: { row: ObjectiveRow; view: ObjectivesView; shared: URLSearchParams }) {
  const styles = useStyles2(getStyles);
  const { metrics } = useTelemetryClient();
  const { objective, bound, standing } = row;
  const { context, isSample, timeZone } = view;
  const isLatency = objective.threshold !== undefined;
  const budget = useAsyncQuery(
    isLatency && !bound ? undefined : (signal) => askBudget(metrics, context, objective, bound, signal),
    [metrics, context.metrics, context.environments, row.id, bound?.bound, isSample],
    t('objectives.source', 'The data source for metrics')
  );
  const behind = { where: conditionsOf(objective), errors: !isLatency, slowerThan: objective.threshold };
  const { service, route } = objective;
  const health = route === undefined ? serviceUrl.write({ service }) : routeUrl.write({ service, route });
  return (
    <>
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap" gap={1}>
        <div className={styles.verdict} data-testid="objective-verdict">
          <StateIcon state={standing.state} />
          <Text element="p">{standingText(row)}</Text>
        </div>
        <Stack gap={1}>
          <LinkButton size="sm" variant="secondary" fill="text" icon="heart" href={appHref(health, shared)}>
            {t('objectives.health', 'Health')}
          </LinkButton>
          <SignalLink to="logs" of={subjectOf(objective)} href={appHref(logsBehind(behind), shared)} />
          <SignalLink to="traces" of={subjectOf(objective)} href={appHref(tracesBehind(behind), shared)} />
        </Stack>
      </Stack>
      <EntityTable
        rows={[row]}
        columns={objectiveColumns(({ id }) => appHref(objectiveUrl.write({ objective: id }), shared))}
        keyOf={({ id }) => id}
        noteOf={(one) => noteOf(one, timeZone)}
        noun="objective"
        label={t('objectives.table.label', 'Objectives')}
        isLoading={view.isLoading}
      />
      <section aria-label={t('objectives.chart.title', 'Budget over time')}>
        <Text element="h2" variant="h5">
          {t('objectives.chart.title', 'Budget over time')}
        </Text>
        {budget.failure && <StatusMessage {...budget.failure} />}
        {budget.isLoading && !budget.value && (
          <LoadingPlaceholder text={t('objectives.counting', 'Counting requests')} />
        )}
        {budget.value && (
          <BudgetChart
            budget={budget.value}
            objective={objective}
            now={{ time: context.at, left: standing.left }}
            timeZone={timeZone}
          />
        )}
      </section>
      <BurntSection objective={objective} bound={bound} context={context} isSample={isSample} shared={shared} />
      <FiringAlerts id={row.id} at={context.at} isSample={isSample} timeZone={timeZone} />
      <RulesSection rows={[row]} context={context} isSample={isSample} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), width: '100%', minWidth: 0 }),
  verdict: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), ...theme.typography.h5 }),
});
