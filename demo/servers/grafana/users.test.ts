import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { USAGE } from '../postgres/databases.ts';
import { TRAINING } from './training.mjs';
import { demoUsers, setUpGrafana } from './users.mjs';

interface FakeUser {
  id: number;
  login: string;
  /** By organisation. */
  roles: Map<number, string>;
}
type Source = Record<string, unknown> & { uid: string };

/** Of Grafana's own, in which it tells no secrets. */
const INFLUXDB = { uid: 'influxdb', name: 'InfluxDB', type: 'influxdb' };
const USAGE_EVENTS = {
  ...{ uid: 'usage', name: 'Usage', type: 'grafana-postgresql-datasource', access: 'proxy' },
  ...{ url: 'postgres:5432', user: USAGE.reader.user, jsonData: { database: USAGE.database } },
};

/** A Grafana that knows the calls which are needed, and answers as the real one does. */
async function fakeGrafana(t: TestContext, password = 'admin123') {
  const users: FakeUser[] = [{ id: 1, login: 'admin', roles: new Map([[1, 'Admin']]) }];
  const organisations = new Map([[1, 'Main Org.']]);
  const sources = new Map<number, Source[]>([
    [
      1,
      [
        { ...INFLUXDB, id: 7 },
        { ...USAGE_EVENTS, id: 8 },
      ],
    ],
  ]);
  const plugins = new Map<number, unknown>([[1, { enabled: true, jsonData: { refresh: '5s' } }]]);
  const userOf = (login: unknown) => users.find((user) => user.login === login);

  /** By method and path; `$` stands for what the path has there. */
  const routes: Record<string, (body: Record<string, string>, org: number, given: string[]) => [number, unknown]> = {
    'POST /api/admin/users': ({ login, OrgId }) => {
      if (userOf(login)) {
        return [412, { message: `User with username '${login}' already exists` }];
      }
      users.push({ id: users.length + 1, login: login!, roles: new Map([[Number(OrgId), 'Viewer']]) });
      return [200, { id: users.length, message: 'User created' }];
    },
    'GET /api/users/lookup': ({ loginOrEmail }) => [200, { id: userOf(loginOrEmail)?.id }],
    'PATCH /api/orgs/$/users/$': ({ role }, _, [org, id]) => {
      users.find((user) => user.id === Number(id))!.roles.set(Number(org), role!);
      return [200, { message: 'Organization user updated' }];
    },
    'POST /api/orgs/$/users': ({ loginOrEmail, role }, _, [org]) => {
      const { roles } = userOf(loginOrEmail)!;
      if (roles.has(Number(org))) {
        return [409, { message: 'User is already member of this organization' }];
      }
      roles.set(Number(org), role!);
      return [200, { message: 'User added to organization' }];
    },
    'GET /api/orgs/name/$': (_, __, [name]) => {
      const [id] = [...organisations].find(([, known]) => known === name) ?? [];
      return id ? [200, { id, name }] : [404, { message: 'Organization not found' }];
    },
    'POST /api/orgs': ({ name }) => {
      organisations.set(organisations.size + 1, name!);
      return [200, { orgId: organisations.size }];
    },
    'GET /api/datasources': (_, org) => [200, sources.get(org) ?? []],
    'POST /api/datasources': (body, org) => {
      sources.set(org, [...(sources.get(org) ?? []), body as unknown as Source]);
      return [200, {}];
    },
    'PUT /api/datasources/uid/$': (body, org, [uid]) => {
      sources.set(
        org,
        (sources.get(org) ?? []).map((one) => (one.uid === uid ? (body as unknown as Source) : one))
      );
      return [200, {}];
    },
    'GET /api/plugins/$/settings': (_, org) => [200, plugins.get(org)],
    'POST /api/plugins/$/settings': (body, org) => {
      plugins.set(org, body);
      return [200, {}];
    },
  };

  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    if (request.headers.authorization !== `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`) {
      answer(401, { message: 'Invalid username or password' });
      return;
    }
    const url = new URL(request.url ?? '/', 'http://grafana');
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const body = { ...Object.fromEntries(url.searchParams), ...(text ? JSON.parse(text) : {}) };
    for (const [route, handle] of Object.entries(routes)) {
      const given = new RegExp(`^${route.replaceAll('$', '([^/]+)')}$`).exec(`${request.method} ${url.pathname}`);
      if (given) {
        answer(...handle(body, Number(request.headers['x-grafana-org-id'] ?? 1), given.slice(1)));
        return;
      }
    }
    answer(404, { message: 'Not found' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { users, organisations, sources, plugins, grafana: { url, adminUser: 'admin', adminPassword: 'admin123' } };
}

describe('demoUsers', () => {
  it('have the passwords of the environment, where it gives them', () => {
    const passwords = (environment: NodeJS.ProcessEnv) => demoUsers(environment).map(({ password }) => password);
    assert.deepEqual(passwords({}), ['viewer123', 'editor123', 'trainee123']);
    assert.deepEqual(
      passwords({ GRAFANA_VIEWER_PASSWORD: '', GRAFANA_EDITOR_PASSWORD: 'a b', GRAFANA_TRAINEE_PASSWORD: 'c' }),
      ['viewer123', 'a b', 'c']
    );
  });
});

describe('setUpGrafana', () => {
  it('makes users with their roles in both organisations, and a trainee in one', async (t) => {
    const { grafana, users, organisations } = await fakeGrafana(t);
    assert.deepEqual(await setUpGrafana(grafana, {}), ['viewer', 'editor', 'trainee']);
    assert.deepEqual([...organisations.values()], ['Main Org.', TRAINING]);
    assert.deepEqual(
      users.map(({ login, roles }) => [login, Object.fromEntries(roles)]),
      [
        ['admin', { 1: 'Admin' }],
        ['viewer', { 1: 'Viewer', 2: 'Viewer' }],
        ['editor', { 1: 'Editor', 2: 'Editor' }],
        ['trainee', { 2: 'Editor' }],
      ]
    );
  });

  it('gives the trainees the plugin and the data sources, with secrets that Grafana does not tell', async (t) => {
    const { grafana, sources, plugins } = await fakeGrafana(t);
    await setUpGrafana(grafana, { INFLUXDB_TOKEN: 'secret', USAGE_READER_PASSWORD: 'own' });
    assert.deepEqual(sources.get(2), [
      { ...INFLUXDB, secureJsonData: { token: 'secret' } },
      { ...USAGE_EVENTS, secureJsonData: { password: 'own' } },
    ]);
    assert.deepEqual(plugins.get(2), { enabled: true, pinned: true, jsonData: { refresh: '5s' } });
  });

  it('makes nothing the second time, but mends a role and a data source', async (t) => {
    const { grafana, users, organisations, sources } = await fakeGrafana(t);
    await setUpGrafana(grafana, {});
    const editor = users.find(({ login }) => login === 'editor')!;
    editor.roles.set(1, 'Viewer').set(2, 'Viewer');
    sources.get(2)![0]!.url = 'http://elsewhere';
    const [first] = structuredClone([sources.get(1)]);
    assert.deepEqual(await setUpGrafana(grafana, {}), []);
    assert.equal(users.length, 1 + demoUsers({}).length);
    assert.equal(organisations.size, 2);
    assert.deepEqual([...editor.roles.values()], ['Editor', 'Editor']);
    assert.deepEqual(sources.get(2), [
      INFLUXDB,
      { ...USAGE_EVENTS, secureJsonData: { password: USAGE.reader.password } },
    ]);
    assert.deepEqual(sources.get(1), first);
  });

  it('says what Grafana said when it refuses', async (t) => {
    const { grafana } = await fakeGrafana(t, 'another');
    await assert.rejects(setUpGrafana(grafana, {}), /Grafana answered 401 to POST .*Invalid username/);
  });
});
