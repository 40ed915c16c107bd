import { type LogLine } from '../../telemetry/questions/logs';
import { type Span } from '../../telemetry/questions/traces';

/** Languages for which it is known how to mend what is missing, as `telemetry.sdk.language` names them. */
export const LANGUAGES = ['nodejs', 'java', 'python', 'go', 'dotnet'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Libraries that write log lines, told by the form of these. */
export const LOGGERS = ['pino', 'winston', 'logback', 'python-logging', 'zap', 'slog', 'aspnet', 'access-log'] as const;
export type Logger = (typeof LOGGERS)[number];

/** What a service is made of, as far as its telemetry tells. */
export interface Platform {
  language?: Language;
  logger?: Logger;
}

/** The language of the service that wrote a span; undefined for others than {@link LANGUAGES}. */
export function languageOf({ resource }: Pick<Span, 'resource'>): Language | undefined {
  return LANGUAGES.find((language) => language === resource['telemetry.sdk.language']);
}

const LANGUAGE_OF_LOGGER: Readonly<Partial<Record<Logger, Language>>> = {
  pino: 'nodejs',
  winston: 'nodejs',
  logback: 'java',
  'python-logging': 'python',
  zap: 'go',
  slog: 'go',
  aspnet: 'dotnet',
};

/** What lines are told by: the first that fits. Only forms that no other library has. */
const FORMS: ReadonlyArray<[logger: Logger, form: RegExp]> = [
  // Apache's common log format, as nginx and others write it.
  ['access-log', /^\S+ \S+ \S+ \[[^\]]+\] "[A-Z]+ \S+ HTTP\/[\d.]+" \d{3} /],
  ['pino', /^\{"level":[1-6]0,"time":/],
  ['zap', /^\{"level":"[a-z]+","ts":.*"(?:caller|msg)":/],
  ['slog', /^\{"time":"[^"]+","level":"[A-Z]+".*"msg":|^time=\S+ level=[A-Z]+(?:[+-]\d+)? (?:source=\S+ )?msg=/],
  ['logback', /^\{"@timestamp":"[^"]+","@version":"1","message":|"logger_name":"[^"]*","thread_name":/],
  ['aspnet', /^\{"EventId":\d+,"LogLevel":"|^(?:trce|dbug|info|warn|fail|crit): \S+\[\d+\]/],
  ['winston', /^\{"level":"[a-z]+","message":|^\{"timestamp":"[^"]+","level":"[a-z]+".*"message":/],
  [
    'logback',
    // With a comma Python writes the time, too: then the thread in brackets tells.
    /^(?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(?:\.\d{3}\S* +(?:\[[^\]]+\] +)?|,\d{3} +\[[^\]]+\] +)(?:TRACE|DEBUG|INFO|WARN|ERROR) /,
  ],
  ['python-logging', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\b/],
];

/** Which library writes most of these lines; undefined where most are of no form that is known. */
export function loggerOf(lines: ReadonlyArray<Pick<LogLine, 'body'>>): Logger | undefined {
  const counts = new Map<Logger, number>();
  for (const { body } of lines) {
    const logger = FORMS.find(([, form]) => form.test(body))?.[0];
    if (logger) {
      counts.set(logger, (counts.get(logger) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] * 2 > lines.length ? most[0] : undefined;
}

/** What is made of a logger's language and a service's own: lines of a proxy are not in the language behind it. */
export function platformOfLines(logger: Logger | undefined, language: Language | undefined): Platform {
  const own = logger === undefined ? language : LANGUAGE_OF_LOGGER[logger];
  return { ...(own && { language: own }), ...(logger && { logger }) };
}
