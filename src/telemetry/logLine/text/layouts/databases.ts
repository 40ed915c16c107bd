import { type Level } from '../../../questions/logs';
import { levelOfWord, readLevel } from '../../level';
import { type Layout, layout, named } from './layout';

/** Redis: `.` debug, `-` verbose, `*` notice, `#` warning. */
const REDIS: Readonly<Record<string, Level>> = { '.': 'debug', '-': 'debug', '*': 'info', '#': 'warn' };
/** STATEMENT, DETAIL and the like belong to the line before. */
const POSTGRES = String.raw`(?<level>DEBUG[1-5]?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION)`;

const MAX_PREFIX = 300;
const postgres = layout(
  ['0', '<'],
  new RegExp(
    String.raw`^(?:< ?)?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{3})?(?: (?:[A-Z]{2,5}|[+-]\d\d(?::?\d\d)?))?(?<prefix>[^\n]{0,240}?)\b${POSTGRES}: {2}(?<message>.*)$`,
    's'
  ),
  readPostgres
);

/** Databases. */
export const DATABASES: readonly Layout[] = [
  // PostgreSQL, whatever its log_line_prefix has between the time and the level, which two spaces follow
  { ...postgres, read: (text) => (text.slice(0, MAX_PREFIX).includes(':  ') ? postgres.read(text) : undefined) },
  // PostgreSQL's csvlog: time,"user","database",42,"10.0.0.1:5",…,ERROR,23505,"text",…
  layout(
    ['0'],
    /^\d{4}-\d\d-\d\d [\d:.]{8,12} [A-Z]{2,5},(?:"(?<user>[^"\n]{0,63})")?,(?:"(?<database>[^"\n]{0,63})")?,(?<pid>\d{0,9}),(?:"(?<client>[^"\n]{0,80})")?,[\w.]{0,40},\d{0,12},(?:"[^"\n]{0,80}")?,[^,\n]{0,40},[^,\n]{0,40},\d{0,20},(?<level>[A-Z]{3,9}\d?),(?<code>[0-9A-Z]{5}),"(?<message>(?:[^"]|"")*)"/,
    ({ user, database, pid, client, level, code, message }) => ({
      level: levelOfWord(level ?? ''),
      fields: [
        ['process.pid', pid],
        ['user.name', user],
        ['db.namespace', database],
        ['client.address', client],
        ['db.response.status_code', code],
      ],
      message: (message ?? '').replaceAll('""', '"'),
    })
  ),
  // MongoDB before 4.4: 2025-08-27T10:30:15.123+0000 I NETWORK  [conn1] text
  layout(
    ['0'],
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4} (?<level>[DIWEF])[1-5]? (?<logger>[A-Z_]{1,11}|-) +\[(?<context>[^\]\n]{1,80})\] (?<message>.*)$/s,
    ({ level, logger, context, message }) => ({
      level: readLevel(level ?? ''),
      logger: named(logger),
      fields: [['thread.name', context]],
      message: message ?? '',
    })
  ),
  // MySQL and MariaDB: 2025-08-27T10:30:15.123456Z 0 [Warning] [MY-010068] [Server] text
  layout(
    ['0'],
    /^(?:\d{4}-\d\d-\d\d[T ]{1,2}\d{1,2}:\d\d:\d\d(?:\.\d{6})?(?:Z|[+-]\d\d:\d\d)?|\d{6} {1,2}\d{1,2}:\d\d:\d\d)(?: (?<thread>\d{1,19}))? \[(?<level>System|Note|Warning|ERROR|Error)\] (?:\[(?<code>MY-\d{1,8})\] )?(?:\[(?<subsystem>\w{1,40})\] )?(?<message>.*)$/s,
    ({ thread, level = '', code, subsystem, message }) => ({
      level: levelOfWord(level) ?? 'info',
      fields: [
        ['thread.id', thread],
        ['mysql.code', code],
        ['mysql.subsystem', subsystem],
      ],
      message: message ?? '',
    })
  ),
  // Redis: 1:M 27 Aug 2025 10:30:15.123 * text; before version 3: [1] 27 Aug 10:30:15.123 # text
  layout(
    ['0', '['],
    /^(?:(?<pid>\d{1,7}):[XCSM]|\[(?<oldPid>\d{1,7})\]) \d\d [A-Z][a-z]{2} (?:\d{4} )?\d\d:\d\d:\d\d\.\d{3} (?<level>[.*#-]) (?<message>.*)$/s,
    ({ pid, oldPid, level, message }) => ({
      level: REDIS[level ?? ''],
      fields: [['process.pid', pid ?? oldPid]],
      message: message ?? '',
    })
  ),
];

function readPostgres({ prefix = '', level = '', message = '' }: Readonly<Record<string, string | undefined>>) {
  const who = /(?:^|[\s:])(?<user>[\w-]{1,63})@(?<database>[\w-]{1,63})/.exec(prefix)?.groups;
  const said = (name: string) => new RegExp(`\\b${name}=([^\\s,]{1,120})`).exec(prefix)?.[1];
  return {
    level: levelOfWord(level) ?? ('info' as const),
    fields: [
      ['process.pid', /\[(\d{1,9})(?:-\d{1,9})?\]/.exec(prefix)?.[1]],
      ['user.name', who?.user ?? said('user')],
      ['db.namespace', who?.database ?? said('db')],
      ['client.address', said('client')],
    ] as Array<[string, string | undefined]>,
    message,
  };
}
