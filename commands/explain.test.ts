import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '..');

function explain(args: string[], input = ''): { code: number | null; out: string; err: string } {
  const program = ['--import', 'tsx', join(ROOT, 'commands/explain.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: ROOT, input, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

test('explains files and standard input in one document', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-explain-'));
  const page = join(folder, 'cart.prom');
  writeFileSync(page, '# TYPE http_requests_total counter\nhttp_requests_total{method="GET",code="200"} 1\n');
  const { code, out } = explain([page, '-'], '[{"line":"level=error msg=no","labels":{"app":"cart"}}]');
  assert.equal(code, 0);
  const { format, documents } = JSON.parse(out);
  assert.equal(format, 1);
  assert.deepEqual(documents[0].metrics.families[0].services, ['cart']);
  assert.deepEqual(documents[1].lines[0].read.level, { value: 'error', from: 'field:level' });
});

test('takes the kind and the job that it is told', () => {
  const { documents } = JSON.parse(explain(['metrics', '--job', 'shop', '-'], 'up 1\n').out);
  assert.deepEqual(documents[0], {
    source: '-',
    kind: 'metrics',
    job: 'shop',
    metrics: { families: [], covered: [], signals: [], notTaken: ['up'] },
  });
});

test('explains a trace as Tempo answers with it', () => {
  const span = { traceId: '1', spanId: '2', parentSpanId: '3', name: 'GET /cart', kind: 'SPAN_KIND_SERVER' };
  const body = { trace: { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] } };
  const { documents } = JSON.parse(explain(['traces', '-'], JSON.stringify(body)).out);
  assert.equal(documents[0].kind, 'traces');
  assert.deepEqual(documents[0].traces.orphans, ['0000000000000002']);
  assert.deepEqual(documents[0].traces.spans[0].read.route, { value: '/cart', from: 'name' });
});

test('says what it cannot read, and how it is used', () => {
  const missing = explain(['/nobodys/file']);
  assert.equal(missing.code, 2);
  assert.match(missing.err, /no such file[\s\S]*npm run -s explain/);
  assert.match(explain(['joins'], '{"logs":7}').err, /^Not names/);
});
