import { type Encoding, literal, messageExpression } from './expressions';
import { type Form, isCutForm } from './template';
import { SPACE, tokenize } from './tokens';

/** Different texts around messages that are told apart; with more, only what they share is asked for. */
const MAX_TEXTS = 6;
const MAX_SHARED = 40;
const MESSAGE_NAME = /"(?:message|msg|event|@mt?|body|text|short_message|log)"\s{0,4}:\s{0,4}$/i;

/** What stands before or after the messages of a pattern in their lines. */
interface Side {
  /** Expressions of the whole text on this side, ready to be tried; undefined where there are too many. */
  expressions: Map<string, RegExp> | undefined;
  /** What all texts have next to the message. */
  shared: string | undefined;
}

/** How messages of a pattern stand in their lines. */
export type Contexts = Map<Encoding, { before: Side; after: Side }>;

/**
 * Learns where a message stands in its line.
 * @returns false where it does not stand there as text
 */
export function learnContext(contexts: Contexts, message: string, body: string): boolean {
  const place = findMessage(message, body);
  if (place === undefined) {
    return false;
  }
  const { encoding, start, end } = place;
  const known = contexts.get(encoding);
  const context = known ?? { before: emptySide(encoding), after: emptySide(encoding) };
  if (known === undefined) {
    contexts.set(encoding, context);
  }
  if (encoding === 'json') {
    // Quotes keep a JSON string apart from all else; its name may be part of the condition.
    share(
      context.before,
      /"[^"]{0,40}"\s{0,4}:\s{0,4}"$/.exec(body.slice(Math.max(0, start - 90), start))?.[0] ?? '"',
      sharedEnd
    );
    share(context.after, '"', sharedStart);
  } else {
    learn(context.before, body.slice(0, start), sharedEnd);
    learn(context.after, body.slice(end), sharedStart);
  }
  return true;
}

/** Adds what is known of one pattern's contexts to another's. */
export function joinContexts(into: Contexts, from: Contexts): void {
  for (const [encoding, context] of from) {
    const ours = into.get(encoding);
    if (ours === undefined) {
      into.set(encoding, context);
      continue;
    }
    joinSides(ours.before, context.before, sharedEnd);
    joinSides(ours.after, context.after, sharedStart);
  }
}

/**
 * Expression of lines whose messages are of these forms; undefined where no line holds its message as text. Forms that
 * stand in their lines in the same way have that way in common.
 */
export function lineExpression(placed: ReadonlyArray<Form & { contexts: Contexts }>): string | undefined {
  const ways = new Map<string, { start: string; end: string; encoding: Encoding; forms: Form[] }>();
  for (const form of placed) {
    for (const [encoding, { before, after }] of form.contexts) {
      const start = sideExpression(before, '^', '', '(?:^|\\W)');
      const end = isCutForm(form) ? '' : sideExpression(after, '', '$', '(?:\\W|$)');
      const key = JSON.stringify([encoding, start, end, isCutForm(form)]);
      const way = ways.get(key) ?? { start, end, encoding, forms: [] };
      way.forms.push(form);
      ways.set(key, way);
    }
  }
  const all = [...ways.values()].map(
    ({ start, end, encoding, forms }) => start + messageExpression(forms, encoding) + end
  );
  return all.length === 0 ? undefined : all.length === 1 ? all[0] : `(?:${all.join('|')})`;
}

function findMessage(message: string, body: string): { encoding: Encoding; start: number; end: number } | undefined {
  const isJson = body.startsWith('{') && message !== body;
  const written = isJson ? JSON.stringify(message) : '';
  const quoted = isJson ? findQuoted(written, body) : -1;
  if (quoted >= 0) {
    return { encoding: 'json', start: quoted + 1, end: quoted + written.length - 1 };
  }
  const at = body.lastIndexOf(message);
  return at < 0 ? undefined : { encoding: 'raw', start: at, end: at + message.length };
}

/** Where a quoted message stands: under a usual name, else anywhere. */
function findQuoted(written: string, body: string): number {
  for (let at = body.indexOf(written); at >= 0; at = body.indexOf(written, at + 1)) {
    if (MESSAGE_NAME.test(body.slice(Math.max(0, at - 24), at))) {
      return at;
    }
  }
  return body.lastIndexOf(written);
}

function emptySide(encoding: Encoding): Side {
  return { expressions: encoding === 'json' ? undefined : new Map(), shared: undefined };
}

function learn(side: Side, text: string, shared: Shared): void {
  const isKnown = side.expressions !== undefined && [...side.expressions.values()].some((known) => known.test(text));
  if (isKnown) {
    return;
  }
  share(side, withoutVariables(text, shared), shared);
  if (side.expressions === undefined) {
    return;
  }
  const { skeleton, words, isCut } = tokenize(text);
  if (isCut || side.expressions.size >= MAX_TEXTS) {
    side.expressions = undefined;
    return;
  }
  const expression = text.trim() === '' ? '' : messageExpression([{ skeleton, words }], 'raw');
  const start = /^[\t-\r ]/.test(text) ? `${SPACE}+` : '';
  const end = expression !== '' && /[\t-\r ]$/.test(text) ? `${SPACE}+` : '';
  const whole = start + expression + end;
  side.expressions.set(whole, new RegExp(`^${whole}$`));
}

/** What two texts have in common on the side of the message. */
type Shared = (a: string, b: string) => string;

function share(side: Side, text: string, shared: Shared): void {
  side.shared = side.shared === undefined ? text : shared(side.shared, text);
}

/** The part next to the message that has no digit: digits may be the same by chance. */
function withoutVariables(text: string, shared: Shared): string {
  const part = shared === sharedEnd ? /[^\d]{0,40}$/.exec(text.slice(-MAX_SHARED)) : /^[^\d]{0,40}/.exec(text);
  return part?.[0] ?? '';
}

function joinSides(into: Side, from: Side, shared: Shared): void {
  const both = into.expressions && from.expressions && new Map([...into.expressions, ...from.expressions]);
  into.expressions = both !== undefined && both.size <= MAX_TEXTS ? both : undefined;
  into.shared = into.shared === undefined ? from.shared : shared(into.shared, from.shared ?? '');
}

function sideExpression(side: Side, start: string, end: string, otherwise: string): string {
  if (side.expressions !== undefined) {
    const all = [...side.expressions.keys()].sort();
    return `${start}${all.length === 1 ? all[0] : `(?:${all.join('|')})`}${end}`;
  }
  return side.shared === undefined || side.shared === '' ? otherwise : literal(side.shared);
}

/** The end that two texts share. */
function sharedEnd(a: string, b: string): string {
  let length = 0;
  while (length < Math.min(a.length, b.length, MAX_SHARED) && a.at(-1 - length) === b.at(-1 - length)) {
    length++;
  }
  return length === 0 ? '' : a.slice(-length);
}

/** The start that two texts share. */
function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < Math.min(a.length, b.length, MAX_SHARED) && a[length] === b[length]) {
    length++;
  }
  return a.slice(0, length);
}
