import { array, number, object, optional } from 'valibot';
import { readBody, UnexpectedBodyError } from './serverBody';

const schema = object({ data: optional(array(object({ id: number() }))) });

it('reads what is used, and leaves out what else is there', () => {
  expect(readBody(schema, { data: [{ id: 1, more: true }], status: 'success' })).toEqual({ data: [{ id: 1 }] });
  expect(readBody(schema, {})).toEqual({});
});

it.each([
  ['<html>', 'The answer has not the expected form'],
  [null, 'The answer has not the expected form'],
  [{ data: [{ id: 1 }, { id: '2' }] }, 'The answer has not the expected form, at data.1.id'],
])('says where %j is not as it should be', (body, message) => {
  expect(() => readBody(schema, body)).toThrow(UnexpectedBodyError);
  expect(() => readBody(schema, body)).toThrow(message);
});
