import { type Level } from '../../../questions/logs';
import { levelOfWord } from '../../level';
import { type HeaderParts } from './parts';
import { matches } from './scan';

/** `main - `, `c.e.Shop : `, `my_app::cart: `, `MyApp.Program|`, `main.go:12 > `. */
const LOGGER =
  /([A-Za-z_][\w.$/#-]{0,120}(?:::[\w.$<>]{1,80}){0,10}(?:\[[\w.-]{1,60}\])?(?::[\w<>.$]{1,60}:\d{1,6}|:\d{1,6})?)(\s{1,40}(?:--?|:|\||>)(?=\s|$)|:(?=\s|$)|\||\](?=\s)|\t)/y;
/** `Shop.Cart [(null)] - `, `com.shop.Cart [main] : `: a bracket between the name and its separator. */
const BEFORE_BRACKET =
  /([A-Za-z_][\w$]{0,80}(?:\.[\w$]{1,80}){1,12})(?=\s+(?:\[[^\]\n]{0,80}\]|\([^)\n]{0,80}\)|\{[^}\n]{0,300}\})\s{0,40}(?:--?|:|\|)\s)/y;
/** `org.apache.catalina.core.ContainerBase.removeChild `: a class by its whole name, and a method of it at will. */
const WHOLE_CLASS = /((?:[a-z_]\w{0,60}\.){2,10}[A-Z][\w$]{0,80}(?:\.(?:<?[a-z]\w{0,80}>?))?)\s+(?=\S)/y;
/** `SparkContext`, `executeQuery`. */
const HUMPS = /^[A-Za-z][a-z0-9]+(?:[A-Z][a-z0-9]+)+$/;
/** With such a name a message begins: `com.shop.NoStockException: 17`. */
const EXCEPTION = /(?:Error|Exception|Failure|Fault|Timeout)$/;
const FLASK = /in ([\w.]{1,100}):(?= )/y;
/** `src/main.rs:12: `, and in a column. */
const SOURCE = /([\w./-]{1,120}\.[A-Za-z]\w{0,9}:\d{1,7})(?::(?=\s)|\t)/y;

/** The name of a logger that stands here: where it ends, its separator included. */
export function loggerAt(
  parts: HeaderParts,
  text: string,
  at: number,
  { times, level }: { times: number; level?: Level }
): number | undefined {
  const match = matches(LOGGER, text, at);
  const hasLevel = level !== undefined;
  if (match !== null && isName(match[1] ?? '', match[2] ?? '', { hasLevel, hasTime: times > 0 })) {
    parts.logger = match[1];
    return at + match[0].length;
  }
  const whole = matches(BEFORE_BRACKET, text, at) ?? (times > 0 && hasLevel ? matches(WHOLE_CLASS, text, at) : null);
  if (whole === null) {
    return undefined;
  }
  parts.logger = whole[1];
  return at + whole[0].length;
}

/** A place in the code behind the logger's name, as tracing and zap write it. */
export function sourceAt(parts: HeaderParts, text: string, at: number): number | undefined {
  const source = matches(SOURCE, text, at);
  if (source === null) {
    return undefined;
  }
  parts.notes.push(`code.location=${source[1]}`);
  return SOURCE.lastIndex;
}

/** Flask's `in app: `. */
export function flaskAt(parts: HeaderParts, text: string, at: number): number | undefined {
  const flask = matches(FLASK, text, at);
  if (flask === null) {
    return undefined;
  }
  parts.logger ??= flask[1];
  return FLASK.lastIndex;
}

function isName(name: string, spaced: string, { hasLevel, hasTime }: { hasLevel: boolean; hasTime: boolean }): boolean {
  const separator = spaced.trim();
  const isPath = /[._$]|::|\w\/\w|:\d/.test(name);
  if (separator === '' || separator === '>') {
    return /:\d+$/.test(name) || (spaced.includes('\t') && isPath);
  }
  if (levelOfWord(name) !== undefined || (separator === ':' && EXCEPTION.test(name))) {
    return false;
  }
  const isWord = isPath || separator !== ':' || /^[a-z][a-z0-9-]*$/.test(name) || (hasTime && HUMPS.test(name));
  return isWord && (hasLevel || separator !== ':' || isPath);
}
