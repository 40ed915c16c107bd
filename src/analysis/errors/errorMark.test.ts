import {
  type ErrorMark,
  type FixedMark,
  markedError,
  MOST_MARKS,
  versionsBefore,
  withMark,
  withoutMark,
} from './errorMark';
import { AT, errorOf, FIXED } from './testing/marked';

it('says what it is of, in few characters', () => {
  expect(markedError(errorOf('1.0'))).toEqual({
    error: expect.stringMatching(/^[0-9a-f]{16}$/),
    service: 'cart',
    title: 'StockError: order lost',
  });
  expect(markedError({ ...errorOf('1.0'), title: 'x'.repeat(300) }).title).toHaveLength(200);
  expect(versionsBefore(errorOf(...Array.from({ length: 30 }, (__, i) => `1.${i}`)))).toEqual(
    Array.from({ length: 20 }, (__, i) => `1.${i + 10}`)
  );
});

describe('marks', () => {
  const markOf = (error: string, minute: number, more: Partial<FixedMark> = {}): ErrorMark => ({
    ...FIXED,
    error,
    at: new Date(Date.parse(AT) + minute * 60_000).toISOString(),
    ...more,
  });

  it('are one of each error', () => {
    const { marks, dropped } = withMark([markOf('a', 0), markOf('b', 1)], markOf('a', 2, { version: '2.0' }));
    expect([marks, dropped]).toEqual([[markOf('b', 1), markOf('a', 2, { version: '2.0' })], 0]);
    expect(withoutMark(marks, 'a')).toEqual([markOf('b', 1)]);
  });

  it('are bounded: the oldest are dropped, and it is said how many', () => {
    const many = Array.from({ length: MOST_MARKS }, (_, i) => markOf(`e${i}`, MOST_MARKS - i));
    const { marks, dropped } = withMark(many, markOf('new', MOST_MARKS + 1));
    expect(dropped).toBe(1);
    expect(marks).toHaveLength(MOST_MARKS);
    expect(marks.map(({ error }) => error)).not.toContain(`e${MOST_MARKS - 1}`);
    expect(marks.at(-1)?.error).toBe('new');
  });
});
