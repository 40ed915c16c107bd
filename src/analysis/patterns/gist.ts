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
  const gist: string[] = [];
  const add = (part: string) => {
    if (part !== ANY || gist.at(-1) !== ANY) {
      gist.push(part);
    }
  };
  for (let at = 0; at < items.length; at++) {
    const { kind, text } = items[at]!;
    if (kind === 'word') {
      const isUnit = UNIT.test(text) && hasMask(items[at - 1]?.text ?? '');
      if (!isUnit) {
        add(plainName(text) ?? ANY);
      }
      continue;
    }
    const end = endOf(items, at);
    if (end === undefined) {
      continue;
    }
    const within = items.slice(at + 1, end);
    if (text === '"') {
      const method = within[0]?.text ?? '';
      add(METHOD.test(method) ? method : ANY);
    } else {
      const inner = read(within);
      if (inner.some((part) => part !== ANY)) {
        inner.forEach(add);
      }
    }
    at = end;
  }
  return gist;
}

/** Where what a bracket or a quote opens is closed. */
function endOf(items: readonly Item[], start: number): number | undefined {
  const open = items[start]?.text ?? '';
  const close = open === '"' ? '"' : OPEN.includes(open) ? CLOSE.charAt(OPEN.indexOf(open)) : undefined;
  let depth = 0;
  for (let at = start + 1; close !== undefined && at < items.length; at++) {
    const { kind, text } = items[at]!;
    if (kind !== 'sign') {
      continue;
    }
    if (text === close) {
      if (depth === 0) {
        return at;
      }
      depth--;
    } else if (text === open) {
      depth++;
    }
  }
  return undefined;
}
