import { createHash } from 'node:crypto';
import { type Level } from '../../../src/telemetry/questions/logs';
import { type PushedLine } from '../testbed/loki';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The half hour that the tests of logs and traces look at; it is over, so that nothing in it changes. */
export interface Window {
  from: number;
  to: number;
}

/** @param at when the servers were started */
export function windowOf(at: number): Window {
  const to = Math.floor(at / MINUTE) * MINUTE - 10 * MINUTE;
  return { from: to - 30 * MINUTE, to };
}

/** An id that looks like any other, and is the same in each run. */
export function idOf(name: string, digits = 32): string {
  return createHash('md5').update(name).digest('hex').slice(0, digits);
}

/** A line of which one knows what it says. */
export interface KnownLine extends PushedLine {
  service: string;
  level: Level;
  /** What a reader is to make of it. */
  message: string;
}

interface Said {
  service: string;
  level: Level;
  message: string;
  /** What else it says, by name. */
  fields?: Record<string, string | number>;
}

/** Each service writes in its own way. */
const WRITERS: Record<'json' | 'logfmt' | 'text', (said: Said) => string> = {
  json: ({ level, message, fields }) => JSON.stringify({ level, msg: message, ...fields }),
  logfmt: ({ level, message, fields = {} }) =>
    [`level=${level} msg="${message}"`, ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join(' '),
  text: ({ level, message }) => `2025-08-27 10:30:15,123 ${level.toUpperCase()} ${message}`,
};

function line(time: number, way: keyof typeof WRITERS, said: Said): KnownLine {
  const { service, level, message } = said;
  return { time, service, level, message, labels: { container_name: service }, text: WRITERS[way](said) };
}

/** So many of something, evenly spread over a time. */
function spread<T>(count: number, { from, to }: Window, make: (time: number, index: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(from + Math.floor(((i + 0.5) * (to - from)) / count), i));
}

/** How many lines of each kind there are in the half hour, and in the one before. */
export const COUNTS = {
  placed: { now: 180, before: 180 },
  retried: { now: 60, before: 6 },
  declined: { now: 24, before: 0 },
  imported: { now: 0, before: 40 },
  thrown: { now: 6, before: 0 },
  crawled: { now: 2500, before: 0 },
} as const;

/** The trace of one order, whose lines two services wrote. */
export const ORDER_TRACE = idOf('order');

const STACK = ['TypeError: total is undefined', '    at sum (/app/cart.js:12:7)', '    at place (/app/cart.js:40:3)'];

/** What the shop wrote, of which the tests of logs know every figure. */
export function shopLines(at: number): KnownLine[] {
  const now = windowOf(at);
  const before = { from: now.from - 30 * MINUTE, to: now.from };
  // What is new came up in the second half.
  const late = { from: now.from + 15 * MINUTE, to: now.to };
  const both = (kind: keyof typeof COUNTS, make: (time: number, index: number) => KnownLine, when = now) => [
    ...spread(COUNTS[kind].before, before, make),
    ...spread(COUNTS[kind].now, when, make),
  ];
  return [
    ...both('placed', (time, i) =>
      line(time, 'json', {
        service: 'storefront',
        level: 'info',
        message: `order ${4000 + i * 7} placed for customer ${i % 50}`,
        fields: { plan: i % 3 === 0 ? 'free' : 'paid', ...(i === 90 && { trace_id: ORDER_TRACE }) },
      })
    ),
    ...both('retried', (time, i) =>
      line(time, 'logfmt', {
        service: 'billing',
        level: 'warn',
        message: `charge ${i} retried after ${100 + i} ms`,
        fields: { gateway: i % 2 === 0 ? 'north' : 'south' },
      })
    ),
    ...both(
      'declined',
      (time, i) =>
        line(time, 'logfmt', {
          service: 'billing',
          level: 'error',
          message: `card ${4711 + i} Declined by the bank`,
          fields: { code: 51, ...(i === 0 && { trace_id: ORDER_TRACE }) },
        }),
      late
    ),
    ...both('thrown', (time) => line(time, 'json', thrown()), late),
    ...both('imported', (time, i) =>
      line(time, 'text', { service: 'importer', level: 'info', message: `imported file ${i} of the old shop` })
    ),
    ...both('crawled', (time, i) =>
      line(time, 'text', { service: 'crawler', level: 'debug', message: `visited page ${i}` })
    ),
  ];
}

function thrown(): Said {
  return {
    service: 'storefront',
    level: 'error',
    message: 'order failed',
    fields: { 'error.type': 'TypeError', 'error.message': 'total is undefined', stack: STACK.join('\n') },
  };
}

/** Lines that mean harm, each with a part by which it is found on the screen. */
export const HOSTILE = {
  html: '<img src=x onerror="window.harmed=true"><script>window.harmed=true</script> html',
  ansi: '\u001b[31mred\u001b[0m \u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007 \u001b[2J ansi',
  control: 'nul \u0000 bell \u0007 backspace \b\b\b right-to-left \u202eevil\u202c zero-width \u200b control',
  huge: `huge ${'0123456789abcdef '.repeat(65_000)}`,
  unbroken: `unbroken ${'x'.repeat(20_000)}`,
  json: JSON.stringify({ level: 'info', msg: 'proto json', __proto__x: 1, constructor: { prototype: 'x' } }),
  template: 'template ${__from} [[service]] {{.Values}} $service',
} as const;

/** What a spreadsheet would run. */
export const FORMULA = '=HYPERLINK("http://evil.example";"pay")';

export function hostileLines(at: number): PushedLine[] {
  const { from } = windowOf(at);
  const lines = [...Object.values(HOSTILE)].map((text, i): PushedLine => ({
    time: from + MINUTE + i * SECOND,
    labels: { container_name: 'hostile' },
    text,
  }));
  const formula: PushedLine = {
    time: from + 2 * MINUTE,
    labels: { container_name: 'sheets' },
    text: JSON.stringify({ level: 'info', msg: FORMULA, cell: '+1+1', mail: 'jane.doe@example.com' }),
  };
  return [...lines, formula];
}
