/**
 * Makes the demo's users in a running Grafana, and the organisation of its trainees. Neither can be provisioned from
 * files, so this runs after the start: as a one-shot service under compose, from the launcher without Docker. Running
 * it again changes nothing. Plain JavaScript, so that any Node image runs it as it is.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { grafanaApi } from './api.mjs';
import { ensureTraining } from './training.mjs';

/** @import { Call } from './api.mjs' */

/**
 * `training`: of the trainees' organisation alone.
 *
 * @typedef {{ login: string; password: string; name: string; role: 'Viewer' | 'Editor'; training?: boolean }} DemoUser
 */

/**
 * The demo's users, with the passwords of the environment where it gives them.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {DemoUser[]}
 */
export function demoUsers(environment) {
  const { GRAFANA_VIEWER_PASSWORD: viewer, GRAFANA_EDITOR_PASSWORD: editor } = environment;
  return [
    { login: 'viewer', password: viewer || 'viewer123', name: 'Vera Viewer', role: 'Viewer' },
    { login: 'editor', password: editor || 'editor123', name: 'Edda Editor', role: 'Editor' },
    {
      login: 'trainee',
      password: environment.GRAFANA_TRAINEE_PASSWORD || 'trainee123',
      name: 'Tara Trainee',
      role: 'Editor',
      training: true,
    },
  ];
}

/**
 * Makes each user that is missing, gives each its role in the first organisation and in that of the trainees, and
 * fills the latter.
 *
 * @param {{ url: string; adminUser: string; adminPassword: string }} grafana
 * @param {Readonly<Record<string, string | undefined>>} environment passwords other than the demo's
 * @returns {Promise<string[]>} the logins that were made now
 * @throws when Grafana refuses, with its status and message
 */
export async function setUpGrafana(grafana, environment) {
  const call = grafanaApi(grafana);
  const users = demoUsers(environment);
  const everywhere = users.filter(({ training }) => !training);
  const made = await ensureUsers(call, everywhere, 1);
  const organisation = await ensureTraining(call, everywhere, environment);
  const trainees = users.filter(({ training }) => training);
  return [...made, ...(await ensureUsers(call, trainees, organisation))];
}

/**
 * Makes each user that is missing and gives each its role in an organisation.
 *
 * @param {Call} call
 * @param {ReadonlyArray<DemoUser>} users
 * @param {number} organisation
 * @returns {Promise<string[]>} the logins that were made now
 */
async function ensureUsers(call, users, organisation) {
  const made = [];
  for (const { login, password, name, role } of users) {
    const email = `${login}@shop.example`;
    const body = { login, password, name, email, OrgId: organisation };
    // 412: a user of that login or e-mail exists.
    const { status } = await call('POST', '/api/admin/users', { body, accepted: [412] });
    if (status === 200) {
      made.push(login);
    }
    const { body: user } = await call('GET', `/api/users/lookup?loginOrEmail=${encodeURIComponent(login)}`);
    await call('PATCH', `/api/orgs/${organisation}/users/${user.id}`, { body: { role } });
  }
  return made;
}

/** Run as a program: waits for Grafana, up to two minutes. */
async function main() {
  const url = process.env.GRAFANA_URL ?? 'http://127.0.0.1:3000';
  const grafana = {
    url,
    adminUser: process.env.GF_SECURITY_ADMIN_USER ?? 'admin',
    adminPassword: process.env.GF_SECURITY_ADMIN_PASSWORD ?? 'admin123',
  };
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      const made = await setUpGrafana(grafana, process.env);
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
