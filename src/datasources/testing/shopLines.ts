import { type Level } from '../../telemetry/questions/logs';
import { type LokiEngine, type PushedRecord, type PushedStream } from '../../telemetry/testing/loki';
import { type Labels } from '../../telemetry/vocabulary';

/** The ways in which the shop's lines reach Loki. */
export const SHOP_DIALECTS = ['json', 'text', 'unpadded', 'alloy', 'otlp'] as const;
export type ShopDialect = (typeof SHOP_DIALECTS)[number];

/** The service whose lines are in a dialect. */
export const SERVICE_OF: Readonly<Record<ShopDialect, string>> = {
  json: 'shop-api',
  text: 'flask-shop',
  unpadded: 'fastapi-shop',
  alloy: 'dice-roller',
  otlp: 'otel-shop',
};

/** One line before a dialect writes it down. */
export interface ShopLine {
  dialect: ShopDialect;
  /** Milliseconds since the epoch. */
  time: number;
  level: Exclude<Level, 'trace' | 'unknown'>;
  message: string;
  traceId?: string;
  spanId?: string;
  requestId?: string;
  method?: string;
  path?: string;
  status?: number;
}

const PYTHON = { fatal: 'CRITICAL', error: 'ERROR', warn: 'WARNING', info: 'INFO', debug: 'DEBUG' } as const;
const SEVERITY = { fatal: 21, error: 17, warn: 13, info: 9, debug: 5 } as const;

const unpadded = (id: string | undefined) => id?.replace(/^0+(?=.)/, '') ?? '0';
const pythonTime = (time: number) => new Date(time).toISOString().slice(0, 23).replace('T', ' ').replace('.', ',');
const nanoseconds = (time: number) => `${time}000000`;

/** Writes a line as its dialect does: labels of its stream, and its text. */
function written(line: ShopLine): { labels: Labels; text: string } {
  const { dialect, time, level, message } = line;
  const word = PYTHON[level];
  const service = SERVICE_OF[dialect];
  const json = () =>
    JSON.stringify({
      timestamp: new Date(time).toISOString(),
      level: word.toLowerCase(),
      logger: 'checkout',
      message,
      trace_id: line.traceId,
      span_id: line.spanId,
      request_id: line.requestId,
      method: line.method,
      path: line.path,
      status: line.status,
    });
  switch (dialect) {
    case 'json':
      return {
        labels: { job: service, service, level: word.toLowerCase(), logger: 'checkout', filename: '/logs/shop.log' },
        text: json(),
      };
    case 'text':
      return { labels: { container_name: service }, text: `${pythonTime(time)} ${word} ${withTrace(line)}` };
    case 'unpadded':
      return {
        labels: { container_name: service },
        text: `${pythonTime(time)} - main - ${word} - ${message} - trace_id=${unpadded(line.traceId)} - span_id=${unpadded(line.spanId)}`,
      };
    case 'alloy':
      return {
        labels: { container_name: service, job: 'docker', compose_project: 'tillwatch', compose_service: service },
        text: json(),
      };
    default:
      return { labels: {}, text: message };
  }
}

/** Plain lines of this dialect know of traces what their message says. */
function withTrace({ message, traceId }: ShopLine): string {
  return traceId === undefined ? message : `${message} [trace_id: ${traceId}]`;
}

/** Sends lines as their dialects do. */
export async function pushShop(engine: LokiEngine, lines: readonly ShopLine[], batch = 4000): Promise<void> {
  for (let from = 0; from < lines.length; from += batch) {
    const part = lines.slice(from, from + batch);
    const streams = new Map<string, PushedStream>();
    const records: PushedRecord[] = [];
    for (const line of part) {
      if (line.dialect === 'otlp') {
        records.push(recordOf(line));
      } else {
        const { labels, text } = written(line);
        const key = JSON.stringify(labels);
        const stream = streams.get(key) ?? { stream: labels, values: [] };
        streams.set(key, stream);
        stream.values.push([nanoseconds(line.time), text]);
      }
    }
    await engine.push([...streams.values()]);
    if (records.length > 0) {
      const resource = { 'service.name': SERVICE_OF.otlp, 'deployment.environment': 'production' };
      await engine.pushRecords(resource, 'checkout', records);
    }
  }
}

function recordOf(line: ShopLine): PushedRecord {
  const attributes = Object.entries({
    'request.id': line.requestId,
    'http.request.method': line.method,
    'url.path': line.path,
    'http.response.status_code': line.status?.toString(),
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    nanoseconds: nanoseconds(line.time),
    body: line.message,
    severity: { number: SEVERITY[line.level], text: PYTHON[line.level] },
    traceId: line.traceId,
    spanId: line.spanId,
    attributes: Object.fromEntries(attributes),
  };
}
