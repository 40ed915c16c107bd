import { useState } from 'react';

/**
 * What is told to those who do not see the page: once for each question. A question that is asked again, as by an
 * automatic refresh, is none.
 * @param words undefined as long as the question is not answered
 */
export function useAnnouncement(words: string | undefined, question: string): string {
  const [told, setTold] = useState<{ question?: string; words: string }>({ words: '' });
  if (words !== undefined && told.question !== question) {
    setTold({ question, words });
  }
  return told.words;
}
