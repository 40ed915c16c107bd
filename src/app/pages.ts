import { BASE_URL, PATHS } from '../correlation/routes';
import { t } from '../i18n/t';
import { normalizeTraceId } from '../telemetry/traceId';
import { definePage, type PageDefinition } from './definePage';

/** Every page: a folder in `features`, a row here and, if the navigation lists it, a row in `plugin.json`. */
export const PAGES: readonly PageDefinition[] = [
  definePage({
    path: PATHS.health,
    title: () => t('app.page.health', 'Health'),
    navigation: 'home',
    signals: ['metrics'],
    compares: true,
    load: () => import('../features/health/page'),
  }),
  definePage({
    path: PATHS.service,
    parent: PATHS.health,
    title: () => t('app.page.service', 'Service'),
    params: ['service'],
    titleOf: ({ service }) => service,
    signals: ['metrics', 'traces'],
    compares: true,
    marks: true,
    load: () => import('../features/health/service/page'),
  }),
  definePage({
    path: PATHS.route,
    parent: PATHS.service,
    title: () => t('app.page.route', 'Route'),
    params: ['service', 'route'],
    titleOf: ({ route }) => route,
    signals: ['metrics'],
    compares: true,
    marks: true,
    load: () => import('../features/health/route/page'),
  }),
  definePage({
    path: PATHS.alerts,
    title: () => t('app.page.alerts', 'Alerts'),
    navigation: 'listed',
    signals: ['metrics', 'logs'],
    load: () => import('../features/alerts/page'),
  }),
  definePage({
    path: PATHS.alert,
    parent: PATHS.alerts,
    title: () => t('app.page.alert', 'Alert'),
    params: ['alert', 'service', 'severity', 'rule', 'source', 'group', 'folder', 'definition'],
    titleOf: ({ alert }) => alert,
    signals: ['metrics', 'logs'],
    marks: true,
    load: () => import('../features/alerts/alert/page'),
  }),
  definePage({
    path: PATHS.changes,
    title: () => t('app.page.changes', 'Changes'),
    navigation: 'listed',
    signals: ['metrics', 'traces', 'logs'],
    load: () => import('../features/changes/page'),
  }),
  definePage({
    path: PATHS.logs,
    title: () => t('app.page.logs', 'Logs'),
    navigation: 'listed',
    signals: ['logs', 'traces'],
    load: () => import('../features/logs/page'),
  }),
  definePage({
    path: PATHS.traces,
    title: () => t('app.page.traces', 'Traces'),
    navigation: 'listed',
    signals: ['traces'],
    load: () => import('../features/traces/page'),
  }),
  definePage({
    path: `${BASE_URL}/traces/:traceId`,
    parent: PATHS.traces,
    title: () => t('app.page.request', 'Request'),
    params: ['traceId'],
    titleOf: ({ traceId }) =>
      traceId && t('app.page.request-of', 'Request {{id}}', { id: (normalizeTraceId(traceId) ?? traceId).slice(0, 8) }),
    signals: ['metrics', 'logs', 'traces'],
    isOfOneMoment: true,
    load: () => import('../features/trace/page'),
  }),
  definePage({
    path: PATHS.objectives,
    title: () => t('app.page.objectives', 'Objectives'),
    navigation: 'listed',
    signals: ['metrics'],
    load: () => import('../features/objectives/page'),
  }),
  definePage({
    path: PATHS.objective,
    parent: PATHS.objectives,
    title: () => t('app.page.objective', 'Objective'),
    params: ['objective'],
    titleOf: ({ objective }) => objective,
    signals: ['metrics'],
    load: () => import('../features/objectives/objective/page'),
  }),
  definePage({
    path: PATHS.infrastructure,
    title: () => t('app.page.infrastructure', 'Infrastructure'),
    navigation: 'listed',
    signals: ['metrics', 'traces'],
    load: () => import('../features/infrastructure/page'),
  }),
  definePage({
    path: PATHS.host,
    parent: PATHS.infrastructure,
    title: () => t('app.page.host', 'Host'),
    params: ['host'],
    titleOf: ({ host }) => host,
    signals: ['metrics'],
    load: () => import('../features/infrastructure/entity/hostPage'),
  }),
  definePage({
    path: PATHS.container,
    parent: PATHS.infrastructure,
    title: () => t('app.page.container', 'Container'),
    params: ['container'],
    titleOf: ({ container }) => container,
    signals: ['metrics'],
    load: () => import('../features/infrastructure/entity/containerPage'),
  }),
  definePage({
    path: PATHS.stack,
    title: () => t('app.page.stack', 'Stack'),
    navigation: 'listed',
    signals: ['metrics', 'logs', 'traces'],
    load: () => import('../features/stack/page'),
  }),
  definePage({
    path: PATHS.setup,
    title: () => t('app.page.setup', 'Setup'),
    subTitle: () =>
      t(
        'app.page.setup-about',
        'What Tillwatch detected in your telemetry, how reliable that is, and what is missing.'
      ),
    navigation: 'listed',
    signals: [],
    load: () => import('../features/setup/page'),
  }),
];

/** Where the bare address of the app leads. */
export const HOME_PATH = PAGES.find(({ navigation }) => navigation === 'home')?.path ?? PATHS.health;
