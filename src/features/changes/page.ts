import { ChangesBody } from './ChangesBody';

/** What changed between two times: the likely causes, and all that is otherwise. */
export function createBody(): ChangesBody {
  return new ChangesBody();
}
