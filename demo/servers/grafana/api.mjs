/**
 * @typedef {{ status: number; body: any }} Answer
 * @typedef {{ body?: unknown; organisation?: number; accepted?: number[] }} CallOptions
 *   `organisation`: the one that is acted in, else the administrator's own; `accepted`: statuses besides 2xx
 * @typedef {(method: string, path: string, options?: CallOptions) => Promise<Answer>} Call
 */

/**
 * Calls of a Grafana's HTTP API by its administrator.
 *
 * @param {{ url: string; adminUser: string; adminPassword: string }} options
 * @returns {Call} throws when Grafana refuses, with its status and message
 */
export function grafanaApi({ url, adminUser, adminPassword }) {
  const authorization = `Basic ${Buffer.from(`${adminUser}:${adminPassword}`).toString('base64')}`;
  return async (method, path, { body, organisation, accepted = [] } = {}) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        authorization,
        'content-type': 'application/json',
        ...(organisation !== undefined && { 'x-grafana-org-id': String(organisation) }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok && !accepted.includes(response.status)) {
      throw new Error(`Grafana answered ${response.status} to ${method} ${path}: ${await response.text()}`);
    }
    return { status: response.status, body: await response.json() };
  };
}
