import { readMask } from './masks';
import { type TemplatePart } from './pattern';
import { isVariable, VARIABLE } from './tokens';

/** Words of a message, or of messages of one skeleton. */
export interface Form {
  /** As `tokenize` gives it. */
  skeleton: string;
  words: readonly string[];
}

/** Whether messages of a form are longer than what is looked at. */
export function isCutForm({ skeleton }: Form): boolean {
  return skeleton.endsWith(' …');
}

/** What all forms of a statement have in common, in the order in which it stands there. */
export function templateOfForms([first, ...others]: readonly Form[]): TemplatePart[] {
  if (first === undefined) {
    return [];
  }
  const common = others.reduce((shared, form) => sharedTokens(shared, tokensOf(form)), tokensOf(first));
  return partsOf(common.join(' '));
}

/** Text between blanks, VARIABLE for whatever varies in it. */
function tokensOf({ skeleton, words }: Form): string[] {
  let place = 0;
  return skeleton.replaceAll('\0', () => shownWord(words[place++] ?? VARIABLE)).split(' ');
}

function shownWord(word: string): string {
  const masked = isVariable(word) ? undefined : readMask(word);
  return masked === undefined ? VARIABLE : masked.before + (masked.mask === undefined ? '' : VARIABLE) + masked.after;
}

/** The longest common subsequence, VARIABLE where one of both has something else; one for many side by side. */
function sharedTokens(a: readonly string[], b: readonly string[]): string[] {
  const lengths = a.map(() => new Array<number>(b.length).fill(0));
  const lengthAt = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const shared: string[] = [];
  const add = (token: string) => {
    if (token !== VARIABLE || shared.at(-1) !== VARIABLE) {
      shared.push(token);
    }
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      add(a[i]!);
      i++;
      j++;
    } else {
      add(VARIABLE);
      if (j >= b.length || (i < a.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
        i++;
      } else {
        j++;
      }
    }
  }
  return shared;
}

function partsOf(text: string): TemplatePart[] {
  return text
    .split(new RegExp(`(${VARIABLE})`))
    .filter((part) => part !== '')
    .map((part) => (part === VARIABLE ? { kind: 'variable' } : { kind: 'constant', text: part }));
}
