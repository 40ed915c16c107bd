import { type Level } from '../../../questions/logs';
import { levelOfWord } from '../../level';
import { type Layout, layout } from './layout';

/** PHP's own words for errors, https://www.php.net/manual/en/errorfunc.constants.php. */
const SEVERITIES: ReadonlyArray<[RegExp, Level]> = [
  [/fatal|parse|core error|compile error/i, 'fatal'],
  [/warning/i, 'warn'],
  [/error/i, 'error'],
  [/notice|deprecated|strict/i, 'info'],
];

const SEVERITY = String.raw`(?<severity>(?:Recoverable |Catchable )?[Ff]atal error|(?:Parse|Core|Compile|User) error|(?:Core |Compile |User )?Warning|(?:User )?(?:Notice|Deprecated)|Strict Standards)`;
const TIME = String.raw`(?:\[[^\]\n]{8,60}\] )?`;

/** What PHP writes by itself, and what its process manager and web servers put around it. */
export const PHP: readonly Layout[] = [
  // [27-Aug-2025 10:30:15 UTC] PHP Warning:  Undefined array key "x" in /app/x.php on line 3
  layout(['[', 'a'], new RegExp(`^${TIME}PHP ${SEVERITY}: {1,2}(?<message>.*)$`, 's'), ofPhp),
  // The same as PHP shows it, which says where: Fatal error: Uncaught Error: text in /app/x.php:3
  layout(
    ['[', 'a'],
    new RegExp(`^${TIME}${SEVERITY}: {1,2}(?<message>(?:Uncaught |[^\n]{1,4000} in [^\n]{1,500} on line \\d).*)$`, 's'),
    ofPhp
  ),
  // PHP-FPM: [21-Mar-2016 14:10:02] WARNING: [pool www] child 12 said into stdout: "text"; its word is said of any text
  layout(
    ['[', 'a'],
    /^(?:\[[^\]\n]{8,40}\] )?(?:NOTICE|WARNING|ERROR): \[pool (?<pool>[^\]\n]{1,80})\] child (?<pid>\d{1,9}) said into (?<stream>stdout|stderr): "(?<message>.*?)(?:"(?:, pipe is closed)?)?$/s,
    ({ pool, pid, stream, message }) => ({
      fields: [
        ['php.pool', pool],
        ['process.pid', pid],
        ['log.iostream', stream],
      ],
      message: message ?? '',
      isWrapper: true,
    })
  ),
  // PHP's error_log() under PHP-FPM: NOTICE: PHP message: text
  layout(
    ['a', '['],
    /^(?:(?:\[[^\]\n]{8,40}\] )?(?:NOTICE|WARNING|ERROR): )?PHP message: (?<message>.*)$/s,
    ({ message }) => ({
      message: message ?? '',
      isWrapper: true,
    })
  ),
  // Monolog, Laravel, Symfony, Magento: [2025-08-27T10:30:15.123456+00:00] checkout.ERROR: text {"order":1} []
  layout(
    ['['],
    /^\[\d{4}-\d\d-\d\d[T ][^\]\n]{8,30}\] (?<logger>[\w.-]{1,80})\.(?<level>[A-Z]{4,9}): (?<message>.*)$/s,
    ({ logger, level, message }) => ({
      level: levelOfWord(level ?? ''),
      logger,
      message: message ?? '',
    })
  ),
];

function ofPhp({ severity = '', message = '' }: Readonly<Record<string, string | undefined>>) {
  return { level: SEVERITIES.find(([word]) => word.test(severity))?.[1], message };
}
