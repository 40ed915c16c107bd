import { levelOfWord, readLevel } from '../../level';
import { type Layout, layout } from './layout';

/** Web servers, brokers, and what clusters run. */
export const SERVERS: readonly Layout[] = [
  // klog and glog: I0827 10:30:15.123456       1 controller.go:42] text
  layout(
    ['a'],
    /^(?<level>[IWEFD])(?:\d{4}|\d{8}) \d\d:\d\d:\d\d\.\d{3,6} +(?<pid>\d{1,9}) (?<caller>[^\s\]]{1,120})\] (?<message>.*)$/s,
    ({ level, pid, caller, message }) => ({
      level: readLevel(level ?? ''),
      fields: [
        ['process.pid', pid],
        ['code.location', caller],
      ],
      message: unquoted(message ?? ''),
    })
  ),
  // CockroachDB: E250827 10:30:15.123456 42 1@server/node.go:12 ⋮ [n1] 17  text
  layout(
    ['a'],
    /^(?<level>[IWEF])\d{6} \d\d:\d\d:\d\d\.\d{6} (?<goroutine>\d{1,12}) (?:\d{1,6}@)?(?<caller>[^\s\]]{1,120}:\d{1,6}) (?:⋮ )?(?:\[(?<tags>[^\]\n]{0,200})\] )?(?:\d{1,12} {1,3})?(?<message>.*)$/s,
    ({ level, goroutine, caller, tags, message }) => ({
      level: readLevel(level ?? ''),
      fields: [
        ['goroutine', goroutine],
        ['code.location', caller],
        ['tags', tags],
      ],
      message: message ?? '',
    })
  ),
  // Apache's error log: [Wed Aug 27 10:30:15.123456 2025] [core:error] [pid 35:tid 43] [client 10.0.0.1:5] text
  layout(
    ['['],
    /^\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:.]{8,15} \d{4}\] \[(?:(?<module>\w{0,40}):)?(?<level>[a-z]{4,9}\d?)\](?: \[pid (?<pid>\d{1,9})(?::tid \d{1,20})?\])?(?: \[(?:remote|client) (?<client>[^\]\n]{1,80})\])? (?<message>.*)$/s,
    ({ module, level, pid, client, message }) => ({
      level: levelOfWord(level ?? ''),
      logger: module === '' ? undefined : module,
      fields: [
        ['process.pid', pid],
        ['client.address', client],
      ],
      message: message ?? '',
      // To Apache all that PHP says is an error, or a notice.
      isWrapper: /^PHP [A-Z]/.test(message ?? ''),
    })
  ),
  // nginx' error log: 2025/08/27 10:30:15 [error] 29#29: *1 text, client: …
  layout(
    ['0'],
    /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[(?<level>\w{4,6})\] (?<pid>\d{1,9})#\d{1,9}: (?:\*(?<connection>\d{1,19}) )?(?<message>.*)$/s,
    ({ level, pid, message = '' }) => {
      const inner = /^FastCGI sent in stderr: "(PHP message: .*?)"? while reading /s.exec(message)?.[1];
      return {
        level: levelOfWord(level ?? ''),
        fields: [['process.pid', pid], ...nginxTail(message)],
        message: inner ?? message.replace(/, client: .*$/s, ''),
        isWrapper: inner !== undefined,
      };
    }
  ),
  // Kafka: [2025-08-27 10:30:15,123] INFO [KafkaServer id=0] text (kafka.server.KafkaServer)
  layout(
    ['['],
    /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] (?<level>[A-Z]{4,5}) (?<message>.*?) \((?<logger>[\w$.]{3,120}\.[\w$]{1,120})\)(?<rest>(?:\n.*)?)$/s,
    ({ level, message, logger, rest }) => ({
      level: levelOfWord(level ?? ''),
      logger,
      message: `${message ?? ''}${rest ?? ''}`,
    })
  ),
  // Open Liberty's messages.log: [8/27/25 10:30:15:123 UTC] 00000001 com.ibm.ws.kernel.boot   E CWWKE0001E: text
  layout(
    ['['],
    /^\[\d{1,2}\/\d{1,2}\/\d\d \d{1,2}:\d\d:\d\d:\d{3} [A-Z]{2,5}\] (?<thread>[0-9a-f]{8}) (?<logger>[\w.$]{1,120}) +(?<level>[AEWIDORF]) (?<message>.*)$/s,
    ({ thread, logger, level = '', message }) => ({
      // Audit, and what goes to System.out and System.err.
      level: 'AOR'.includes(level) ? 'info' : readLevel(level),
      logger,
      fields: [['thread.id', thread]],
      message: message ?? '',
    })
  ),
  // WebLogic: ####<Aug 27, 2025 10:30:15 AM UTC> <Error> <Deployer> <…> … <BEA-149265> <text>
  layout(
    ['*'],
    /^#{4}<[^>\n]{10,60}> <(?<level>\w{3,12})> <(?<logger>[^>\n]{1,120})> .{0,2000}?<(?<code>BEA-\d{1,8})> (?:<\[[^\]\n]{0,300}\] ?> )?<(?<message>.*)> *$/s,
    ({ level, logger, code, message }) => ({
      level: levelOfWord(level ?? ''),
      logger,
      fields: [['weblogic.code', code]],
      message: message ?? '',
    })
  ),
];

/** klog's structured lines quote the message. */
function unquoted(message: string): string {
  return /^"(?:[^"\\]|\\.)*"(?= |$)/.test(message) ? message.replace(/^"((?:[^"\\]|\\.)*)"/, '$1') : message;
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
