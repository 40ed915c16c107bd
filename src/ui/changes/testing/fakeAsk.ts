import { askWhatChanged, type AskChangesOptions } from '../../../datasources/changes/askWhatChanged';
import { type ChangesAnswer, type ChangesQuestion } from '../../../datasources/changes/question';

/** A question under way, to be answered by a test. */
export interface AskedQuestion {
  question: ChangesQuestion;
  answer: (answer: ChangesAnswer) => void;
  finish: () => void;
  fail: (error: unknown) => void;
  signal?: AbortSignal;
}

/**
 * Takes the place of whoever asks what changed, and keeps what was asked; the test's file mocks the module.
 * @param reply answers at once
 */
export function fakeAsk(reply?: (question: ChangesQuestion) => ChangesAnswer): AskedQuestion[] {
  const asked: AskedQuestion[] = [];
  jest.mocked(askWhatChanged).mockImplementation((_client, question, { onAnswer, signal }: AskChangesOptions) => {
    if (reply) {
      asked.push({ question, answer: onAnswer, finish: nothing, fail: nothing, signal });
      onAnswer({ ...reply(question), question });
      return Promise.resolve();
    }
    return new Promise<void>((finish, fail) => asked.push({ question, answer: onAnswer, finish, fail, signal }));
  });
  return asked;
}

const nothing = () => undefined;
