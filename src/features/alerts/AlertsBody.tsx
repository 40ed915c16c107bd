import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps, sceneGraph, SceneObjectBase } from '@grafana/scenes';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { type AlertRow } from '../../analysis/alerts/alertRows';
import { type AlertsState, alertsUrl } from '../../correlation/pageUrls/alerts';
import { t } from '../../i18n/t';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { type UrlState, usePageUrl } from '../../ui/page/usePageUrl';
import { useTimeSpan } from '../../ui/page/sourceContext';
import { ServiceColors } from '../../ui/ServiceColors';
import { VerdictLine } from '../../ui/status/VerdictLine';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { useSampleMode } from '../../ui/status/useSampleMode';
import { AlertFilters } from './AlertFilters';
import { AlertNotices } from './AlertNotices';
import { toneOf } from './AlertStateBadge';
import { alertColumns } from './columns';
import { filteredRows } from './rowFilter';
import { type ShownAlerts, useAlerts } from './useAlerts';
import { formatMoment, isQuiet, noteWords, otherFacts, verdictWords } from './words';

/** All alerts. Which of them is in the address. */
export class AlertsBody extends SceneObjectBase {
  static Component = AlertsBodyView;
}

function AlertsBodyView({ model }: SceneComponentProps<AlertsBody>) {
  const styles = useStyles2(getStyles);
  const url = usePageUrl(alertsUrl);
  const { value, isLoading, failure } = useAlerts(model, { all: url.state.readsAll });
  const timeZone = sceneGraph.getTimeRange(model).getTimeZone();
  const { to } = useTimeSpan(model);
  if (!value) {
    return failure ? (
      <StatusMessage {...failure} />
    ) : (
      <LoadingPlaceholder text={t('alerts.loading', 'Loading alerts')} />
    );
  }
  return (
    <div className={styles.page}>
      <Verdict {...value} timeZone={timeZone} until={to} />
      {failure && (
        <StatusMessage
          {...failure}
          message={t('alerts.previous', 'Showing the previous result: {{message}}', { message: failure.message })}
        />
      )}
      {value.rows.length === 0 ? (
        <StatusMessage
          kind="empty"
          message={t('alerts.none', 'No alert rules in Grafana or its data sources')}
          advice={t('alerts.none-advice', 'Create an alert rule in Grafana, or load a rule file into Prometheus')}
        />
      ) : (
        <>
          <AlertFilters url={url} rows={value.rows} />
          <List url={url} shown={value} isLoading={isLoading} timeZone={timeZone} />
        </>
      )}
      <AlertNotices answer={value.answer} allHref={url.hrefOf({ readsAll: true })} />
    </div>
  );
}

/** Alerts are known as they are now: a range that ended before is told so. */
const NOW_WITHIN_MS = 5 * 60_000;

function Verdict({ verdict, answer, timeZone, until }: ShownAlerts & { timeZone: string; until: number }) {
  const { at } = answer;
  const [worst] = verdict.firing;
  const isWell = isQuiet(verdict, answer) && verdict.unevaluated === 0;
  const tone = worst ? toneOf(worst.state, worst.severity) : isWell ? 'ok' : 'unknown';
  const facts = otherFacts(verdict, answer);
  return (
    <VerdictLine
      state={tone}
      facts={[
        ...(facts.length > 0 ? [facts.join(' · ')] : []),
        ...(at - until > NOW_WITHIN_MS
          ? [
              t('alerts.as-of', 'As of {{time}}, not at the end of the time range', {
                time: formatMoment(at, until, timeZone),
              }),
            ]
          : []),
      ]}
      testId="alerts-verdict"
    >
      {verdictWords(verdict, answer, timeZone)}
    </VerdictLine>
  );
}

interface ListProps {
  url: UrlState<AlertsState>;
  shown: ShownAlerts;
  isLoading: boolean;
  timeZone: string;
}

function List({ url, shown: { rows, answer }, isLoading, timeZone }: ListProps) {
  const isSample = useSampleMode();
  const { filter, order } = url.state;
  const filtered = filteredRows(rows, url.state);
  return (
    <ServiceColors services={rows.flatMap(({ service }) => service ?? [])}>
      <EntityTable
        rows={filtered}
        columns={alertColumns({ shared: url.shared, now: answer.at, timeZone, isSample })}
        keyOf={({ key }) => key}
        nameOf={nameOf}
        testIdOf={(row) => `alert-${nameOf(row)}`}
        noteOf={noteWords}
        noun="alert"
        label={t('alerts.table.label', 'Alerts, those to look at first on top')}
        sort={order}
        onSort={(next) => url.push({ order: next })}
        filter={filter}
        noMatch={
          filter === ''
            ? t('alerts.table.no-match', 'No alerts match the filters. Show more states, or clear a filter')
            : undefined
        }
        isLoading={isLoading}
      />
    </ServiceColors>
  );
}

function nameOf({ name, service = '' }: AlertRow): string {
  return `${name} ${service}`.trim();
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), flexGrow: 1, minWidth: 0 }),
});
