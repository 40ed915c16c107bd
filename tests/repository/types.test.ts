import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { read, readJson, ROOT } from './files';

/** The interfaces that a file declares, as they are written, with their comments. */
function interfaces(path: string): Map<string, ts.InterfaceDeclaration> {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true, kind);
  return new Map(file.statements.filter(ts.isInterfaceDeclaration).map((found) => [found.name.text, found]));
}

/** Text with its comments, so that what is said of a property is compared too. */
const text = (node?: ts.Node) => node?.getFullText().trim();

const PUBLISHED = interfaces('types/index.d.ts');

describe('the published types', () => {
  test('of the story of a request are those of its component', () => {
    const source = interfaces('src/extensions/RequestStoryV1.tsx').get('RequestStoryV1Props');
    assert.ok(source, 'the component’s props have another name now');
    assert.equal(text(PUBLISHED.get('RequestStoryV1Props')), text(source));
  });

  test('name every component that plugin.json exposes, by its id', () => {
    const { extensions } = readJson<{ extensions: { exposedComponents: Array<{ id: string }> } }>('src/plugin.json');
    const ids = PUBLISHED.get('ExposedComponents')?.members.map((member) =>
      member.name && ts.isStringLiteral(member.name) ? member.name.text : member.getText()
    );
    assert.deepEqual(
      ids,
      extensions.exposedComponents.map(({ id }) => id)
    );
  });

  // Whoever installs the package has nothing of ours besides it.
  test('stand alone', () => {
    const file = join(ROOT, 'types/index.d.ts');
    const options: ts.CompilerOptions = { strict: true, noEmit: true, types: [], skipLibCheck: false };
    const program = ts.createProgram([file], options);
    const wrong = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    assert.deepEqual(wrong, []);
    assert.deepEqual(ts.preProcessFile(read('types/index.d.ts')).importedFiles, []);
  });
});
