/** How a condition on a field is written: `service=cart|payments`, `level!=debug`. */
interface FieldCondition<F extends string> {
  field: F;
  op: 'in' | 'notIn';
  values: readonly string[];
}

/** The first `=` ends the name, so one that is part of a name is written as in an address. */
export function writeCondition({ field, op, values }: FieldCondition<string>): string {
  return `${field.replace(/[%=!]/g, (sign) => ENCODED[sign] ?? sign)}${op === 'in' ? '=' : '!='}${joinValues(values)}`;
}

const ENCODED: Readonly<Record<string, string>> = { '%': '%25', '=': '%3D', '!': '%21' };

/** What {@link writeCondition} writes; none for what names no field. */
export function readCondition<F extends string>(
  text: string,
  isField: (name: string) => name is F
): Array<{ field: F; op: 'in' | 'notIn'; values: string[] }> {
  const [, rawField = '', op = '', rest = ''] = /^(.*?)(!?=)(.*)$/s.exec(text) ?? [];
  const field = unescapeField(rawField);
  return isField(field) ? [{ field, op: op === '=' ? 'in' : 'notIn', values: splitValues(rest) }] : [];
}

function unescapeField(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Values stand one after another, set apart by `|`; one that is part of a value is written `\|`. */
function joinValues(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|');
}

function splitValues(text: string): string[] {
  const values: string[] = [];
  let value = '';
  for (const [part] of text.matchAll(/\\[\\|]|\||[^\\|]+|\\/gs)) {
    if (part === '|') {
      values.push(value);
      value = '';
    } else {
      value += part.length > 1 ? part.replace(/^\\([\\|])$/, '$1') : part;
    }
  }
  return [...values, value];
}
