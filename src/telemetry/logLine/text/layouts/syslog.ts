import { levelOfPriority, levelOfWord } from '../../level';
import { type Layout, layout, named } from './layout';

/** What system logs put around lines. */
export const SYSLOG: readonly Layout[] = [
  // RFC 5424: <165>1 2025-08-27T10:30:15.003Z host app 8710 ID47 [sd@32473 a="b"] text
  layout(
    ['<'],
    /^<(?<priority>\d{1,3})>1 \S{1,40} (?<host>\S{1,255}) (?<app>\S{1,48}) (?<pid>\S{1,128}) (?<id>\S{1,32}) (?<data>-|(?:\[(?:[^\]\\"\n]|"(?:[^"\\\n]|\\.){0,1000}"){0,2000}\]){1,8})(?: (?<message>.*))?$/s,
    ({ priority, host, app, pid, id, data, message }) => ({
      level: levelOfPriority(Number(priority)),
      service: named(app),
      instance: named(host),
      fields: [['process.pid', named(pid)], ['syslog.msg_id', named(id)], ...structuredData(data ?? '')],
      message: (message ?? '').replace(/^\uFEFF/, ''),
      isWrapper: true,
    })
  ),
  // RFC 3164: <34>Oct 11 22:14:15 host tag[123]: text, with or without the priority
  layout(
    ['<', 'a', '0'],
    /^(?:<(?<priority>\d{1,3})>)?(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (?<host>[\w.:-]{0,254}\w) (?<app>[\w./@-]{1,64})(?:\[(?<pid>[\w.]{1,20})\])?: (?<message>.*)$/s,
    ({ priority, host, app, pid, message }) => {
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
    }
  ),
  // The same without a host, as HAProxy and the C library write it: <134>Feb  6 12:14:14 haproxy[14389]: text
  layout(
    ['<'],
    /^<(?<priority>\d{1,3})>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?<app>[\w./@-]{1,64})(?:\[(?<pid>\d{1,20})\])?: (?<message>.*)$/s,
    ({ priority, app, pid, message }) => ({
      level: levelOfPriority(Number(priority)),
      service: app,
      fields: [['process.pid', pid]],
      message: message ?? '',
      isWrapper: true,
    })
  ),
  // systemd's sd-daemon: <3>text
  layout(['<'], /^<(?<priority>[0-7])>(?=\S)(?<message>.*)$/s, ({ priority, message }) => ({
    level: levelOfPriority(Number(priority)),
    message: message ?? '',
    isWrapper: true,
  })),
];

function structuredData(data: string): Array<[string, string]> {
  return [...data.matchAll(/ ([\w.-]{1,32})="((?:[^"\\]|\\.){0,1000})"/g)].map(([, name, value]) => [
    name ?? '',
    (value ?? '').replace(/\\(["\]\\])/g, '$1'),
  ]);
}
