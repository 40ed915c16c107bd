/** Milliseconds around the beginning of an alert that its page shows, as the words of notifications have it. */
const AROUND_MS = 1_800_000;

/**
 * @typedef {{ status?: string; startsAt?: string; endsAt?: string; annotations?: Record<string, string> }} WebhookAlert
 * @typedef {{ status?: string; title?: string; message?: string; commonLabels?: Record<string, string>; alerts?:
 *   WebhookAlert[] }} WebhookBody
 */

/**
 * Reads what Alertmanager or Grafana post to a webhook.
 *
 * @param {string} path where it was posted to
 * @param {string} body
 * @param {string} grafana where people open Grafana; `page` of an alert is a path of it
 * @returns {Omit<import('./inbox.mjs').Notification, 'receivedAt'> | undefined} undefined for what is no notification
 */
export function readWebhook(path, body, grafana) {
  try {
    /** @type {WebhookBody} */
    const posted = JSON.parse(body);
    return typeof posted === 'object' && !Array.isArray(posted) ? readPosted(path, posted, grafana) : undefined;
  } catch {
    // No JSON, or of another shape than a notification has.
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {WebhookBody} posted
 * @param {string} grafana
 * @returns {Omit<import('./inbox.mjs').Notification, 'receivedAt'>}
 */
function readPosted(path, { status, title, message, commonLabels = {}, alerts = [] }, grafana) {
  const said = alerts.map(({ annotations = {} }) => annotations);
  const links = alerts.flatMap((alert) => [pageOf(alert, grafana), alert.annotations?.runbook_url]);
  return {
    by: 'webhook',
    from: path,
    to: path,
    status: status === 'firing' || status === 'resolved' ? status : undefined,
    title: String(title ?? titleOf(status, commonLabels)),
    text: String(
      message ?? said.flatMap(({ summary, description }) => [summary, description].filter(Boolean)).join('\n')
    ),
    links: [...new Set(links.filter((link) => link !== undefined && /^https?:/.test(link)).map(String))],
    labels: commonLabels,
    alerts: alerts.length,
  };
}

/**
 * The page of an alert at its time, where it says both.
 *
 * @param {WebhookAlert} alert
 * @param {string} grafana
 */
function pageOf({ status, startsAt = '', endsAt = '', annotations: { page } = {} }, grafana) {
  const start = Date.parse(startsAt);
  const end = status === 'resolved' ? Date.parse(endsAt) : start + AROUND_MS;
  const range = Number.isNaN(start + end)
    ? ''
    : `${page?.includes('?') ? '&' : '?'}from=${start - AROUND_MS}&to=${end}`;
  return page && grafana + page + range;
}

/** @param {string | undefined} status @param {Record<string, string>} labels */
function titleOf(status, { alertname = 'several alerts', service }) {
  return [status === 'resolved' ? 'Resolved:' : 'Firing:', alertname, ...(service ? ['at', service] : [])].join(' ');
}
