/** @import { Call } from './api.mjs' */
/** @import { DemoUser } from './users.mjs' */

/** The organisation in which trainees may change and break what they like. */
export const TRAINING = 'Training';
/** The organisation that the files of provisioning/ fill. */
const MAIN = 1;
const PLUGIN = 'tillwatch-shop-app';

/**
 * Makes the organisation of the trainees with its users, and gives it the plugin and the data sources of the first one:
 * files can fill an organisation only once it is there. What trainees changed in these is put right again.
 *
 * @param {Call} call
 * @param {ReadonlyArray<DemoUser>} users who are there already
 * @param {Readonly<Record<string, string | undefined>>} environment secrets that Grafana does not tell
 * @returns {Promise<number>} the organisation's id
 */
export async function ensureTraining(call, users, environment) {
  const organisation = await ensureOrganisation(call);
  for (const { login, role } of users) {
    await ensureMember(call, organisation, login, role);
  }
  const { body: sources } = await call('GET', '/api/datasources', { organisation: MAIN });
  const { body: known } = await call('GET', '/api/datasources', { organisation });
  for (const { uid, name, type, access, url, user, isDefault, jsonData } of sources) {
    const body = { uid, name, type, access, url, user, isDefault, jsonData, ...secretsOf(type, environment) };
    await (known.some((/** @type {{ uid: string }} */ one) => one.uid === uid)
      ? call('PUT', `/api/datasources/uid/${encodeURIComponent(uid)}`, { organisation, body })
      : call('POST', '/api/datasources', { organisation, body }));
  }
  const { body: app } = await call('GET', `/api/plugins/${PLUGIN}/settings`, { organisation: MAIN });
  await call('POST', `/api/plugins/${PLUGIN}/settings`, {
    organisation,
    body: { enabled: true, pinned: true, jsonData: app.jsonData },
  });
  return organisation;
}

/** @param {Call} call @returns {Promise<number>} */
async function ensureOrganisation(call) {
  const { status, body } = await call('GET', `/api/orgs/name/${TRAINING}`, { accepted: [404] });
  if (status !== 404) {
    return body.id;
  }
  return (await call('POST', '/api/orgs', { body: { name: TRAINING } })).body.orgId;
}

/** @param {Call} call @param {number} organisation @param {string} login @param {string} role */
async function ensureMember(call, organisation, login, role) {
  const body = { loginOrEmail: login, role };
  // 409: is a member already.
  const { status } = await call('POST', `/api/orgs/${organisation}/users`, { body, accepted: [409] });
  if (status === 409) {
    const { body: user } = await call('GET', `/api/users/lookup?loginOrEmail=${encodeURIComponent(login)}`);
    await call('PATCH', `/api/orgs/${organisation}/users/${user.id}`, { body: { role } });
  }
}

/** @param {string} type @param {Readonly<Record<string, string | undefined>>} environment */
function secretsOf(type, { INFLUXDB_TOKEN: token, USAGE_READER_PASSWORD: password }) {
  if (type === 'grafana-postgresql-datasource') {
    return { secureJsonData: { password: password || 'usage_reader' } };
  }
  return type === 'influxdb' && token ? { secureJsonData: { token } } : {};
}
