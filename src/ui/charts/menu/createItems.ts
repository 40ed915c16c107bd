import { type DataFrame, type PanelMenuItem } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { mayAddToDashboards, mayCreateAlerts } from '../../../datasources/createPermission';
import { type QuestionQuery } from '../../../datasources/question';
import { t } from '../../../i18n/t';
import { alertFormUrl, proposedAlert, thresholdText } from './alertForm';
import { carriedQueries } from './carriedQuery';
import { type DashboardPanel, dashboardPanel } from './dashboardPanel';

/** The panel that something is made of. */
interface Chart {
  title: string;
  description?: string;
  queries: readonly QuestionQuery[];
  frames: readonly DataFrame[];
  /** Whether it shows sample data, which no data source can be asked for. */
  isSample: boolean;
  /** Shows Grafana's form for a panel on a dashboard; undefined where there is none. */
  add?: (panel: DashboardPanel) => void;
}

/** Ways to make an alert or a panel of a dashboard of what a chart asks, as far as this user can. */
export function createItems({ title, description, queries, frames, isSample, add }: Chart): PanelMenuItem[] {
  if (isSample) {
    const text = t('ui.menu.not-of-sample', 'Alerts and dashboard panels need your own data');
    return [{ type: 'group', text }];
  }
  const carried = carriedQueries(queries, frames);
  const alert = mayCreateAlerts() ? proposedAlert(carried) : undefined;
  const panel = add && mayAddToDashboards() ? dashboardPanel({ title, description }, carried) : undefined;
  const { pathname, search } = locationService.getLocation();
  const items: PanelMenuItem[] = [];
  if (alert) {
    const threshold = thresholdText(alert);
    items.push({
      text: t('ui.menu.create-alert', 'Create alert (proposed: {{threshold}})', { threshold }),
      iconClassName: 'bell',
      href: alertFormUrl(alert, `${pathname}${search}`),
    });
  }
  if (panel) {
    items.push({
      text: t('ui.menu.add-to-dashboard', 'Add to dashboard'),
      iconClassName: 'apps',
      onClick: () => add?.(panel),
    });
  }
  return items;
}
