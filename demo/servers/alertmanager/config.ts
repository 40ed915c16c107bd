import { type Site } from '../site.ts';
import { INHIBITIONS } from './inhibitions.ts';
import { type Environment, pagerOf, receivers, type Team, TEAMS } from './receivers.ts';

/** The file of the words of notifications, beside the configuration. */
export const TEMPLATE_FILE = 'tillwatch.tmpl';

/** How a critical alert is told: soon, and again while it lasts. */
const URGENT = { group_wait: '5s', repeat_interval: '1h' };

/**
 * Groups alerts by what they are about, hides symptoms of causes, and tells the team that can mend them.
 * @param environment names the receivers besides the demo's own
 */
export function alertmanagerConfig(site: Site, environment: Environment = {}) {
  const [first, ...others] = TEAMS;
  return {
    templates: [TEMPLATE_FILE],
    route: {
      receiver: first,
      group_by: ['alertname', 'service'],
      group_wait: '10s',
      group_interval: '1m',
      repeat_interval: '4h',
      routes: [...others.map(routeOf), critical(first)],
    },
    receivers: receivers(site, environment),
    inhibit_rules: INHIBITIONS,
  };
}

function routeOf(team: Team) {
  return { matchers: [`team="${team}"`], receiver: team, routes: [critical(team)] };
}

function critical(team: Team) {
  return { matchers: ['severity="critical"'], receiver: pagerOf(team), ...URGENT };
}
