import { type Site } from '../site.ts';

/** Groups alerts by what they are about and hands them to the demo's notification log. */
export function alertmanagerConfig(site: Site) {
  const notifications = site.addresses.notifications;
  return {
    route: {
      receiver: 'notifications',
      group_by: ['alertname', 'service'],
      group_wait: '10s',
      group_interval: '1m',
      repeat_interval: '4h',
    },
    receivers: [
      {
        name: 'notifications',
        ...(notifications && {
          webhook_configs: [{ url: `http://${notifications}/alertmanager`, send_resolved: true }],
        }),
      },
    ],
    inhibit_rules: [
      // A service that is down has no other trouble worth a message.
      {
        source_matchers: ['alertname="Shop target down"'],
        target_matchers: ['alertname!="Shop target down"'],
        equal: ['service'],
      },
    ],
  };
}
