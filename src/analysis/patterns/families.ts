import { type Contexts } from './context';
import { messageExpression } from './expressions';
import { gistOf } from './gist';
import { hash } from './hash';
import { templateText } from './pattern';
import { type Form, isCutForm, templateOfForms } from './template';
import { SPACE } from './tokens';

/** Forms of one statement with where they stand in lines. */
export interface Placed extends Form {
  count: number;
  contexts: Contexts;
}

/** What forms of one statement are called, and looked for by. */
export interface Family<F extends Placed> {
  /** The same whenever it is mined, whichever of its forms were written. */
  id: string;
  /** The most frequent first. */
  forms: F[];
}

/** An expression of more characters is no filter to put into an address. */
const MAX_EXPRESSION = 4000;

/**
 * Forms that say the same with other values, optional parts or units are one statement's (see `gistOf`). Where all of
 * them would make too long an expression, they are several families.
 */
export function familiesOf<F extends Placed>(forms: readonly F[]): Array<Family<F>> {
  const families = new Map<string, F[][]>();
  for (const form of [...forms].sort((a, b) => b.count - a.count)) {
    const gist = gistOf(form);
    const name = gist === undefined ? `template ${templateText(templateOfForms([form]))}` : `gist ${gist}`;
    const known = families.get(name) ?? [];
    const last = known.at(-1);
    if (last !== undefined && messageExpressionOf([...last, form]).length <= MAX_EXPRESSION) {
      last.push(form);
    } else {
      families.set(name, [...known, [form]]);
    }
  }
  return [...families].flatMap(([name, parts]) =>
    parts.map((of, part) => ({ id: hash(`${part} ${name}`), forms: of }))
  );
}

/** Regular expression of whole messages of the forms. */
export function messageExpressionOf(forms: readonly Form[]): string {
  const [whole, cut] = [false, true].map((isCut) => forms.filter((form) => isCutForm(form) === isCut));
  const ways = [
    ...(whole?.length ? [`${messageExpression(whole, 'raw')}${SPACE}*$`] : []),
    ...(cut?.length ? [messageExpression(cut, 'raw')] : []),
  ];
  return `^${SPACE}*${ways.length === 1 ? ways[0] : `(?:${ways.join('|')})`}`;
}
