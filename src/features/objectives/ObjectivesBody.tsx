import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { objectivesUrl, objectiveUrl } from '../../correlation/pageUrls/objectives';
import { t } from '../../i18n/t';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { FilterInput } from '../../ui/inputs/FilterInput';
import { appHref } from '../../ui/links/links';
import { usePageUrl } from '../../ui/page/usePageUrl';
import { VerdictLine } from '../../ui/status/VerdictLine';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { objectiveColumns } from './columns';
import { noteOf } from './noteOf';
import { type ObjectiveRow } from './rows';
import { RulesSection } from './RulesSection';
import { mayChangeObjectives, SetObjectives } from './SetObjectives';
import { type ObjectivesView, useObjectives } from './useObjectives';
import { subjectOf, verdictText } from './words';

/** The page of all objectives. Order and filter are kept in the URL. */
export class ObjectivesBody extends SceneObjectBase<SceneObjectState> {
  static Component = ObjectivesBodyView;
}

function ObjectivesBodyView({ model }: SceneComponentProps<ObjectivesBody>) {
  const styles = useStyles2(getStyles);
  const view = useObjectives(model);
  const { settings, objectives, rows, context } = view;
  if (!settings || !objectives) {
    return <LoadingPlaceholder text={t('objectives.loading', 'Loading objectives')} />;
  }
  return (
    <div className={styles.page}>
      {settings.failure && <StatusMessage {...settings.failure} />}
      {objectives.length > 0 ? (
        <Standing view={view} />
      ) : settings.failure ? null : (
        <StatusMessage
          kind="empty"
          title={t('objectives.none', 'No objectives')}
          message={t('objectives.none-about', 'No service has an objective yet')}
          advice={
            mayChangeObjectives(settings, view.isSample)
              ? t('objectives.none-admin', 'Propose objectives from the last 30 days, or add one below')
              : t('objectives.none-advice', 'Ask an admin to set objectives on this page')
          }
        />
      )}
      <SetObjectives
        settings={settings}
        context={context}
        timeZone={view.timeZone}
        isSample={view.isSample}
        objectives={objectives}
      />
      {rows && rows.length > 0 && <RulesSection rows={rows} context={context} isSample={view.isSample} />}
    </div>
  );
}

/** How the objectives stand: in a sentence, and one a row. */
function Standing({ view }: { view: ObjectivesView }) {
  const styles = useStyles2(getStyles);
  const { state, shared, replace } = usePageUrl(objectivesUrl);
  const { rows, failure, failures, isLoading } = view;
  const hrefOf = ({ id }: ObjectiveRow) => appHref(objectiveUrl.write({ objective: id }), shared);
  const [worst] = rows ?? [];
  return (
    <>
      {failure && <StatusMessage {...failure} />}
      {failures.map(({ kind, message }) => (
        <StatusMessage key={message} kind={kind} message={message} />
      ))}
      {!rows && !failure && <LoadingPlaceholder text={t('objectives.counting', 'Counting requests')} />}
      {rows && worst && (
        <>
          <VerdictLine state={worst.standing.state} testId="objectives-verdict">
            {verdictText(rows)}
          </VerdictLine>
          <div className={styles.filter}>
            <FilterInput
              value={state.filter}
              onChange={(filter) => replace({ filter })}
              label={t('objectives.filter', 'Filter objectives')}
            />
          </div>
          <EntityTable
            rows={rows}
            columns={objectiveColumns(hrefOf)}
            keyOf={({ id }) => id}
            nameOf={({ objective }) => subjectOf(objective)}
            testIdOf={({ id }) => `objective-${id}`}
            noteOf={(row) => noteOf(row, view.timeZone)}
            noun="objective"
            label={t('objectives.table.label', 'Objectives')}
            sort={state.order && { by: state.order.by, isReverse: state.order.isReverse }}
            onSort={({ by, isReverse }) =>
              replace({ order: by === 'state' && !isReverse ? undefined : { by, isReverse } })
            }
            filter={state.filter}
            isLoading={isLoading}
          />
        </>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), width: '100%', minWidth: 0 }),
  filter: css({ display: 'flex', justifyContent: 'flex-end' }),
});
