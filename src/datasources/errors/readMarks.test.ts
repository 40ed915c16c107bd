import { readMarks } from './readMarks';

describe('marks of errors', () => {
  const FIXED = {
    as: 'fixed',
    error: '41dee432b5a0afe4',
    service: 'cart',
    title: 'order lost',
    at: '2026-01-15T12:00:00Z',
  };
  const IGNORED = { ...FIXED, as: 'ignored' };

  it.each([
    ['a version', { ...FIXED, version: '2.48.0', seenIn: ['2.47.2'], by: 'otto' }],
    ['no more than the time', FIXED],
    ['bounds', { ...IGNORED, until: '2026-02-01T00:00:00Z', above: 0 }],
    ['what only a later version knows', { ...IGNORED, ticket: 'SHOP-7', links: [{ href: '/x' }] }],
  ])('keep %s', (_, mark) => {
    expect(readMarks({ errorMarks: [mark] })).toEqual([mark]);
  });

  it.each([
    ['something else', { ...FIXED, as: 'assigned' }],
    ['no error', { ...FIXED, error: '' }],
    ['no time', { ...FIXED, at: 'lately' }],
    ['an end that is no time', { ...IGNORED, until: 'soon' }],
    ['a bound below nothing', { ...IGNORED, above: -1 }],
    ['nothing', {}],
    ['a day that there is none of', { ...FIXED, at: '2026-13-01' }],
    ['an hour that there is none of', { ...FIXED, at: '2026-01-15T25:00:00Z' }],
    ['an end in an hour that there is none of', { ...IGNORED, until: '2026-01-15T12:60:00Z' }],
  ])('leave out one of %s', (_, mark) => {
    expect(readMarks({ errorMarks: [mark, FIXED] })).toEqual([FIXED]);
  });

  it('are bounded, whoever wrote them', () => {
    const many = Array.from({ length: 250 }, (_, i) => ({ ...FIXED, error: `e${i}` }));
    expect(readMarks({ errorMarks: many })).toEqual(many.slice(-200));
  });
});
