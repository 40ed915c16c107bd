import { hasMask } from './masks';
import { namesNeeded } from './names';
import { type Form, isCutForm } from './template';
import { VARIABLE } from './tokens';
import { plainName } from './words';

/** What follows a number as its unit, in the letters of one. */
const UNIT =
  /^(?:[nuµm]?s|sec|secs|seconds?|msecs?|min|mins|minutes?|h|hrs?|hours?|days?|[kmgt]?i?b|bytes?|[kmgt]bytes?|%)$/i;
/** What a request does is never a value, also where it stands in quotes. */
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;
const QUOTE = '"';
const OPEN = '([{';
const CLOSE = ')]}';

/** What a message says without its values: words, and ANY for values in one place. */
const ANY = '*';

type Item = { kind: 'word' | 'sign'; text: string };

/**
 * The words of a template in their order, without what a statement leaves out or writes in different forms: brackets
 * with nothing but values in them, texts in quotes, units of numbers, and how many values stand in one place.
 * Templates of one gist are one statement's.
 * @returns undefined where too little is left to go by
 */
export function gistOf({ skeleton, words }: Form): string | undefined {
  const between = skeleton.split('\0');
  const known = words.map((word, at) => (namesNeeded(words, between, at) === 1 ? VARIABLE : word));
  const gist = read(itemsOf({ skeleton, words: known }));
  return gist.filter((part) => part !== ANY).length > 1 ? gist.join(' ') : undefined;
}

function itemsOf(form: Form): Item[] {
  let place = 0;
  const { skeleton, words } = form;
  return [...(isCutForm(form) ? skeleton.slice(0, -2) : skeleton)].flatMap((sign): Item[] =>
    sign === '\0'
      ? [{ kind: 'word', text: words[place++] ?? VARIABLE }]
      : sign === ' '
        ? []
        : [{ kind: 'sign', text: sign }]
  );
}

function read(items: readonly Item[]): string[] {
  const ends = endsOf(items);
  const gist: string[] = [];
  /** Where in the gist each bracket that is still open begins, and where it ends in the template. */
  const open: Array<{ from: number; end: number }> = [];
  for (let at = 0; at < items.length; at++) {
    const { kind, text } = items[at]!;
    const end = ends[at];
    if (kind === 'word') {
      const isUnit = UNIT.test(text) && hasMask(items[at - 1]?.text ?? '');
      if (!isUnit) {
        gist.push(plainName(text) ?? ANY);
      }
    } else if (end !== undefined && text === QUOTE) {
      const method = items[at + 1]?.text ?? '';
      gist.push(METHOD.test(method) ? method : ANY);
      at = end;
    } else if (end !== undefined) {
      open.push({ from: gist.length, end });
    } else if (open.at(-1)?.end === at) {
      const from = open.pop()?.from ?? 0;
      if (gist.slice(from).every((part) => part === ANY)) {
        gist.length = from;
      }
    }
  }
  return gist.filter((part, at) => part !== ANY || gist[at - 1] !== ANY);
}

/** Where each bracket and quote that opens something is closed, by its place. */
function endsOf(items: readonly Item[]): Array<number | undefined> {
  const ends = new Array<number | undefined>(items.length).fill(undefined);
  const open: number[] = [];
  let quote: number | undefined;
  items.forEach(({ kind, text }, at) => {
    if (kind === 'word') {
      return;
    }
    if (text === QUOTE) {
      if (quote === undefined) {
        quote = at;
      } else {
        ends[quote] = at;
        quote = undefined;
      }
    } else if (OPEN.includes(text)) {
      open.push(at);
    } else if (CLOSE.includes(text) && items[open.at(-1) ?? -1]?.text === OPEN.charAt(CLOSE.indexOf(text))) {
      ends[open.pop() ?? 0] = at;
    }
  });
  return ends;
}
