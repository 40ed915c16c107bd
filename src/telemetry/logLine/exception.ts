import { type ParsedLogLine } from '../questions/logs';

/** What was thrown, as far as a line tells. */
export type Exception = NonNullable<ParsedLogLine['exception']>;

/** Where text is searched for an exception; what is further in is data. */
const MAX_SEARCHED = 65_536;
const MAX_MESSAGE = 2000;

/** A line of a stack: Java, JavaScript, .NET, PHP, Ruby, Go, and Python's `File "x", line 1`. */
const FRAME =
  /^(?:\s+at \S|\s+File "|\s*\.{3} \d+ more|\s*#\d+ |\s+from \S+:\d+|\t\S+:\d+|goroutine \d+ \[|\S+\.\w+\(.*\)$)/;
/**
 * `com.shop.CartError: text`, `TypeError [ERR_X]: text`, `java.lang.NullPointerException`; what stands before it is
 * said of any.
 */
const HEAD =
  /^(?:Exception in thread "[^"]{0,100}" |Unhandled exception(?:\.| in thread)? ?|Uncaught (?:Exception )?|PHP Fatal error: {1,2}Uncaught |Caused by: )?([A-Za-z_][\w$]{0,80}(?:(?:\.|::|\\|\/)[A-Za-z_][\w$<>]{0,80}){0,12})(?: \[[\w-]{1,40}\])?(?::\s(.*)|: ?)?$/;
/** Words that name an error also where no stack follows. */
const ERROR_NAME = /(?:Error|Exception|Failure|Fault|Timeout|Interrupt|Panic|Violation)$/;
const IN_TEXT =
  /(?:^|[\s("'[:])((?:[A-Za-z_][\w$]{0,60}(?:\.|::|\\)){0,8}[A-Z][\w$]{0,60}(?:Error|Exception))(?: \[[\w-]{1,40}\])?: (.{1,1000})/;

/**
 * The exception that a text is: a stack trace of Java, Python, Node, Go, .NET, Ruby or PHP, or `Type: message`.
 * @returns undefined for text that is none
 */
export function readException(text: string): Exception | undefined {
  const searched = text.slice(0, MAX_SEARCHED).trimEnd();
  if (searched === '') {
    return undefined;
  }
  const lines = searched.split(/\r?\n/);
  return readPython(text, searched) ?? readGo(searched, lines) ?? readHeaded(searched, lines);
}

/**
 * An exception somewhere in a text.
 * @returns the exception and the text before it; undefined where there is none
 */
export function findException(text: string): { exception: Exception; before: string } | undefined {
  const start = text.includes('\n') ? stackStart(text) : undefined;
  if (start !== undefined) {
    const exception = readException(text.slice(start));
    if (exception !== undefined) {
      return { exception, before: text.slice(0, start).trimEnd() };
    }
  }
  const inline = IN_TEXT.exec(text.slice(0, 4096));
  return inline === null
    ? undefined
    : { exception: { type: shortType(inline[1] ?? ''), message: firstLine(inline[2] ?? '') }, before: text };
}

/** A type as text: without spaces around it, and cut. */
export function shortType(type: string): string {
  return type.trim().slice(0, 200);
}

/** Whether a line of text is a frame of a stack. */
export function isFrame(line: string): boolean {
  return FRAME.test(line.slice(0, 500));
}

/** Where the stack in a text of several lines begins: at its head, or at the traceback. */
function stackStart(text: string): number | undefined {
  const searched = text.slice(0, MAX_SEARCHED);
  const python = searched.indexOf('Traceback (most recent call last)');
  const panic = /^(?:panic|fatal error): /m.exec(searched);
  if (python >= 0 || panic !== null) {
    return python >= 0 ? python : panic?.index;
  }
  let at = 0;
  let previous: number | undefined;
  for (const line of searched.split('\n')) {
    if (previous !== undefined && isFrame(line)) {
      return previous;
    }
    previous = at;
    at += line.length + 1;
  }
  return undefined;
}

function readPython(whole: string, searched: string): Exception | undefined {
  if (!searched.includes('Traceback (most recent call last)')) {
    return undefined;
  }
  // The error itself is the last line that is not indented.
  const lines = whole.slice(-MAX_SEARCHED).trimEnd().split(/\r?\n/);
  for (let i = lines.length - 1; i >= 0; i--) {
    const head = /^([A-Za-z_][\w.]{0,200})(?:: (.*))?$/.exec((lines[i] ?? '').slice(0, MAX_MESSAGE));
    if (head !== null) {
      return described(head[1], head[2], searched);
    }
  }
  return { stack: searched };
}

function readGo(searched: string, lines: string[]): Exception | undefined {
  const panic = /^(panic|fatal error): (.*?)(?: \[recovered\])?$/.exec((lines[0] ?? '').slice(0, MAX_MESSAGE));
  if (panic === null || !searched.includes('goroutine ')) {
    return undefined;
  }
  const runtime = /^runtime error: (.*)$/.exec(panic[2] ?? '');
  return runtime === null ? described(panic[1], panic[2], searched) : described('runtime error', runtime[1], searched);
}

function readHeaded(searched: string, lines: string[]): Exception | undefined {
  // Go's stacks begin with a function, whose file is in the next line.
  const isGo = /^\t\S+:\d+/.test(lines[1] ?? '');
  const head = isGo ? null : HEAD.exec((lines[0] ?? '').slice(0, MAX_MESSAGE));
  const hasFrames = lines.length > 1 && lines.slice(1, 8).some(isFrame);
  if (head === null) {
    return hasFrames ? { stack: searched } : undefined;
  }
  return hasFrames || ERROR_NAME.test(head[1] ?? '')
    ? described(head[1], head[2], hasFrames ? searched : undefined)
    : undefined;
}

function described(type: string | undefined, message: string | undefined, stack: string | undefined): Exception {
  return {
    ...(type !== undefined && { type: shortType(type) }),
    ...(message !== undefined && message !== '' && { message: firstLine(message) }),
    ...(stack !== undefined && { stack }),
  };
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').trim().slice(0, MAX_MESSAGE);
}
