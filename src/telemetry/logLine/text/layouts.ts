import { type Level } from '../../questions/logs';
import { levelOfPriority, levelOfWord, readLevel } from '../level';

/** What a layout tells before the message. */
export interface LayoutReading {
  level?: Level;
  service?: string;
  logger?: string;
  instance?: string;
  fields: Array<[name: string, value: string | undefined]>;
  message: string;
  /** The message is a line of its own, with a header of its own. */
  isWrapper?: boolean;
}

/** A way of writing lines that readHeader cannot tell: letters for levels, names at the end, several brackets. */
interface Layout {
  pattern: RegExp;
  read(groups: Readonly<Record<string, string | undefined>>): LayoutReading | undefined;
}

/** Redis: `.` debug, `-` verbose, `*` notice, `#` warning. */
const REDIS: Readonly<Record<string, Level>> = { '.': 'debug', '-': 'debug', '*': 'info', '#': 'warn' };

const LAYOUTS: readonly Layout[] = [
  {
    // klog and glog: I0827 10:30:15.123456       1 controller.go:42] text
    pattern:
      /^(?<level>[IWEF])\d{4} \d\d:\d\d:\d\d\.\d{3,6} +(?<pid>\d{1,9}) (?<caller>[^\s\]]{1,120})\] (?<message>.*)$/s,
    read: ({ level, pid, caller, message }) => ({
      level: readLevel(level ?? ''),
      fields: [
        ['process.pid', pid],
        ['code.location', caller],
      ],
      message: unquoted(message ?? ''),
    }),
  },
  {
    // RFC 5424: <165>1 2025-08-27T10:30:15.003Z host app 8710 ID47 [sd@32473 a="b"] text
    pattern:
      /^<(?<priority>\d{1,3})>1 \S{1,40} (?<host>\S{1,255}) (?<app>\S{1,48}) (?<pid>\S{1,128}) (?<id>\S{1,32}) (?<data>-|(?:\[(?:[^\]\\"\n]|"(?:[^"\\\n]|\\.){0,1000}"){0,2000}\]){1,8})(?: (?<message>.*))?$/s,
    read: ({ priority, host, app, pid, id, data, message }) => ({
      level: levelOfPriority(Number(priority)),
      service: named(app),
      instance: named(host),
      fields: [['process.pid', named(pid)], ['syslog.msg_id', named(id)], ...structuredData(data ?? '')],
      message: (message ?? '').replace(/^\uFEFF/, ''),
      isWrapper: true,
    }),
  },
  {
    // RFC 3164: <34>Oct 11 22:14:15 host tag[123]: text, with or without the priority
    pattern:
      /^(?:<(?<priority>\d{1,3})>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (?<host>[\w.:-]{1,255}) (?<app>[\w./@-]{1,64})(?:\[(?<pid>[\w.]{1,20})\])?: (?<message>.*)$/s,
    read: ({ priority, host, app, pid, message }) => {
      const isLevel = levelOfWord(host ?? '') !== undefined;
      return isLevel || (priority === undefined && pid === undefined && app !== 'kernel')
        ? undefined
        : {
            level: priority === undefined ? undefined : levelOfPriority(Number(priority)),
            service: app,
            instance: host,
            fields: [['process.pid', pid]],
            message: message ?? '',
            isWrapper: true,
          };
    },
  },
  {
    // Redis: 1:M 27 Aug 2025 10:30:15.123 * text
    pattern:
      /^(?<pid>\d{1,7}):(?<role>[XCSM]) \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d{3} (?<level>[.*#-]) (?<message>.*)$/s,
    read: ({ pid, level, message }) => ({
      level: REDIS[level ?? ''],
      fields: [['process.pid', pid]],
      message: message ?? '',
    }),
  },
  {
    // Monolog: [2025-08-27T10:30:15.123456+00:00] checkout.ERROR: text {"order":1} []
    pattern: /^\[\d{4}-\d\d-\d\d[T ][^\]\n]{8,30}\] (?<logger>[\w.-]{1,80})\.(?<level>[A-Z]{4,9}): (?<message>.*)$/s,
    read: ({ logger, level, message }) => ({
      level: levelOfWord(level ?? ''),
      logger,
      fields: [],
      message: message ?? '',
    }),
  },
  {
    // Ruby's Logger: E, [2025-08-27T10:30:15.123456 #42] ERROR -- shop: text
    pattern:
      /^[DIWEFA], \[\S{19,35} #(?<pid>\d{1,9})\] {1,2}(?<level>[A-Z]{3,7}) -- (?<logger>[^:\n]{0,80}): (?<message>.*)$/s,
    read: ({ pid, level, logger, message }) => ({
      level: levelOfWord(level ?? '') ?? 'unknown',
      logger: named(logger),
      fields: [['process.pid', pid]],
      message: message ?? '',
    }),
  },
  {
    // PostgreSQL: 2025-08-27 10:30:15.123 UTC [42] shop@shop ERROR:  text
    pattern:
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{3})? [A-Z]{2,5} \[(?<pid>\d{1,9})\](?: (?<user>[\w-]{1,63})@(?<database>[\w-]{1,63}))? (?<level>[A-Z]{3,9}\d?): {1,2}(?<message>.*)$/s,
    read: ({ pid, user, database, level, message }) => ({
      level: levelOfWord(level ?? '') ?? 'info', // STATEMENT, DETAIL, HINT belong to the line before
      fields: [
        ['process.pid', pid],
        ['user.name', user],
        ['db.namespace', database],
      ],
      message: message ?? '',
    }),
  },
  {
    // Apache's error log: [Wed Aug 27 10:30:15.123456 2025] [core:error] [pid 35:tid 43] [client 10.0.0.1:5] text
    pattern:
      /^\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:.]{8,15} \d{4}\] \[(?<module>\w{0,40}):?(?<level>\w{4,9})\] \[pid (?<pid>\d{1,9})(?::tid \d{1,20})?\](?: \[client (?<client>[^\]\n]{1,80})\])? (?<message>.*)$/s,
    read: ({ module, level, pid, client, message }) => ({
      level: levelOfWord(level ?? ''),
      logger: module,
      fields: [
        ['process.pid', pid],
        ['client.address', client],
      ],
      message: message ?? '',
    }),
  },
  {
    // nginx' error log: 2025/08/27 10:30:15 [error] 29#29: *1 text, client: …
    pattern:
      /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[(?<level>\w{4,6})\] (?<pid>\d{1,9})#\d{1,9}: (?:\*(?<connection>\d{1,19}) )?(?<message>.*)$/s,
    read: ({ level, pid, message }) => ({
      level: levelOfWord(level ?? ''),
      fields: [['process.pid', pid], ...nginxTail(message ?? '')],
      message: (message ?? '').replace(/, client: .*$/s, ''),
    }),
  },
  {
    // Kafka: [2025-08-27 10:30:15,123] INFO [KafkaServer id=0] text (kafka.server.KafkaServer)
    pattern:
      /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] (?<level>[A-Z]{4,5}) (?<message>.*?) \((?<logger>[\w$.]{3,120}\.[\w$]{1,120})\)(?<rest>(?:\n.*)?)$/s,
    read: ({ level, message, logger, rest }) => ({
      level: levelOfWord(level ?? ''),
      logger,
      fields: [],
      message: `${message ?? ''}${rest ?? ''}`,
    }),
  },
  {
    // Python's logging without a format: WARNING:root:text; and uvicorn's: INFO:     text
    pattern: /^(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):(?: {4,9}|(?<logger>[\w.-]{1,120}):)(?<message>.*)$/s,
    read: ({ level, logger, message }) => ({
      level: levelOfWord(level ?? ''),
      logger,
      fields: [],
      message: message ?? '',
    }),
  },
  {
    // ASP.NET Core's console: info: Microsoft.Hosting.Lifetime[14] text
    pattern: /^(?<level>trce|dbug|info|warn|fail|crit): (?<logger>[\w.`+]{1,200}\[-?\d{1,9}\])\s{1,10}(?<message>.*)$/s,
    read: ({ level, logger, message }) => ({
      level: levelOfWord(level ?? '') ?? (level === 'fail' ? 'error' : 'trace'),
      logger,
      fields: [],
      message: message ?? '',
    }),
  },
  {
    // logrus on a terminal: WARN[0004] text
    pattern: /^(?<level>[A-Z]{4,5})\[\d{4,9}\] ?(?<message>.*)$/s,
    read: ({ level, message }) => ({ level: levelOfWord(level ?? ''), fields: [], message: message ?? '' }),
  },
  {
    // Celery: [2025-08-27 10:30:15,123: INFO/ForkPoolWorker-1] text
    pattern: /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}: (?<level>[A-Z]{4,8})\/(?<thread>[\w-]{1,60})\] (?<message>.*)$/s,
    read: ({ level, thread, message }) => ({
      level: levelOfWord(level ?? ''),
      fields: [['thread.name', thread]],
      message: message ?? '',
    }),
  },
  {
    // Heroku's log drain: 2025-08-27T10:30:15.123456+00:00 heroku[router]: text
    pattern:
      /^\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d) (?<app>[a-z]{3,10})\[(?<dyno>[\w.]{1,30})\]: (?<message>.*)$/s,
    read: ({ app, dyno, message }) => ({
      service: app,
      fields: [['dyno', dyno]],
      message: message ?? '',
      isWrapper: true,
    }),
  },
  {
    // Docker Compose puts the service before the line: shop-1  | text
    pattern: /^(?<service>[a-zA-Z0-9][\w.-]{0,80}?)(?:[-_]\d{1,3})? {1,40}\| (?<message>.*)$/s,
    read: ({ service, message }) =>
      levelOfWord(service ?? '') !== undefined || /^\d/.test(service ?? '')
        ? undefined
        : { service, fields: [], message: message ?? '', isWrapper: true },
  },
];

/** Reads a line by the first layout that it has; undefined where it has none of these. */
export function readLayout(text: string): LayoutReading | undefined {
  for (const { pattern, read } of LAYOUTS) {
    const groups = pattern.exec(text)?.groups;
    const reading = groups === undefined ? undefined : read(groups);
    if (reading !== undefined) {
      return reading;
    }
  }
  return undefined;
}

function named(text: string | undefined): string | undefined {
  const name = text?.trim();
  return name === '' || name === '-' ? undefined : name;
}

/** klog's structured lines quote the message. */
function unquoted(message: string): string {
  return /^"(?:[^"\\]|\\.)*"(?= |$)/.test(message) ? message.replace(/^"((?:[^"\\]|\\.)*)"/, '$1') : message;
}

function structuredData(data: string): Array<[string, string]> {
  return [...data.matchAll(/ ([\w.-]{1,32})="((?:[^"\\]|\\.){0,1000})"/g)].map(([, name, value]) => [
    name ?? '',
    (value ?? '').replace(/\\(["\]\\])/g, '$1'),
  ]);
}

/** `, client: 10.0.0.1, server: _, request: "GET / HTTP/1.1", upstream: "http://…", host: "shop"` */
function nginxTail(message: string): Array<[string, string | undefined]> {
  const tail = /, client: .*$/s.exec(message)?.[0] ?? '';
  const part = (name: string) => new RegExp(`, ${name}: "?([^",\\n]{1,2000})"?`).exec(tail)?.[1];
  return [
    ['client.address', part('client')],
    ['server.address', part('server')],
    ['request', part('request')],
    ['upstream', part('upstream')],
    ['host', part('host')],
  ];
}
