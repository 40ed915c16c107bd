import fc from 'fast-check';
import { DEDUPLICATIONS, DEFAULT_LINE_VIEW, type LineView, readLineView, writeLineView } from './lineView';

it('a view reads back from an address as it was', () => {
  const views = fc.record<LineView>({
    wrap: fc.boolean(),
    time: fc.constantFrom('local', 'utc', 'none'),
    isPrecise: fc.boolean(),
    deduplication: fc.constantFrom(...DEDUPLICATIONS),
    content: fc.constantFrom('message', 'line', 'json'),
    showsAnsi: fc.boolean(),
  });
  fc.assert(fc.property(views, (view) => expect(readLineView(writeLineView(view))).toEqual(view)));
  expect(writeLineView(DEFAULT_LINE_VIEW)).toBe('');
  expect(readLineView('no,such,word')).toEqual(DEFAULT_LINE_VIEW);
});
