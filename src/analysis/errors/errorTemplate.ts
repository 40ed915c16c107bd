import { maskVariables } from '../patterns/masks';

/** The beginning of a message, by which it is told. */
const MAX_LENGTH = 500;
/** Stands in for a status code while numbers are masked. No line has this character, and no mask is it. */
const STATUS = '\uE100';
/** Stands in for an id; masks are characters of the same block. */
const ID = '\uE0FF';
/**
 * Ids that masks leave, as they begin with a letter: eight hexadecimal digits and more with a number among them, and
 * sixteen letters and digits with three numbers (ULIDs, Stripe's, Firebase's).
 */
const IDS =
  /(?<![A-Za-z0-9])(?:(?=[a-f]*\d)[0-9a-f]{8,64}|(?=[A-F]*\d)[0-9A-F]{8,64}|(?=(?:[A-Za-z]*\d){3})[A-Za-z0-9]{16,64})(?![A-Za-z0-9])/g;

/**
 * The first line of an error's message without what varies by its looks: numbers, ids, addresses, times, quoted names.
 * `GET /carts/u-20805 500` becomes `GET /carts/<id> 500`.
 * @param status of the request that failed: the one number that tells errors apart
 */
export function errorTemplate(message: string, status?: number): string {
  const line = (message.split('\n', 1)[0] ?? '').slice(0, MAX_LENGTH);
  const marked = status === undefined ? line : line.replace(statusIn(status), STATUS);
  return (
    maskVariables(marked)
      .replace(IDS, ID)
      .replace(/'[^']{1,80}'|"[^"]{1,80}"|`[^`]{1,80}`/g, '<*>')
      .replace(/[\uE000-\uE0FF](?:[\w.:-]*[\uE000-\uE0FF])*/g, '<*>')
      // A word that varies in part varies, in a path the part between two slashes.
      .replace(/(?<![^\s=(/])[^\s=(/]*<\*>[^\s),;/]*/g, '<*>')
      .replace(/\S*\/\S*/g, nameIds)
      .replace(/\s+/g, ' ')
      .trim()
      .replaceAll(STATUS, String(status))
  );
}

/** A status code that stands by itself, and is not how long something took. */
function statusIn(status: number): RegExp {
  return new RegExp(`(?<![\\w.:/-])${status}(?!\\w|[.:/-]\\w|%| ?(?:ms|s|sec|seconds)\\b)`, 'g');
}

/** What varies in a path is an id; `2/3` is no path. */
function nameIds(word: string): string {
  const isPath = /(?:^|[^\w>])\/[\w<]|:\/\//.test(word);
  return isPath ? word.replace(/(?<!\/)\/<\*>(?=[/?),;"']|$)/g, '/<id>') : word;
}
