import { renderHook } from '@testing-library/react';
import { useAnnouncement } from './useAnnouncement';

it('tells the answer of a question once, and nothing at a refresh', () => {
  const { result, rerender } = renderHook(
    ({ words, question }: { words?: string; question: string }) => useAnnouncement(words, question),
    { initialProps: { question: 'all' } as { words?: string; question: string } }
  );
  const told = (words: string | undefined, question: string) => {
    rerender({ words, question });
    return result.current;
  };
  expect(result.current).toBe('');
  expect(told('10 lines', 'all')).toBe('10 lines');
  // A refresh.
  expect(told(undefined, 'all')).toBe('10 lines');
  expect(told('12 lines', 'all')).toBe('10 lines');
  // A filter: what was told stays until there is an answer.
  expect(told(undefined, 'errors')).toBe('10 lines');
  expect(told('2 lines', 'errors')).toBe('2 lines');
  // Back to what was asked before is another question, too.
  expect(told('13 lines', 'all')).toBe('13 lines');
});
