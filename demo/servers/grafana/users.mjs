/**
 * Makes the demo's Viewer and Editor in a running Grafana. Users cannot be provisioned from files, so this runs after
 * the start: as a one-shot service under compose, from the launcher without Docker. Running it again changes nothing.
 * Plain JavaScript, so that any Node image runs it as it is.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** @typedef {{ login: string; password: string; name: string; role: 'Viewer' | 'Editor' }} DemoUser */

/**
 * The demo's users, with the passwords of the environment where it gives them.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {DemoUser[]}
 */
export function demoUsers({ GRAFANA_VIEWER_PASSWORD: viewer, GRAFANA_EDITOR_PASSWORD: editor }) {
  return [
    { login: 'viewer', password: viewer || 'viewer123', name: 'Vera Viewer', role: 'Viewer' },
    { login: 'editor', password: editor || 'editor123', name: 'Edda Editor', role: 'Editor' },
  ];
}

/**
 * Makes each user that is missing and gives each its role in the first organisation.
 * @param {{ url: string; adminUser: string; adminPassword: string; users: ReadonlyArray<DemoUser> }} options
 * @returns {Promise<string[]>} the logins that were made now
 * @throws when Grafana refuses, with its status and message
 */
export async function ensureUsers({ url, adminUser, adminPassword, users }) {
  const authorization = `Basic ${Buffer.from(`${adminUser}:${adminPassword}`).toString('base64')}`;

  /** @param {string} method @param {string} path @param {unknown} [body] @param {number[]} [accepted] */
  async function call(method, path, body, accepted = []) {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok && !accepted.includes(response.status)) {
      throw new Error(`Grafana answered ${response.status} to ${method} ${path}: ${await response.text()}`);
    }
    return { status: response.status, body: await response.json() };
  }

  const made = [];
  for (const { login, password, name, role } of users) {
    const email = `${login}@shop.example`;
    // 412: a user of that login or e-mail exists.
    const { status } = await call('POST', '/api/admin/users', { login, password, name, email, OrgId: 1 }, [412]);
    if (status === 200) {
      made.push(login);
    }
    const { body: user } = await call('GET', `/api/users/lookup?loginOrEmail=${encodeURIComponent(login)}`);
    await call('PATCH', `/api/orgs/1/users/${user.id}`, { role });
  }
  return made;
}

/** Run as a program: waits for Grafana, up to two minutes. */
async function main() {
  const url = process.env.GRAFANA_URL ?? 'http://127.0.0.1:3000';
  const options = {
    url,
    adminUser: process.env.GF_SECURITY_ADMIN_USER ?? 'admin',
    adminPassword: process.env.GF_SECURITY_ADMIN_PASSWORD ?? 'admin123',
    users: demoUsers(process.env),
  };
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      const made = await ensureUsers(options);
      console.log(made.length > 0 ? `Made the users ${made.join(', ')} at ${url}` : `The users exist at ${url}`);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await sleep(2_000);
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main();
}
