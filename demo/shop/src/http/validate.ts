import type { z } from 'zod';
import { Problem, type InputFault } from './problem.ts';

/**
 * Checks one part of a request against its schema.
 * @throws Problem 400 that lists every fault.
 */
export function validated<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: InputFault['in']
): z.output<Schema> {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) {
    return parsed.data;
  }
  throw new Problem(400, {
    kind: 'invalid-input',
    detail: `The ${place} of the request is not valid.`,
    errors: parsed.error.issues.map((issue) => ({
      in: place,
      pointer: place === 'body' ? pointer(issue.path) : issue.path.join('.'),
      detail: issue.message,
    })),
  });
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
