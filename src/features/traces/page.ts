import { TracesBody } from './TracesBody';

/** Traces: how long requests took, what is different about some of them, and who calls whom. */
export function createBody(): TracesBody {
  return new TracesBody({});
}
