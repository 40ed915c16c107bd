import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'vite';
import { explain } from './build-preview.mjs';
import { nodeTooOld } from './requirements.mjs';
import { freePort } from './serve-preview.mjs';

/** Takes a port, any or a certain one, while a test runs. */
async function takePort(t, port = 0) {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return server.address().port;
}

/** Runs one of the programs to its end. */
async function run(program, args, { flags = [] } = {}) {
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, program), ...args]);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}

describe('nodeTooOld', () => {
  for (const version of ['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0']) {
    it(`takes ${version}`, () => assert.equal(nodeTooOld(version), undefined));
  }
  for (const version of ['18.20.8', '20.18.3', '21.7.3', '22.11.0']) {
    it(`refuses ${version} in words`, () => {
      assert.match(nodeTooOld(version) ?? '', new RegExp(`needs Node 20\\.19, 22\\.12 or newer; this is ${version}`));
    });
  }

  it('is asked before anything is loaded that an old Node cannot', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'preview-'));
    t.after(() => rm(folder, { recursive: true }));
    const pretend = join(folder, 'old.cjs');
    await writeFile(pretend, `Object.defineProperty(process.versions, 'node', { value: '18.20.8' });`);
    for (const program of ['serve.mjs', 'build.mjs']) {
      const { code, output } = await run(program, [], { flags: ['--require', pretend] });
      assert.deepEqual({ code, output }, { code: 1, output: `${nodeTooOld('18.20.8')}\n` });
    }
  });
});

describe('freePort', () => {
  it('is the one that is wanted', async (t) => {
    const taken = await takePort(t, await freePort(randomInt(10_000, 30_000)));
    // Whatever comes after a port that was free a moment ago.
    const port = await freePort(taken);
    assert.ok(port > taken && port < taken + 20);
    assert.equal(await freePort(port), port);
  });

  it('says so when there is none', async (t) => {
    await takePort(t, 65535).catch(() => undefined);
    await assert.rejects(freePort(65535), /The ports 65535 to 65535 are all taken: choose another with --port/);
  });
});

describe('the arguments', () => {
  it('name a port', async () => {
    const { code, output } = await run('serve.mjs', ['--no-build', '--port', 'many']);
    assert.equal(code, 1);
    assert.equal(output, '--port must be a number from 1 to 65535, not many.\n');
  });

  it('are no others', async () => {
    const { code, output } = await run('serve.mjs', ['--prot', '80']);
    assert.equal(code, 1);
    assert.match(output, /^Unknown option '--prot'/);
  });
});

describe('watching', () => {
  it('serves every page as it is written, to be reloaded, with what a Grafana has', { timeout: 300_000 }, async (t) => {
    // At random below those that the system gives out: nobody else is to take it before it is used.
    const port = await freePort(randomInt(10_000, 30_000));
    const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.mjs'), '--watch', '--port', `${port}`]);
    t.after(() => child.kill('SIGKILL'));
    let output = '';
    await new Promise((resolve, reject) => {
      child.stdout.on('data', (text) => (output += text).includes('Ctrl-C') && resolve());
      child.stderr.on('data', (text) => (output += text));
      child.once('exit', () => reject(new Error(output)));
    });
    const get = (path, accept = '*/*') => fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept } });

    const page = await (await get('/a/tillwatch-shop-app/health/service?service=cart', 'text/html')).text();
    assert.match(page, /<script type="module" src="\/@vite\/client">/);
    assert.match(page, /boot\(\{"entry":"src\/main\.ts"/);
    assert.match(await (await get('/src/main.ts')).text(), /grafanaBootData/);
    const [, icon = ''] = /"icon":"([^"]+)"/.exec(page) ?? [];
    for (const [path, type] of [
      [`/${icon}`, 'image/svg+xml'],
      ['/public/build/img/icons/unicons/sync.svg', 'image/svg+xml'],
      ['/public/fonts/inter/Inter-Regular.woff2', 'font/woff2'],
    ]) {
      const response = await get(path);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get('content-type'), type, path);
      assert.ok((await response.arrayBuffer()).byteLength > 100, path);
    }
    assert.equal((await get('/public/build/img/icons/unicons/none.svg')).status, 404);

    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0, output);
  });
});

describe('explain', () => {
  it('shows a part once that is coloured in one place and plain in the other', () => {
    const frame = '\u001b[33mUnexpected ";"\u001b[39m\n2 | const two = ;';
    const message = 'main.ts:2:12: ERROR: Unexpected ";"\n2 | const two = ;';
    const explained = explain({ message: `[esbuild] ${message}`, frame: frame, id: 'main.ts' });
    assert.equal(explained, `[esbuild] ${message}`);
  });
});

describe('a build that fails', () => {
  it('tells the file, the line and the reason', async (t) => {
    const root = await mkdtemp(join(tmpdir(), 'preview-'));
    t.after(() => rm(root, { recursive: true }));
    const entry = join(root, 'main.ts');
    await writeFile(entry, 'export const one = 1;\nconst two = ;\n');
    const failure = await build({
      root,
      configFile: false,
      logLevel: 'silent',
      build: { write: false, rollupOptions: { input: entry } },
    }).then(
      () => undefined,
      (error) => error
    );
    const words = explain(failure);
    assert.match(words, /main\.ts:2:\d+/);
    assert.match(words, /Unexpected ";"/);
    assert.doesNotMatch(words, /\n\s+at /);
    assert.equal(words.split('const two = ;').length, 2, 'the line is shown once');
  });
});
