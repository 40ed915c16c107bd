import { RPC_CODE, RPC_FAILING } from './codes';

/** As PromQL matches: the whole value. */
const is = (pattern: string, value: string) =>
  new RegExp(`^(?:${pattern.replace(/\(\?i:([^)]*)\)/g, (_, words: string) => caseless(words))})$`).test(value);
/** JavaScript has no `(?i:)`. */
const caseless = (words: string) => words.replace(/[a-z]/g, (one) => `[${one}${one.toUpperCase()}]`);

const CODES: ReadonlyArray<[number, string, 'none' | 'errors' | 'clientErrors']> = [
  [0, 'OK', 'none'],
  [1, 'CANCELLED', 'clientErrors'],
  [2, 'UNKNOWN', 'errors'],
  [3, 'INVALID_ARGUMENT', 'clientErrors'],
  [4, 'DEADLINE_EXCEEDED', 'errors'],
  [5, 'NOT_FOUND', 'clientErrors'],
  [6, 'ALREADY_EXISTS', 'clientErrors'],
  [7, 'PERMISSION_DENIED', 'clientErrors'],
  [8, 'RESOURCE_EXHAUSTED', 'clientErrors'],
  [9, 'FAILED_PRECONDITION', 'clientErrors'],
  [10, 'ABORTED', 'clientErrors'],
  [11, 'OUT_OF_RANGE', 'clientErrors'],
  [12, 'UNIMPLEMENTED', 'errors'],
  [13, 'INTERNAL', 'errors'],
  [14, 'UNAVAILABLE', 'errors'],
  [15, 'DATA_LOSS', 'errors'],
  [16, 'UNAUTHENTICATED', 'clientErrors'],
];
const camel = (name: string) => name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, one: string) => one.toUpperCase());

describe.each(CODES)('%d, %s', (number, name, kind) => {
  it.each([String(number), name, name.toLowerCase(), name === 'OK' ? 'OK' : camel(name)])(
    `%s is of ${kind}`,
    (spelled) => {
      expect(RPC_CODE.test(spelled)).toBe(true);
      expect({ errors: is(RPC_FAILING.errors, spelled), clientErrors: is(RPC_FAILING.clientErrors, spelled) }).toEqual({
        errors: kind === 'errors',
        clientErrors: kind === 'clientErrors',
      });
    }
  );
});

it('Go spells one with a single l', () => {
  expect(is(RPC_FAILING.clientErrors, 'Canceled') && RPC_CODE.test('Canceled')).toBe(true);
});

it.each(['200', '17', 'success', '', 'OKAY'])('%s is none of them', (value) => {
  expect([RPC_CODE.test(value), is(RPC_FAILING.errors, value), is(RPC_FAILING.clientErrors, value)]).toEqual([
    false,
    false,
    false,
  ]);
});
