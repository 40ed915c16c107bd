import { plainLine } from '../testing/plain';
import { parseLogLine } from './parseLogLine';
import { versionOf } from './version';

it.each<[string, Parameters<typeof plainLine>[0], string | undefined]>([
  ['OpenTelemetry’s metadata', { metadata: { service_version: '2.48.0' } }, '2.48.0'],
  ['a label of Kubernetes', { labels: { app_kubernetes_io_version: 'v1.2' } }, 'v1.2'],
  ['metadata before labels', { metadata: { service_version: '2' }, labels: { version: '1' } }, '2'],
  ['a field of the line', { reading: { fields: { 'service.version': '3.1' } } }, '3.1'],
  ['nothing where only the line has a version of something', { reading: { fields: { version: '1' } } }, undefined],
  ['nothing for what is empty', { labels: { version: ' ' } }, undefined],
  ['nothing for what is no version', { labels: { version: 'x'.repeat(101) } }, undefined],
])('is %s', (_, given, version) => {
  expect(versionOf(plainLine(given))).toBe(version);
});

it('is read out of a line of JSON', () => {
  const body = '{"level":"error","msg":"lost","service":{"version":"2.4.1"}}';
  expect(versionOf(plainLine({ body, reading: parseLogLine(body, {}, {}) }))).toBe('2.4.1');
});
