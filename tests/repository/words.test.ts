import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { globSync } from 'glob';
import ts from 'typescript';
import { read, ROOT } from './files';
import { REFUSED } from './refusedWords';

// The worst of what docs/style.md says, refused.

/** A text of the screen: the key and the English words of one call of `t()` or `tCount()`. */
interface ScreenText {
  file: string;
  key: string;
  words: string;
}

const FILES = globSync('src/**/*.{ts,tsx}', { cwd: ROOT, ignore: ['src/i18n/**', '**/*.test.{ts,tsx}'] }).sort();

/** The texts of a file, and the calls whose key or words are not written out, which nobody could translate. */
function textsOf(file: string): { texts: ScreenText[]; computed: string[] } {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const texts: ScreenText[] = [];
  const computed: string[] = [];
  const add = (key: ts.Expression, words: ts.Expression | undefined, suffix = '') => {
    const text = words && writtenOut(words);
    if (ts.isStringLiteralLike(key) && text !== undefined) {
      texts.push({ file, key: key.text + suffix, words: text });
    } else {
      computed.push(`${file}: ${key.getText()}`);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [key, second, third] = node.arguments;
      if (node.expression.text === 't' && key) {
        add(key, second);
      }
      if (node.expression.text === 'tCount' && key && second) {
        if (third && ts.isObjectLiteralExpression(third)) {
          for (const plural of third.properties.filter(ts.isPropertyAssignment)) {
            add(key, plural.initializer, `_${plural.name.getText()}`);
          }
        } else {
          computed.push(`${file}: ${key.getText()}`);
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { texts, computed };
}

/** A string that is written out, in one piece or in several that are added up. */
function writtenOut(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) {
    return undefined;
  }
  const [left, right] = [writtenOut(node.left), writtenOut(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

const all = FILES.map(textsOf);
const TEXTS = all.flatMap(({ texts }) => texts);

describe('texts of the screen', () => {
  test('are many', () => {
    assert.ok(TEXTS.length > 500, `${TEXTS.length}`);
  });

  test('are written out where they are shown', () => {
    assert.deepEqual(
      all.flatMap(({ computed }) => computed),
      []
    );
  });

  test('have one wording a key', () => {
    const first = new Map(TEXTS.toReversed().map(({ key, words }) => [key, words]));
    const others = TEXTS.filter(({ key, words }) => first.get(key) !== words);
    assert.deepEqual(
      others.map(({ file, key }) => `${file}: ${key}`),
      []
    );
  });

  test('have keys that say where they are: page, part, thing', () => {
    const vague = TEXTS.filter(({ key }) => !/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+(?:_[a-z]+)?$/.test(key));
    assert.deepEqual(
      vague.map(({ file, key }) => `${file}: ${key}`),
      []
    );
  });

  test('are in the words of docs/style.md', () => {
    const wrong = TEXTS.flatMap(({ file, words }) =>
      REFUSED.filter(([pattern]) => pattern.test(words)).map(([, right]) => `${file}: “${words}” (say: ${right})`)
    );
    assert.deepEqual(wrong, []);
  });
});
