import fc from 'fast-check';
import { CORPUS } from '../logLine/corpus';
import { parseLogLine } from '../logLine/parseLogLine';
import { propertyRuns } from '../testing/propertyRuns';
import { explainLine, type GivenLine } from './explainLine';

describe('a line', () => {
  it.each<[what: string, given: GivenLine, from: Record<string, string>]>([
    ['of JSON', { line: '{"lvl":"error","msg":"no stock"}' }, { level: 'field:lvl', message: 'field:msg' }],
    ['of nested JSON', { line: '{"log":{"level":"warn"},"message":"slow"}' }, { level: 'field:log.level' }],
    [
      'of pairs',
      { line: 'level=error msg="no stock" traceID=4bf92f3577b34da6a3ce929d0e0e4736' },
      { traceId: 'field:traceID' },
    ],
    ['of text', { line: '2026-03-10 10:11:12 ERROR no stock' }, { level: 'text', message: 'text' }],
    ['with labels', { line: 'no stock', labels: { service_name: 'cart' } }, { service: 'label:service_name' }],
    [
      'with metadata, which is believed first',
      { line: '{"level":"info","msg":"x"}', metadata: { severity_text: 'ERROR' } },
      { level: 'metadata:severity_text' },
    ],
    [
      'that says it twice',
      {
        line: '{"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","traceId":"4bf92f3577b34da6a3ce929d0e0e4736","msg":"x"}',
      },
      { traceId: 'several' },
    ],
  ])('%s says where each value is from', (_, given, from) => {
    const { read } = explainLine(given);
    const origins = Object.fromEntries(Object.entries(read).map(([role, { from: origin }]) => [role, origin]));
    expect(origins).toMatchObject(from);
  });

  it('shows what no rule took', () => {
    expect(explainLine({ line: '{"level":"error","msg":"no stock","sku":"x1"}' }).fields).toEqual({ sku: 'x1' });
  });
});

it('reads each format as the pages do', () => {
  for (const { body, labels, metadata, writer } of CORPUS) {
    const { read, fields } = explainLine({ line: body, labels, metadata });
    const parsed = parseLogLine(body, labels ?? {}, metadata ?? {});
    const values = Object.fromEntries(Object.entries(read).map(([role, { value }]) => [role, value]));
    const { fields: parsedFields, format: _, ...roles } = parsed;
    expect([writer, { level: 'unknown', ...values }, fields]).toEqual([writer, roles, parsedFields]);
  }
});

it('never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json(), fc.constant('a=b c="d')),
      fc.dictionary(fc.string(), fc.string()),
      (line, labels) => {
        expect(() => explainLine({ line, labels, metadata: labels })).not.toThrow();
      }
    ),
    { numRuns: propertyRuns(200) }
  );
});
