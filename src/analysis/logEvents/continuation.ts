import { isFrame, readException } from '../../telemetry/logLine/exception';
import { readLevel } from '../../telemetry/logLine/level';
import { timestampEnd } from '../../telemetry/logLine/text/timestamp';
import { type ParsedLogLine } from '../../telemetry/questions/logs';

/** Levels of records behind which a stack may stand. */
const GRAVE = ['fatal', 'error', 'warn'];
const TRACEBACK = 'Traceback (most recent call last):';
/** Between the exceptions of a Python stack. */
const CHAINED = /^(?:During handling of the above exception|The above exception was the direct cause)/;
/** The last line of a Python stack: `ValueError: no stock`, `shop.errors.NoStock`. */
const PYTHON_END = /^([A-Za-z_][\w.]{0,200})(?:: .*)?$/;
const CAUSE = /^(?:Caused by: |Suppressed: |Stack trace:$|\.{3} \d|--- End of )/;
const PHP_NEXT = /^(?:Next \S|#\d{1,5} )/;
const RUBY_FRAME = /^\S{1,300}\.(?:rb|erb|haml|slim):\d{1,7}:in /;
const GO_BEGIN = /^(?:panic: |fatal error: |goroutine \d+ \[)/;
const GO_LINE = /^(?:goroutine \d+ \[|created by |exit status \d|\[signal |\[recovered\]|panic: |\S{1,400}\(.*\)$)/;

/** What a line of text is to the stack that may stand before it. */
export interface TextLine {
  text: string;
  reading: ParsedLogLine;
}

/** How far a stack has come: what is known of it, as much as tells whether a line goes on with it. */
export interface StackState {
  /**
   * `head`: a record or an exception behind which a stack may come. `frames`: in a stack. `python`: in a traceback,
   * which ends with its error. `ended`: behind that.
   */
  stage: 'head' | 'frames' | 'python' | 'ended';
  isGo: boolean;
  /** The exception itself was told. */
  hasException: boolean;
  /** A frame opened a brace, as Node does before what an error has besides. */
  isOpen: boolean;
}

/** What a line begins of which others are part; undefined where nothing can go on with it. */
export function beginStack({ text, reading }: TextLine): StackState | undefined {
  const begin = (stage: StackState['stage'], hasException: boolean): StackState => ({
    stage,
    isGo: GO_BEGIN.test(text),
    hasException,
    isOpen: false,
  });
  if (text.trimEnd().endsWith(TRACEBACK)) {
    return begin('python', true);
  }
  if (GO_BEGIN.test(text)) {
    return begin('frames', true);
  }
  // Frames whose head is not here are one stack; of one alone nobody knows.
  const hasException = reading.exception !== undefined || isOwnFrame(text) || readException(text) !== undefined;
  return hasException || GRAVE.includes(reading.level) ? begin('head', hasException) : undefined;
}

/**
 * What the stack has come to with one more line.
 * @param next the line after it, where there is one
 * @returns undefined where the line does not go on with the stack
 */
export function continueStack(state: StackState, line: TextLine, next: TextLine | undefined): StackState | undefined {
  const { text } = line;
  if (text.trim() === '') {
    // What is empty belongs to the stack where the stack goes on behind it.
    return state.stage !== 'head' && next && next.text.trim() !== '' && continueStack(state, next, undefined)
      ? state
      : undefined;
  }
  if (isRecord(line)) {
    return undefined;
  }
  const isIndented = /^[ \t]/.test(text);
  const into = (stage: StackState['stage'], more: Partial<StackState> = {}): StackState => ({
    ...state,
    ...more,
    stage,
    hasException: true,
  });
  if (text.trimEnd().endsWith(TRACEBACK)) {
    return state.stage === 'ended' ? undefined : into('python');
  }
  switch (state.stage) {
    case 'head':
      return headGoesOn(state, line, next)
        ? into(isHead(line, next) ? 'head' : 'frames', { isGo: GO_BEGIN.test(text) })
        : undefined;
    case 'frames':
      return isIndented || framesGoOn(state, text)
        ? into('frames', { isOpen: text.endsWith('{') || (state.isOpen && text !== '}') })
        : undefined;
    case 'python':
      return isIndented ? into('python') : isPythonEnd(text) ? into('ended') : undefined;
    case 'ended':
      return CHAINED.test(text) ? into('frames') : undefined;
  }
}

function headGoesOn({ hasException }: StackState, line: TextLine, next: TextLine | undefined): boolean {
  const { text } = line;
  return (
    isOwnFrame(text) ||
    /^goroutine \d+ \[/.test(text) ||
    (hasException && (CAUSE.test(text) || RUBY_FRAME.test(text) || /^\s{1,8}---> \S/.test(text))) ||
    (!hasException && isHead(line, next))
  );
}

/** An exception by itself, with its stack behind it. */
function isHead({ text }: TextLine, next: TextLine | undefined): boolean {
  return /^\S/.test(text) && next !== undefined && isOwnFrame(next.text) && readException(text) !== undefined;
}

function framesGoOn({ isGo, isOpen }: StackState, text: string): boolean {
  return (
    CAUSE.test(text) ||
    PHP_NEXT.test(text) ||
    RUBY_FRAME.test(text) ||
    CHAINED.test(text) ||
    (isGo && GO_LINE.test(text)) ||
    (isOpen && text === '}')
  );
}

/** A frame that can be told without what is before it; Go's are only a file. */
function isOwnFrame(text: string): boolean {
  return /^(?:\s|#0 )/.test(text) && !/^\t\S+:\d/.test(text) && isFrame(text);
}

function isPythonEnd(text: string): boolean {
  const name = PYTHON_END.exec(text)?.[1];
  return name !== undefined && readLevel(name) === undefined;
}

/** Whether a line is a record of its own: with a time, or of fields. */
export function isRecord({ text, reading }: TextLine): boolean {
  return !/^\s|^$/.test(text) && (reading.format !== 'text' || timestampEnd(text, 0) !== undefined);
}
