import { type PanelMenuItem } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { sceneGraph, SceneObjectBase, VizPanel, VizPanelMenu } from '@grafana/scenes';
import { type AnswerNote } from '../../datasources/answer';
import { exploreUrl } from '../../views/explore';
import { showQuery } from './showQuery';

/** The menu of every panel: open in Explore, the query behind it, copy link. */
export function panelMenu(): VizPanelMenu {
  return new VizPanelMenu({ $behaviors: [fillWhenOpened] });
}

/** Behaviours run when the menu is opened, which is when its data is there. */
function fillWhenOpened(menu: SceneObjectBase): void {
  if (!(menu instanceof VizPanelMenu) || !(menu.parent instanceof VizPanel)) {
    return;
  }
  const panel = menu.parent;
  const frames = sceneGraph.getData(panel).state.data?.series ?? [];
  const asked = frames.flatMap((frame) => (frame.meta?.custom as AnswerNote | undefined)?.asked ?? []);
  const queries = [...new Map(asked.map((query) => [query.expr, query])).values()];
  const notices = [...new Set(frames.flatMap((frame) => frame.meta?.notices?.map(({ text }) => text) ?? []))];
  const range = sceneGraph.getTimeRange(panel).state.value;
  const [first] = queries;

  const items: PanelMenuItem[] = [];
  if (first) {
    items.push(
      { text: 'Open in Explore', iconClassName: 'compass', href: exploreUrl(first.dataSource, queries, range) },
      {
        text: 'The query behind it',
        iconClassName: 'brackets-curly',
        onClick: () => showQuery(panel.state.title, queries, notices),
      }
    );
  }
  items.push({
    text: 'Copy link',
    iconClassName: 'link',
    onClick: () => {
      const url = new URL(window.location.href);
      url.search = locationService.getLocation().search;
      // What is seen now stays seen: the link carries the moment, not "the last hour".
      url.searchParams.set('from', String(range.from.valueOf()));
      url.searchParams.set('to', String(range.to.valueOf()));
      void navigator.clipboard.writeText(url.toString());
    },
  });
  menu.setItems(items);
}
