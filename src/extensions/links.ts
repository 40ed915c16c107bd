import {
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionPanelContext,
  PluginExtensionPoints,
  type RawTimeRange,
  type ScopedVars,
} from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { type AppLocation, appLocationUrl } from '../correlation/appLocation';
import { traceUrl } from '../correlation/pageUrls/trace';
import { BASE_URL } from '../correlation/routes';
import { withSource } from '../correlation/sharedUrlState';
import { normalizeTraceId } from '../telemetry/traceId';
import { type AlertTarget } from '../correlation/alertLinks';
import { alertLocation, type AlertContext } from './alerts';
import { held } from './context';
import { queryLocation, type ForeignTarget } from './targets';

const TITLE = 'Open in Tillwatch';
const DESCRIPTION = 'Health, logs and traces for this query and time range';

type QueryContext = Pick<PluginExtensionPanelContext, 'targets' | 'timeRange' | 'scopedVars'>;

/** What Grafana's trace view says of the trace that it shows; times in microseconds. */
interface TraceContext {
  traceID: string;
  startTime?: number;
  datasource?: { uid: string };
}

/**
 * Links from Grafana's own views into the app, each with the query, the time and the data source it was opened with.
 */
export const LINKS: ReadonlyArray<PluginExtensionAddedLinkConfig<never>> = [
  {
    title: TITLE,
    description: DESCRIPTION,
    targets: [PluginExtensionPoints.DashboardPanelMenu, PluginExtensionPoints.ExploreToolbarAction],
    path: BASE_URL,
    icon: 'gf-traces',
    configure: configureQueryLink,
  },
  {
    title: 'Open trace in Tillwatch',
    description: 'Spans and logs of this trace on one timeline, with related metrics',
    targets: [PluginExtensionPoints.TraceViewHeaderActions],
    path: BASE_URL,
    icon: 'gf-traces',
    configure: configureTraceLink,
  },
  // Three for each plugin is what Grafana shows there.
  alertLink('health', 'Health in Tillwatch', 'The affected service, around the time the alert started'),
  alertLink('logs', 'Logs in Tillwatch', 'Logs of the affected service, around the time the alert started'),
  alertLink('traces', 'Traces in Tillwatch', 'Traces of the affected service, around the time the alert started'),
] as ReadonlyArray<PluginExtensionAddedLinkConfig<never>>;

function alertLink(to: AlertTarget, title: string, description: string) {
  return {
    title,
    description,
    targets: [PluginExtensionPoints.AlertInstanceAction],
    path: BASE_URL,
    icon: 'gf-traces',
    configure: (context?: Readonly<AlertContext>) => configureAlertLink(to, context),
  };
}

/** A link from an alert in Grafana's lists, to what it is about. */
export function configureAlertLink(to: AlertTarget, context?: Readonly<AlertContext>): { path: string } | undefined {
  const instance = held(context, 'instance');
  const location = instance && alertLocation(to, { instance }, Date.now());
  return location && { path: appLocationUrl(location) };
}

/** A link for the first query that leads anywhere; none where no query does. */
export function configureQueryLink(context?: Readonly<QueryContext>): { path: string } | undefined {
  const [scopedVars, timeRange] = [held(context, 'scopedVars'), held(context, 'timeRange')];
  for (const query of held(context, 'targets') ?? []) {
    const target = readTarget(query, scopedVars);
    const location = target && queryLocation(target);
    if (location) {
      return { path: appLocationUrl(inRange(location, timeRange)) };
    }
  }
  return undefined;
}

/** A link to the story of the trace that is shown. */
export function configureTraceLink(context?: Readonly<TraceContext>): { path: string } | undefined {
  const traceId = normalizeTraceId(context?.traceID ?? '');
  if (!traceId) {
    return undefined;
  }
  const location = traceUrl.write({ traceId, near: context?.startTime && context.startTime / 1000 });
  return { path: appLocationUrl(withSource(location, 'traces', context?.datasource?.uid)) };
}

function readTarget(query: DataQuery & { expr?: unknown; query?: unknown }, scopedVars?: ScopedVars) {
  const text = typeof query.expr === 'string' ? query.expr : query.query;
  if (query.hide || typeof text !== 'string' || text === '') {
    return undefined;
  }
  // A panel may name its data source by a variable, and dashboards of old name none.
  const settings = getDataSourceSrv().getInstanceSettings(query.datasource ?? null, scopedVars);
  const target: ForeignTarget = {
    type: settings?.type ?? query.datasource?.type ?? '',
    uid: settings?.uid ?? '',
    text: getTemplateSrv().replace(text, scopedVars),
  };
  return target;
}

/** In Grafana's words for a time: a moment in milliseconds, or one like `now-1h`. */
function inRange({ path, params }: AppLocation, range?: RawTimeRange): AppLocation {
  return range
    ? { path, params: [...params, ['from', String(range.from.valueOf())], ['to', String(range.to.valueOf())]] }
    : { path, params };
}
