/** What has a name, and is called so in messages. */
const NAMED = /^(?:user|account|customer|tenant|host|node|pod|container|topic|queue|table)$/i;
const PREPOSITION = /^(?:for|of|by|from|to|on|in|at|with|as|via)$/i;

/** So many different plain words in one place are names; fewer are what the statement says (`accepted`, `declined`). */
const NAMES = 5;
/** The same of the word that a message begins with: the verbs of a program are many. */
const FIRST_NAMES = 20;

/**
 * How many different plain words must stand in a place to be taken for names. Where what is before it says that it is
 * one (`for user anna`), one is enough.
 * @param between texts between words: the first stands before the first word
 */
export function namesNeeded(words: readonly string[], between: readonly string[], place: number): number {
  const noun = words[place - 1] ?? '';
  if (!NAMED.test(noun)) {
    return place === 0 ? FIRST_NAMES : NAMES;
  }
  const isCalled = between[place] === ' ' && between[place - 1] === ' ' && PREPOSITION.test(words[place - 2] ?? '');
  return isCalled ? 1 : NAMES;
}
