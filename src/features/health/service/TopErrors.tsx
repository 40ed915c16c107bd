import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, type PanelData } from '@grafana/data';
import {
  type SceneComponentProps,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectRef,
  type SceneObjectState,
} from '@grafana/scenes';
import { LoadingPlaceholder, Text, TextLink, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { type ErrorGroup } from '../../../analysis/errors/errorGroups';
import { type StatedError } from '../../../analysis/errors/errorStatus';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { useTelemetryClient } from '../../../datasources/client/context';
import { marksInForce } from '../../../datasources/errors/marks';
import { TtlCache } from '../../../datasources/ttlCache';
import { t, tCount } from '../../../i18n/t';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { formatCount } from '../../../ui/format';
import { appHref } from '../../../ui/links/links';
import { LineText } from '../../../ui/logLines/LineText';
import { TemplateText } from '../../../ui/logLines/TemplateText';
import { useSourceContext, useTimeSpan } from '../../../ui/page/sourceContext';
import { type ErrorWording } from '../../../ui/errors/statusWords';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { type LogSource } from '../../../telemetry/questions/logs';
import { useSampleMode } from '../../../ui/status/useSampleMode';
import { useSettings } from '../../../ui/useSettings';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { TrendLine } from '../../../ui/TrendLine';
import { useSettledData } from '../../../ui/charts/useSettledData';
import { readErrorRows } from '../errors/rows';
import { FailedRoutes } from './FailedRoutes';
import { Ask, Section } from './Section';
import { type FactsHeader } from '../table/FactsHeader';
import { useEvidence } from './useEvidence';
import { askTopErrors, errorsInLogs, type TopErrors as Found } from './askTopErrors';
import { type KeptLookBacks } from './topErrorStates';

interface TopErrorsState extends SceneObjectState {
  service: string;
  /** Tells how the service is doing. */
  header: SceneObjectRef<FactsHeader>;
}

const TITLE_LIMIT = 200;

const TopErrorStatus = lazy(() => import(/* webpackChunkName: "service-errors" */ './TopErrorStatus'));

/**
 * What a service has most errors of: groups of its error log lines. Where it writes none, or they cannot be asked for,
 * the routes that failed by its metrics, which the page asks for anyway.
 */
export class TopErrors extends SceneObjectBase<TopErrorsState> {
  static Component = TopErrorsView;
}

function TopErrorsView({ model }: SceneComponentProps<TopErrors>) {
  const { service, header } = model.useState();
  const { logs } = useTelemetryClient();
  const context = useSourceContext(model);
  const span = useTimeSpan(model);
  const shared = sharedPart(useLocation().search);
  const data = useSettledData(sceneGraph.getData(model).useState().data);
  const { isWanted, ask } = useEvidence(header);
  const { value, isLoading, failure } = useAsyncQuery(
    isWanted ? async (signal) => askTopErrors(await logs.open(context), service, span, signal) : undefined,
    [logs, context, span, service, isWanted],
    t('service.top-errors.source', 'The data source for logs')
  );
  const [isCompared, setCompared] = useState(false);
  const states = useStates(service, value, isCompared ? async () => logs.open(context) : undefined);
  const timeZone = sceneGraph.getTimeRange(model).getTimeZone();
  return (
    <Section
      title={t('service.top-errors.title', 'Top errors')}
      more={{
        href: appHref(errorsInLogs(service), shared),
        text: t('service.top-errors.all', 'All errors in logs'),
      }}
      awaitsRows={isWanted !== false}
    >
      {failure && <StatusMessage {...failure} action={null} />}
      {isWanted === false && (
        <>
          <Ask onClick={ask}>{t('service.top-errors.ask', 'Group errors in logs')}</Ask>
          <InMetrics data={data} service={service} isLogFree={false} />
        </>
      )}
      {isWanted !== false && !value && !failure && (
        <LoadingPlaceholder text={t('service.top-errors.loading', 'Loading errors')} />
      )}
      {value && value.groups.length > 0 ? (
        <Groups
          found={value}
          statusOf={(group) => statusOf(states?.get(group.fingerprint), { timeZone, from: span.from })}
          isLoading={isLoading}
          service={service}
          shared={shared}
          onCompare={isCompared ? undefined : () => setCompared(true)}
        />
      ) : (
        (value ?? failure) && <InMetrics data={data} service={service} isLogFree={value !== undefined} />
      )}
    </Section>
  );
}

/**
 * What became of errors, in the chunk of the tab Errors: what somebody said of them at once, which are new or growing
 * on demand, as that takes two requests more than the first view of the page has.
 * @param open undefined until that is wanted
 */
function useStates(
  service: string,
  found: Found | undefined,
  open: (() => Promise<LogSource>) | undefined
): ReadonlyMap<string, StatedError> | undefined {
  const settings = useSettings();
  const isSample = useSampleMode();
  const [kept] = useState((): KeptLookBacks => new TtlCache());
  return useAsyncQuery(
    found && found.groups.length > 0 && settings
      ? async (signal) => {
          const { askTopErrorStates } = await import(/* webpackChunkName: "service-errors" */ './topErrorStates');
          const asked = {
            service,
            inRange: found.inRange,
            shown: found.groups.map(({ fingerprint }) => fingerprint),
            marks: await marksInForce(settings.settings, isSample),
            now: Date.now(),
          };
          return askTopErrorStates(await open?.(), asked, kept, signal);
        }
      : undefined,
    [service, found, settings, isSample, kept, open !== undefined]
  ).value;
}

function statusOf(error: StatedError | undefined, wording: ErrorWording): React.ReactNode {
  return (
    error && (
      <Suspense fallback={null}>
        <TopErrorStatus error={error} wording={wording} />
      </Suspense>
    )
  );
}

interface InMetricsProps {
  data: PanelData | undefined;
  service: string;
  /** The logs were asked, and have no errors. */
  isLogFree: boolean;
}

/** The routes that failed by the service's metrics. */
function InMetrics({ data, service, isLogFree }: InMetricsProps) {
  const rows = readErrorRows(data?.series ?? []);
  if (rows.length > 0) {
    return (
      <>
        {isLogFree && (
          <Text variant="bodySmall" color="secondary" element="p">
            {t('service.top-errors.no-lines', 'No error log lines. Routes with most failed requests:')}
          </Text>
        )}
        <FailedRoutes rows={rows} service={service} />
      </>
    );
  }
  return isLogFree ? (
    <StatusMessage
      kind="empty"
      title={t('service.top-errors.none', 'No errors')}
      message={t('service.top-errors.none-message', 'No error log lines and no failed requests in this time range')}
      action={null}
    />
  ) : null;
}

interface GroupsProps {
  found: Found;
  /** What became of an error; nothing where it is not known, or not yet. */
  statusOf: (group: ErrorGroup) => React.ReactNode;
  isLoading: boolean;
  service: string;
  shared: URLSearchParams;
  /** Asks which of them are new or growing; left out once that is asked. */
  onCompare?: () => void;
}

function Groups({ found: { groups, cutAt }, statusOf, isLoading, service, shared, onCompare }: GroupsProps) {
  const hrefOf = (group: ErrorGroup) => appHref(errorsInLogs(service, group), shared);
  return (
    <>
      {cutAt !== undefined && (
        <Text variant="bodySmall" color="secondary" element="p">
          {tCount('service.top-errors.cut', cutAt, {
            one: 'In the latest {{count}} error log line; more exist',
            other: 'In the latest {{count}} error log lines; more exist',
          })}
        </Text>
      )}
      <EntityTable
        rows={groups}
        columns={[errorColumn(hrefOf, statusOf), countColumn(), trendColumn()]}
        keyOf={({ fingerprint }) => fingerprint}
        testIdOf={({ fingerprint }) => `top-error-${fingerprint}`}
        noun="error"
        label={t('service.top-errors.label', 'Errors of {{service}}', { service })}
        look="dense"
        isLoading={isLoading}
      />
      {onCompare && <Ask onClick={onCompare}>{t('service.top-errors.compare', 'Find new and growing errors')}</Ask>}
    </>
  );
}

function errorColumn(hrefOf: (group: ErrorGroup) => string, statusOf: GroupsProps['statusOf']): Column<ErrorGroup> {
  return {
    id: 'error',
    header: t('service.top-errors.error', 'Error'),
    cell: (group) => (
      <>
        <ErrorLink group={group} href={hrefOf(group)} />
        {statusOf(group)}
      </>
    ),
  };
}

function ErrorLink({ group: { type, title }, href }: { group: ErrorGroup; href: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.error}>
      <TextLink href={href} inline={false} color="primary">
        <>
          {type !== undefined && (
            <>
              <LineText text={type} showsAnsi={false} limit={TITLE_LIMIT} />{' '}
            </>
          )}
          <TemplateText template={title} limit={TITLE_LIMIT} />
        </>
      </TextLink>
    </span>
  );
}

function countColumn(): Column<ErrorGroup> {
  return {
    id: 'lines',
    header: t('service.top-errors.count', 'Log lines'),
    isNumber: true,
    cell: ({ count }) => formatCount(count),
  };
}

function trendColumn(): Column<ErrorGroup> {
  return {
    id: 'trend',
    header: t('service.top-errors.trend', 'Trend'),
    cell: ({ count, trend }) => (
      <TrendLine
        values={trend}
        label={tCount('service.top-errors.trend-label', count, {
          one: 'This error over time: {{count}} log line',
          other: 'This error over time: {{count}} log lines',
        })}
        tone="bad"
      />
    ),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  error: css({
    overflowWrap: 'anywhere',
    minWidth: theme.spacing(14),
    unicodeBidi: 'isolate',
    a: { display: 'inline' },
  }),
});
