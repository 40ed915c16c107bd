import { array, type GenericSchema, getDotPath, type InferOutput, nullish, object, safeParse, string } from 'valibot';
import { t } from '../i18n/t';

/** A server answered, and not in the form that its API has. */
export class UnexpectedBodyError extends Error {
  constructor(where: string) {
    super(
      where === ''
        ? t('ui.failure.unexpected', 'unexpected response')
        : t('ui.failure.unexpected-at', 'unexpected response, at {{place}}', { place: where })
    );
    this.name = 'UnexpectedBodyError';
  }
}

/**
 * Reads what a server sent, as far as it is used; more may be in it.
 * @throws UnexpectedBodyError
 */
export function readBody<S extends GenericSchema>(schema: S, body: unknown): InferOutput<S> {
  const read = safeParse(schema, body, { abortEarly: true });
  if (!read.success) {
    throw new UnexpectedBodyError(getDotPath(read.issues[0]) ?? '');
  }
  return read.output;
}

/** Names of labels, of their values or of metrics, as Prometheus and Loki list them. */
export const NAMES_BODY = object({ data: nullish(array(string())) });

/** Names of attributes by scope, as Tempo lists them. */
export const TAGS_BODY = object({
  scopes: nullish(array(object({ name: string(), tags: nullish(array(string())) }))),
});
