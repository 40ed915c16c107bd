/** @jest-environment-options {"customExportConditions": ["node", "browser"]} */
import fc from 'fast-check';
import { parse } from 'yaml';
import { yamlText } from './yamlText';

it('is read back as it was, whatever the texts', async () => {
  const text = fc.string({ unit: 'binary' });
  const content = fc.dictionary(fc.stringMatching(/^[a-z]\w*$/), fc.oneof(text, fc.array(text), fc.integer()));
  await fc.assert(
    fc.asyncProperty(content, async (given) => {
      expect(parse(await yamlText(given))).toEqual({ ...given });
    })
  );
});
