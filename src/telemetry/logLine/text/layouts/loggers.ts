import { levelOfWord, readLevel } from '../../level';
import { type Layout, layout, named } from './layout';

const JUL = layout(
  ['a'],
  /^\p{L}{3,9}\.? \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d(?:\s?[AaPp]\.?[Mm]\.?)? (?<logger>[\w.$]{1,200})(?: (?<method>[\w$<>]{1,120}))?\n(?<level>[A-Z]{4,8}): (?<message>.*)$/su,
  ({ logger, method, level, message }) => ({
    level: levelOfWord(level ?? ''),
    logger,
    fields: [['code.function.name', method]],
    message: message ?? '',
  })
);

/** Libraries that programs log with. */
export const LOGGERS: readonly Layout[] = [
  // Ruby's Logger: E, [2025-08-27T10:30:15.123456 #42] ERROR -- shop: text
  layout(
    ['a'],
    /^[DIWEFA], \[\S{19,35} #(?<pid>\d{1,9})\] {1,2}(?<level>[A-Z]{3,7}) -- (?<logger>[^:\n]{0,80}): (?<message>.*)$/s,
    ({ pid, level, logger, message }) => ({
      level: levelOfWord(level ?? '') ?? 'unknown',
      logger: named(logger),
      fields: [['process.pid', pid]],
      message: message ?? '',
    })
  ),
  // Python's logging without a format: WARNING:root:text; and uvicorn's: INFO:     text
  layout(
    ['a'],
    /^(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):(?: {4,9}|(?<logger>[\w.-]{1,120}):)(?<message>.*)$/s,
    ({ level, logger, message }) => ({ level: levelOfWord(level ?? ''), logger, message: message ?? '' })
  ),
  // logrus on a terminal: WARN[0004] text
  layout(['a'], /^(?<level>[A-Z]{4,5})\[\d{4,9}\] ?(?<message>.*)$/s, ({ level, message }) => ({
    level: levelOfWord(level ?? ''),
    message: message ?? '',
  })),
  // Celery: [2025-08-27 10:30:15,123: INFO/ForkPoolWorker-1] text
  layout(
    ['['],
    /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}: (?<level>[A-Z]{4,8})\/(?<thread>[\w-]{1,60})\] (?<message>.*)$/s,
    ({ level, thread, message }) => ({
      level: levelOfWord(level ?? ''),
      fields: [['thread.name', thread]],
      message: message ?? '',
    })
  ),
  // Nest: [Nest] 42  - 08/27/2025, 10:30:15 AM     LOG [NestFactory] text +12ms; before version 9 without a level
  layout(
    ['['],
    /^\[(?<app>[\w .-]{1,60})\] (?<pid>\d{1,9}) {1,4}- {1,2}\d[\d/.-]{5,9},? {1,2}\d{1,2}:\d\d:\d\d(?:\s[AaPp][Mm])? {1,8}(?:(?<level>LOG|ERROR|WARN|DEBUG|VERBOSE|FATAL) )?(?:\[(?<logger>[^\]\n]{1,120})\] )?(?<message>.*)$/s,
    ({ app, pid, level, logger, message }) => ({
      level: level === undefined ? undefined : levelOfWord(level),
      service: app === 'Nest' ? undefined : app,
      logger,
      fields: [['process.pid', pid]],
      // How long ago the line before was written.
      message: (message ?? '').replace(/ \+\d{1,12}ms(?=\n|$)/, ''),
    })
  ),
  // java.util.logging's SimpleFormatter: Aug 27, 2025 10:30:15 AM com.shop.Main run⏎SEVERE: text
  { ...JUL, read: (text) => (text.includes('\n') ? JUL.read(text) : undefined) },
  // oslo.log, OpenStack: 2025-08-27 10:30:15.123 42 INFO nova.compute.manager [req-3810… user project - - -] text
  layout(
    ['0'],
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} (?<pid>\d{1,9}) (?<level>[A-Z]{4,8}) (?<logger>[\w.]{1,120}) \[(?:(?:None )?(?<id>req-[0-9a-f-]{36})[^\]\n]{0,300}|-)\] (?<message>.*)$/s,
    ({ pid, level, logger, id, message }) => ({
      level: levelOfWord(level ?? ''),
      logger,
      fields: [['process.pid', pid]],
      notes: id === undefined ? [] : [`request_id=${id}`],
      message: message ?? '',
    })
  ),
  // Odoo: 2025-08-27 10:30:15,123 42 INFO shop odoo.http: text
  layout(
    ['0'],
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?<pid>\d{1,9}) (?<level>[A-Z]{4,8}) (?<database>[\w.?-]{1,80}) (?<logger>[\w.]{1,120}): (?<message>.*)$/s,
    ({ pid, level, database, logger, message }) => ({
      level: levelOfWord(level ?? ''),
      logger,
      fields: [
        ['process.pid', pid],
        ['db.namespace', named(database?.replace('?', ''))],
      ],
      message: message ?? '',
    })
  ),
  // Android's logcat: 08-27 10:30:15.123  1234  5678 E Cart    : text; and brief: E/Cart( 1234): text
  layout(
    ['0', 'a'],
    /^(?:\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} +(?<pid>\d{1,7}) +(?<thread>\d{1,7}) (?<level>[VDIWEFA]) (?<logger>[^:\n]{1,80}?) *: |(?<briefLevel>[VDIWEFA])\/(?<briefLogger>[\w.$-]{1,80}) *\( *(?<briefPid>\d{1,7})\): )(?<message>.*)$/s,
    ({ pid, thread, level, logger, briefLevel, briefLogger, briefPid, message }) => ({
      level: readLevel(level ?? briefLevel ?? ''),
      logger: logger ?? briefLogger,
      fields: [
        ['process.pid', pid ?? briefPid],
        ['thread.id', thread],
      ],
      message: message ?? '',
    })
  ),
  // Chromium: [1234:5678:0827/103015.123456:ERROR:cart.cc(12)] text
  layout(
    ['['],
    /^\[(?:(?<pid>\d{1,9}):)?(?:(?<thread>\d{1,20}):)?\d{4}\/\d{6}(?:\.\d{3,6})?:(?<level>[A-Z]{4,8}\d?):(?<source>[\w./-]{1,120})\((?<line>\d{1,6})\)\] (?<message>.*)$/s,
    ({ pid, thread, level, source, line, message }) => ({
      level: levelOfWord(level ?? ''),
      fields: [
        ['process.pid', pid],
        ['thread.id', thread],
        ['code.location', `${source}:${line}`],
      ],
      message: message ?? '',
    })
  ),
  // Rust's default hook, since 1.73 and before: thread 'main' panicked at src/main.rs:12:5:⏎text
  layout(['a'], /^(?=thread '[^'\n]{1,80}' (?:\(\d{1,12}\) )?panicked at )(?<message>.*)$/s, ({ message }) => ({
    level: 'fatal',
    message: message ?? '',
  })),
  // logback, of itself: 10:30:15,123 |-INFO in ch.qos.logback.classic.LoggerContext[default] - text
  layout(
    ['0'],
    /^\d\d:\d\d:\d\d,\d{3} \|-(?<level>[A-Z]{4,5}) in (?<logger>\S{1,200}) - (?<message>.*)$/s,
    ({ level, logger, message }) => ({ level: levelOfWord(level ?? ''), logger, message: message ?? '' })
  ),
  // Erlang's reports: =ERROR REPORT==== 27-Aug-2025::10:30:15.123 ===⏎text
  layout(
    ['*'],
    /^=(?<level>[A-Z]{4,10}) REPORT={3,4} \d\d?-[A-Z][a-z]{2}-\d{4}::[\d:.]{7,15} ===\s{0,2}(?<message>.+)$/s,
    ({ level = '', message }) => ({
      level: levelOfWord(level) ?? (level === 'CRASH' || level === 'SUPERVISOR' ? 'error' : 'info'),
      message: message ?? '',
    })
  ),
  // Next.js: a sign for the level
  layout(['*'], /^\s{0,3}(?<sign>[⨯⚠✓○▲»])\s(?<message>.*)$/s, ({ sign, message }) => ({
    level: sign === '⨯' ? 'error' : sign === '⚠' ? 'warn' : 'info',
    message: message ?? '',
  })),
];
