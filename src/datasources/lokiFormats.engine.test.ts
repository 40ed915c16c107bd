import { type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { CORPUS } from '../telemetry/logLine/corpus';
import { LEVELS, type LogField, type LogLine, type LogSource } from '../telemetry/questions/logs';
import { installedLoki, LokiEngine } from '../telemetry/testing/loki';
import { openLoki } from './loki';
import { lokiDataSource } from './testing/lokiDataSource';

/*
 * Who clicks on what a line says is led to that line: of all formats that are read, on a real Loki. Formats of which
 * Loki's language cannot tell as much as the browser reads are named.
 */

jest.setTimeout(300_000);

const MINUTE = 60_000;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;
const SPAN = { from: NOW - 10 * MINUTE, to: NOW };
const timeOf = (sample: number) => SPAN.from + sample * 100;

/** Writers whose lines are not found by what is read out of them: what tells it has a name or a place of their own. */
const NOT_FOUND: Partial<Record<LogField, string[]>> = {
  level: [
    'Next.js, an error',
    'Open Liberty, messages.log',
    'Redis',
    'Rust, a panic',
    'Rust, a panic before 1.73',
    'structlog, console, colours',
  ],
  traceId: ['AWS load balancer', 'Datadog for logback, ids in columns'],
  spanId: [
    'Datadog for Python',
    'Datadog for logback, ids in columns',
    'Datadog’s Java agent, ids in decimal digits',
    'semantic_logger, JSON, Datadog’s ids in a tag',
  ],
  method: ['AWS CloudFront', 'Cloudflare, Logpush'],
  path: [
    'ASP.NET Core, simple console on one line, scopes',
    'ASP.NET Core, simple console, scopes',
    'AWS CloudFront',
    'Cloudflare, Logpush',
    'Logstash, Apache’s log taken apart',
  ],
  status: [
    'AWS CloudFront',
    'Azure App Service',
    'Cloudflare, Logpush',
    'IIS',
    'Logstash, Apache’s log taken apart',
    'Squid',
  ],
  requestId: [
    'AWS CloudFront',
    'AWS S3',
    'Cloudflare, Logpush',
    'Envoy, default',
    'Istio, Envoy with its reasons',
    'chi with the id of the request',
    'ingress-nginx',
    'oslo.log, OpenStack',
  ],
};

const loki = installedLoki();
const describeEngine = loki === undefined ? describe.skip : describe;

describeEngine(
  loki === undefined ? 'A real Loki (none is on the PATH)' : 'Lines of every format, on a real Loki',
  () => {
    let engine: LokiEngine;
    let source: LogSource;
    let lines: LogLine[];

    const select = async (field: LogField, value: string) => {
      const where = [{ field, op: 'in' as const, values: [value] }];
      return (await source.lines({ about: 'logLines', where, lines: [], limit: 1000, order: 'newest' }, SPAN)).lines;
    };
    const writerOf = ({ time }: LogLine) => CORPUS[Math.round((time - SPAN.from) / 100)]?.writer;

    beforeAll(async () => {
      engine = await LokiEngine.start(loki ?? '');
      await engine.push(
        CORPUS.map(({ body, labels, metadata = {} }, i) => ({
          stream: { service_name: 'shop', ...labels },
          values: [[`${timeOf(i)}000000`, body, metadata]],
        }))
      );
      const dataSource = lokiDataSource(engine, { queries: [], resources: [] });
      setDataSourceSrv({ get: () => Promise.resolve(dataSource) } as unknown as Parameters<typeof setDataSourceSrv>[0]);
      source = await openLoki({ uid: 'loki', name: 'Loki', type: 'loki' } as DataSourceInstanceSettings, []);
      ({ lines } = await source.lines({ about: 'logLines', where: [], lines: [], limit: 1000, order: 'newest' }, SPAN));
      expect(lines).toHaveLength(CORPUS.length);
    });
    afterAll(() => engine?.stop());

    it.each(LEVELS.filter((level) => level !== 'unknown'))('at the level %s are of no other', async (level) => {
      const found = await select('level', level);
      expect(found.filter(({ reading }) => reading.level !== level).map(writerOf)).toEqual([]);
    });

    it.each<LogField>(['level', 'traceId', 'spanId', 'method', 'path', 'status', 'requestId'])(
      'are found by what is read as their %s',
      async (field) => {
        const valueOf = ({ reading }: LogLine) => reading[field as 'traceId'];
        const values = [...new Set(lines.map(valueOf))].filter((value) => value !== undefined && value !== 'unknown');
        const found = new Set<string>();
        for (const value of values) {
          for (const { id } of await select(field, String(value))) {
            found.add(`${String(value)} ${id}`);
          }
        }
        const missed = lines.filter((line) => {
          const value = valueOf(line);
          return value !== undefined && value !== 'unknown' && !found.has(`${String(value)} ${line.id}`);
        });
        expect(missed.map(writerOf).sort()).toEqual((NOT_FOUND[field] ?? []).sort());
      }
    );
  }
);
