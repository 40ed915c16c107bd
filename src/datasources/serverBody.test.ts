import { array, number, object, optional } from 'valibot';
import { readBody, UnexpectedBodyError } from './serverBody';

const schema = object({ data: optional(array(object({ id: number() }))) });

it('reads what is used, and leaves out what else is there', () => {
  expect(readBody(schema, { data: [{ id: 1, more: true }], status: 'success' })).toEqual({ data: [{ id: 1 }] });
  expect(readBody(schema, {})).toEqual({});
});

it.each([
  ['<html>', 'unexpected response'],
  [null, 'unexpected response'],
  [{ data: [{ id: 1 }, { id: '2' }] }, 'unexpected response, at data.1.id'],
])('says where %j is not as it should be', (body, message) => {
  expect(() => readBody(schema, body)).toThrow(UnexpectedBodyError);
  expect(() => readBody(schema, body)).toThrow(message);
});
