import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { demoUsers, ensureUsers } from './users.mjs';

interface FakeUser {
  id: number;
  login: string;
  role: string;
}

/** A Grafana that knows the three calls which are needed, and answers as the real one does. */
async function fakeGrafana(t: TestContext, password = 'admin123') {
  const users: FakeUser[] = [{ id: 1, login: 'admin', role: 'Admin' }];
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    const expected = `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;
    if (request.headers.authorization !== expected) {
      answer(401, { message: 'Invalid username or password' });
      return;
    }
    const url = new URL(request.url ?? '/', 'http://grafana');
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const body = text ? JSON.parse(text) : {};
    const [, id] = /^\/api\/orgs\/1\/users\/(\d+)$/.exec(url.pathname) ?? [];
    if (request.method === 'POST' && url.pathname === '/api/admin/users') {
      if (users.some(({ login }) => login === body.login)) {
        answer(412, { message: `User with email '${body.email}' or username '${body.login}' already exists` });
      } else {
        users.push({ id: users.length + 1, login: body.login, role: 'Viewer' });
        answer(200, { id: users.length, message: 'User created' });
      }
    } else if (url.pathname === '/api/users/lookup') {
      answer(
        200,
        users.find(({ login }) => login === url.searchParams.get('loginOrEmail'))
      );
    } else if (request.method === 'PATCH' && id) {
      users.find((user) => user.id === Number(id))!.role = body.role;
      answer(200, { message: 'Organization user updated' });
    } else {
      answer(404, { message: 'Not found' });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { users, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const admin = { adminUser: 'admin', adminPassword: 'admin123', users: demoUsers({}) };

describe('demoUsers', () => {
  it('have the passwords of the environment, where it gives them', () => {
    const passwords = (environment: NodeJS.ProcessEnv) => demoUsers(environment).map(({ password }) => password);
    assert.deepEqual(passwords({}), ['viewer123', 'editor123']);
    assert.deepEqual(passwords({ GRAFANA_VIEWER_PASSWORD: '', GRAFANA_EDITOR_PASSWORD: 'a b' }), ['viewer123', 'a b']);
  });
});

describe('ensureUsers', () => {
  it('makes a Viewer and an Editor', async (t) => {
    const { url, users } = await fakeGrafana(t);
    assert.deepEqual(await ensureUsers({ url, ...admin }), ['viewer', 'editor']);
    assert.deepEqual(
      users.map(({ login, role }) => [login, role]),
      [
        ['admin', 'Admin'],
        ['viewer', 'Viewer'],
        ['editor', 'Editor'],
      ]
    );
  });

  it('changes nothing the second time, but mends a role', async (t) => {
    const { url, users } = await fakeGrafana(t);
    await ensureUsers({ url, ...admin });
    users.find(({ login }) => login === 'editor')!.role = 'Viewer';
    assert.deepEqual(await ensureUsers({ url, ...admin }), []);
    assert.equal(users.length, 1 + admin.users.length);
    assert.equal(users.find(({ login }) => login === 'editor')?.role, 'Editor');
  });

  it('says what Grafana said when it refuses', async (t) => {
    const { url } = await fakeGrafana(t, 'another');
    await assert.rejects(ensureUsers({ url, ...admin }), /Grafana answered 401 to POST .*Invalid username/);
  });
});
