import { described, type Exception, firstLine, MAX_MESSAGE, shortType } from './exceptions/described';
import { FINDERS } from './exceptions/languages';

/** Where text is searched for an exception; what is further in is data. */
const MAX_SEARCHED = 65_536;

/**
 * A line of a stack: Java, JavaScript, .NET, PHP, Ruby, Go, and Python's `File "x", line 1`; Elixir's with the
 * application in brackets, Rust's with numbers.
 */
const FRAME =
  /^(?:\s+at \S|\s+File "|\s*\.{3} \d+ more|\s*#\d+ |\s+from \S+:\d+|\t\S+:\d+|goroutine \d+ \[|\S+\.\w+\(.*\)$|\s+\([a-z]\w{0,80} [\d.]{1,20}[^)]{0,20}\) \S+:\d+: |\s+(?:lib|web|test|apps)\/\S+\.exs?:\d+: |\s+\d{1,3}: \S+::\S+|\s*(?:\[[\w-]{1,80}\] )?\S+\.(?:rb|erb|haml|slim):\d+:in )/;
/** What stands before the name of an exception that nobody caught. */
const UNCAUGHT = String.raw`Exception in thread "[^"]{0,100}" |Unhandled exception(?:\.| in thread)? ?|Uncaught (?:\(in promise\) )?(?:Exception )?|PHP Fatal error: {1,2}Uncaught |Caused by: |\(node:\d{1,9}\) UnhandledPromiseRejectionWarning: |(?:unhandledRejection|uncaughtException): {1,2}`;
/** `com.shop.CartError: text`, `TypeError [ERR_X]: text`, `java.lang.NullPointerException`, `[TypeError: text]`. */
const HEAD = new RegExp(
  String.raw`^(?:${UNCAUGHT})?\[?([A-Za-z_][\w$]{0,80}(?:(?:\.|::|\\|\/)[A-Za-z_][\w$<>]{0,80}){0,12})(?: \[[\w-]{1,40}\])?(?::\s(.*)|: ?)?$`
);
/** Words that name an error also where no stack follows. */
const ERROR_NAME = /(?:Error|Exception|Failure|Fault|Timeout|Interrupt|Panic|Violation)$/;
const IN_TEXT =
  /(?:^|[\s("'[:])((?:[A-Za-z_][\w$]{0,60}(?:\.|::|\\)){0,8}[A-Z][\w$]{0,60}(?:Error|Exception))(?: \[[\w-]{1,40}\])?: (.{1,1000})/;

/**
 * The exception that a text is: a stack trace of Java, Python, Node, Go, .NET, Ruby, PHP, Elixir or Rust, or `Type:
 * message`.
 * @returns undefined for text that is none
 */
export function readException(text: string): Exception | undefined {
  const searched = text.slice(0, MAX_SEARCHED).trimEnd();
  if (searched === '') {
    return undefined;
  }
  for (const find of FINDERS) {
    const found = find(searched, text);
    // A traceback may follow what it is about.
    if (found !== undefined && (found.start === 0 || found.exception.stack?.startsWith('Traceback'))) {
      return found.exception.stack === undefined ? found.exception : { ...found.exception, stack: searched };
    }
  }
  return readHeaded(searched, searched.split(/\r?\n/));
}

/**
 * An exception somewhere in a text.
 * @returns the exception and the text before it; undefined where there is none
 */
export function findException(text: string): { exception: Exception; before: string } | undefined {
  const searched = text.slice(0, MAX_SEARCHED);
  for (const find of FINDERS) {
    const found = find(searched, text);
    if (found !== undefined) {
      return { exception: found.exception, before: text.slice(0, found.start).trimEnd() };
    }
  }
  const start = text.includes('\n') ? stackStart(searched) : undefined;
  const exception = start === undefined ? undefined : readException(text.slice(start));
  if (exception !== undefined) {
    return { exception, before: text.slice(0, start).trimEnd() };
  }
  const inline = IN_TEXT.exec(text.slice(0, 4096));
  if (inline === null) {
    return undefined;
  }
  const said = firstLine(inline[2] ?? '');
  // Node shows errors without a stack in brackets.
  const message = inline[0].startsWith('[') ? said.replace(/\](?: \{)?$/, '') : said;
  return { exception: { type: shortType(inline[1] ?? ''), message }, before: text };
}

/** Whether a line of text is a frame of a stack. */
export function isFrame(line: string): boolean {
  return FRAME.test(line.slice(0, 500));
}

/** Where the stack in a text of several lines begins: at its head. */
function stackStart(searched: string): number | undefined {
  let at = 0;
  let previous: number | undefined;
  for (const line of searched.split('\n')) {
    if (previous !== undefined && isFrame(line)) {
      return previous;
    }
    // What was thrown for another reason stands between the head and the frames.
    previous = previous !== undefined && /^\s{0,8}--->/.test(line) ? previous : at;
    at += line.length + 1;
  }
  return undefined;
}

function readHeaded(searched: string, lines: readonly string[]): Exception | undefined {
  // Go's stacks begin with a function, whose file is in the next line.
  const isGo = /^\t\S+:\d+/.test(lines[1] ?? '');
  const head = isGo ? null : HEAD.exec((lines[0] ?? '').slice(0, MAX_MESSAGE).replace(/^\[(.*)\](?: \{)?$/, '$1'));
  const hasFrames = lines.length > 1 && lines.slice(1, 8).some(isFrame);
  if (head === null) {
    return hasFrames ? { stack: searched } : undefined;
  }
  return hasFrames || ERROR_NAME.test(head[1] ?? '')
    ? described(head[1], head[2], hasFrames ? searched : undefined)
    : undefined;
}
