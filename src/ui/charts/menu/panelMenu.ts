import { AppEvents, locationUtil, type PanelMenuItem } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { type SceneObject, sceneGraph, VizPanel, VizPanelMenu } from '@grafana/scenes';
import { type AnswerNote } from '../../../datasources/answer';
import { DRILLDOWN_APPS, metricsDrilldown } from '../../../correlation/drilldown';
import { clientOf } from '../../../datasources/client/scenes';
import { mayExplore } from '../../../datasources/explorePermission';
import { t } from '../../../i18n/t';
import { exploreUrl } from '../../links/explore';
import { type QuestionQuery } from '../../../datasources/question';
import { type DashboardPanel } from './dashboardPanel';
import { type ShownQueries } from './queryText';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** What a menu asks of its panel. */
export interface MenuActions {
  /** The queries that the panel draws. */
  queries: () => readonly QuestionQuery[];
  show: (shown: ShownQueries) => void;
  /** Shows Grafana's form for a panel on a dashboard; undefined where there is none. */
  add: () => ((panel: DashboardPanel) => void) | undefined;
}

/** The menu of every panel: open in Explore, show the query, make an alert or a dashboard's panel, copy a link. */
export function panelMenu(actions: MenuActions): VizPanelMenu {
  // Behaviours run when the menu opens, which is when the data is there.
  return new VizPanelMenu({ $behaviors: [(menu: SceneObject) => fill(menu, actions)] });
}

function fill(menu: SceneObject, { queries: queriesOf, show, add: addTo }: MenuActions): void {
  const panel = menu.parent;
  if (!(menu instanceof VizPanelMenu) || !(panel instanceof VizPanel)) {
    return;
  }
  const frames = sceneGraph.getData(panel).state.data?.series ?? [];
  const asked = frames.flatMap((frame) => (frame.meta?.custom as AnswerNote | undefined)?.asked ?? []);
  const queries = [...new Map(asked.map((query) => [query.expr, query])).values()];
  const notices = [...new Set(frames.flatMap((frame) => frame.meta?.notices?.map(({ text }) => text) ?? []))];
  const { from, to } = sceneGraph.getTimeRange(panel).state.value;
  const span = { from: from.valueOf(), to: to.valueOf() };
  const [first] = queries;

  // What comes later takes its place among what is there at once.
  const parts: Record<'explore' | 'drilldown' | 'query' | 'create' | 'link', PanelMenuItem[]> = {
    explore: [],
    drilldown: [],
    query: [],
    create: [],
    link: [{ text: t('ui.menu.copy-link', 'Copy link'), iconClassName: 'link', onClick: () => void copyLink(span) }],
  };
  const add = (more: Partial<typeof parts>) => {
    Object.assign(parts, more);
    menu.setItems(Object.values(parts).flat());
  };
  if (first) {
    const href = exploreUrl(first.dataSource, queries, span);
    parts.explore = mayExplore()
      ? [{ text: t('ui.menu.explore', 'Open in Explore'), iconClassName: 'compass', href }]
      : [];
    parts.query = [
      {
        text: t('ui.menu.query', 'Show query'),
        iconClassName: 'brackets-curly',
        onClick: () => show({ queries, notices }),
      },
    ];
  }
  add({});
  const { title, description } = panel.state;
  const isSample = clientOf(panel).sampleMode.isOn();
  // Few menus are opened: no page loads this for what it shows first.
  import(/* webpackChunkName: "chart-menu" */ './createItems').then(
    ({ createItems }) =>
      add({ create: createItems({ title, description, queries: queriesOf(), frames, isSample, add: addTo() }) }),
    // The menu does without it where the files are those of another version.
    () => undefined
  );
  const drilldown = first && metricsDrilldown({ uid: first.dataSource.uid, text: first.expr }, span);
  if (drilldown !== undefined && mayExplore()) {
    void clientOf(panel)
      .drilldowns.has('metrics')
      .then((isThere) => isThere && add({ drilldown: [drilldownItem(drilldown)] }));
  }
}

function drilldownItem(path: string): PanelMenuItem {
  const text = t('ui.menu.drilldown', 'Open in {{app}}', { app: DRILLDOWN_APPS.metrics.name });
  return { text, iconClassName: 'drilldown', href: locationUtil.assureBaseUrl(path) };
}

/**
 * Copies the page's address with its moment in it: what is seen now stays seen, whenever the link is opened. Browsers
 * have no clipboard on pages that are not secure; then the user gets the address to copy by hand.
 */
async function copyLink({ from, to }: TimeSpan): Promise<void> {
  const url = new URL(window.location.href);
  url.searchParams.set('from', String(from));
  url.searchParams.set('to', String(to));
  try {
    await navigator.clipboard.writeText(url.toString());
    getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [t('ui.menu.copied', 'Link copied')] });
  } catch {
    const title = t('ui.menu.copy-failed', 'Copy failed. Copy this link manually');
    getAppEvents().publish({ type: AppEvents.alertWarning.name, payload: [title, url.toString()] });
  }
}
