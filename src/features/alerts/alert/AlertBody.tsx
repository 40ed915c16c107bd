import React, { lazy, Suspense, useCallback, useEffect } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import {
  type SceneComponentProps,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { LoadingPlaceholder, TextLink, useStyles2 } from '@grafana/ui';
import { type AlertRow, timesFiredBy } from '../../../analysis/alerts/alertRows';
import { recordedAlike } from '../../../analysis/alerts/ruleKey';
import { routeOfLabels } from '../../../correlation/labelEntities';
import { alertsUrl, alertUrl } from '../../../correlation/pageUrls/alerts';
import { t } from '../../../i18n/t';
import { type Labels } from '../../../telemetry/vocabulary';
import { appHref } from '../../../ui/links/links';
import { usePageUrl } from '../../../ui/page/usePageUrl';
import { ServiceColors } from '../../../ui/ServiceColors';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { useSampleMode } from '../../../ui/status/useSampleMode';
import { AlertNotices } from '../AlertNotices';
import { rowsMeant } from '../rowFilter';
import { type ShownAlerts, useAlerts } from '../useAlerts';
import { isAllRead } from '../words';
import { AlertHeader } from './AlertHeader';
import { HistorySection } from './HistorySection';
import { ChangesSection } from './ChangesSection';
import { OtherAlerts } from './OtherAlerts';
import { useAlertEvidence } from './useAlert';
import { type WatchedMarks } from './WatchedMarks';
import { watchedChart, WatchedSection } from './WatchedSection';

interface AlertBodyState extends SceneObjectState {
  /** Of what the alert watches. */
  chart: VizPanel;
  /** Marks the chart by what happened to the service of the alert, where that is known. */
  marks?: WatchedMarks;
}

// At the end of the page, below what it is opened for.
const LabelsSection = lazy(() =>
  import(/* webpackChunkName: "alert-tables" */ './LabelsSection').then((module) => ({ default: module.LabelsSection }))
);

/** One alert. Which one is in the address. */
export class AlertBody extends SceneObjectBase<AlertBodyState> {
  static Component = AlertBodyView;

  constructor() {
    super({ chart: watchedChart() });
  }

  /** Marks the chart while it is about this service, once what marks it is loaded. @returns stops that */
  markBy(service: string): () => void {
    const wanted = new AbortController();
    const { signal } = wanted;
    void import(/* webpackChunkName: "watched-marks" */ './WatchedMarks').then(
      (loaded) => {
        if (!signal.aborted) {
          const marks = new loaded.WatchedMarks(service, this.state.chart);
          this.setState({ marks });
          signal.addEventListener('abort', marks.activate());
        }
      },
      // A chart without marks is better than none.
      () => undefined
    );
    return () => wanted.abort();
  }
}

function AlertBodyView({ model }: SceneComponentProps<AlertBody>) {
  const styles = useStyles2(getStyles);
  const { state, shared } = usePageUrl(alertUrl);
  const { value, failure } = useAlerts(model, { of: state.source || undefined });
  const list = <TextLink href={appHref(alertsUrl.write({}), shared)}>{t('alerts.alert.all', 'All alerts')}</TextLink>;
  if (state.alert === '') {
    return <StatusMessage kind="empty" title={t('alerts.alert.unnamed', 'No alert selected')} action={list} />;
  }
  if (!value) {
    return failure ? (
      <StatusMessage {...failure} />
    ) : (
      <LoadingPlaceholder text={t('alerts.alert.loading', 'Loading alert')} />
    );
  }
  const { answer, serviceOf } = value;
  const [row, ...others] = rowsMeant(value.rows, state, (rule, service) =>
    timesFiredBy(rule, answer.fired, (labels) => service === undefined || serviceOf(labels, rule) === service)
  );
  const notices = <AlertNotices answer={answer} allHref={appHref(alertsUrl.write({ readsAll: true }), shared)} />;
  return row ? (
    <Details key={row.key} model={model} row={row} others={others} shown={value} shared={shared} notices={notices} />
  ) : (
    <div className={styles.page}>
      {notices}
      <NotFound name={state.alert} isSure={isAllRead(answer)} action={list} />
    </div>
  );
}

interface NotFoundProps {
  name: string;
  /** Whether all that may know it was read. */
  isSure: boolean;
  action: React.ReactElement;
}

function NotFound({ name, isSure, action }: NotFoundProps) {
  return isSure ? (
    <StatusMessage
      kind="empty"
      title={t('alerts.alert.gone', 'Alert not found')}
      message={t('alerts.alert.gone-message', 'No rule and no Alertmanager has “{{name}}” now', { name })}
      advice={t('alerts.alert.gone-advice', 'It may have resolved, or its rule was renamed or removed')}
      action={action}
    />
  ) : (
    <StatusMessage
      kind="empty"
      title={t('alerts.alert.unread', 'Not found in what could be read')}
      message={t('alerts.alert.unread-message', 'Nothing that could be read has “{{name}}” now', { name })}
      advice={t('alerts.alert.unread-advice', 'What could not be read may have it')}
      action={action}
    />
  );
}

interface DetailsProps {
  model: AlertBody;
  row: AlertRow;
  /** What the address may mean as well. */
  others: readonly AlertRow[];
  shown: ShownAlerts;
  shared: URLSearchParams;
  /** What could not be read. */
  notices: React.ReactElement;
}

function Details({ model, row, others, shown: { answer, serviceOf }, shared, notices }: DetailsProps) {
  const styles = useStyles2(getStyles);
  const { chart } = model.useState();
  const isSample = useSampleMode();
  const timeZone = sceneGraph.getTimeRange(model).getTimeZone();
  const { history, watched } = useAlertEvidence(model, row, serviceOf);
  const { service, alerts } = row;
  useEffect(() => (service === undefined ? undefined : model.markBy(service)), [model, service]);
  const isMeant = useCallback(
    (labels: Labels) => service === undefined || (serviceOf(labels) ?? service) === service,
    [service, serviceOf]
  );
  const now = answer.at;
  const route = routeOfLabels(alerts[0]?.labels ?? {});
  return (
    <ServiceColors services={service === undefined ? [] : [service]}>
      <div className={styles.page}>
        <AlertHeader row={row} now={now} shared={shared} timeZone={timeZone} isSample={isSample} />
        <OtherAlerts row={row} others={others} shared={shared} />
        <div className={styles.beside}>
          {row.rule && (
            <HistorySection
              history={history}
              alike={
                recordedAlike(
                  row.rule,
                  answer.rules.map(({ rule }) => rule)
                ).length
              }
              now={now}
              service={service}
              route={route}
              shared={shared}
              timeZone={timeZone}
            />
          )}
          {row.rule && <WatchedSection watched={watched} chart={chart} isMeant={isMeant} />}
        </div>
        <ChangesSection scene={model} row={row} now={now} watched={watched} history={history} timeZone={timeZone} />
        <Suspense fallback={null}>
          <LabelsSection row={row} now={now} timeZone={timeZone} />
        </Suspense>
        {notices}
      </div>
    </ServiceColors>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), flexGrow: 1, minWidth: 0 }),
  beside: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(460px, 100%), 1fr))',
    gap: theme.spacing(3),
  }),
});
