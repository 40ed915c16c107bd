import { type ErrorGroup } from './errorGroups';

/** Longer expressions say nothing that shorter ones would not. */
const MAX_LENGTH = 500;
/** The fewest characters that stay as they are: less is in any line. */
const LEAST_CONSTANT = 4;

/**
 * A regular expression, of what RE2 and JavaScript have in common, that the first line of each error of a group
 * matches. Lines of others may match too: what comes back is grouped again.
 * @returns undefined where no text is known that is in all of them
 */
export function errorExpression({ words, sample }: Pick<ErrorGroup, 'words' | 'sample'>): string | undefined {
  const isJson = sample.reading.format === 'json';
  const constant = words.split(/<\*>|<id>/).map((part) => part.trim());
  const parts = constant.filter((part) => part !== '').map((part) => written(part, isJson));
  const text = parts.join('.*').slice(0, MAX_LENGTH + 1);
  const isTold = constant.some((part) => part.replace(/[^\p{L}\p{N}]/gu, '').length >= LEAST_CONSTANT);
  if (!isTold || text.length > MAX_LENGTH) {
    return undefined;
  }
  // Some loggers write letters as codes, and some errors are told by what their line does not hold as text.
  return new RegExp(text).test(sample.body.split('\n', 1)[0] ?? '') ? text : undefined;
}

/** How text stands in a line. A template has one space where the line may have any white space. */
function written(text: string, isJson: boolean): string {
  const space = isJson ? String.raw`(?:\s|\\[nrt])+` : String.raw`\s+`;
  return text
    .split(' ')
    .map((word) => escape(isJson ? JSON.stringify(word).slice(1, -1) : word))
    .join(space);
}

const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
