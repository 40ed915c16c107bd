import { LogsBody } from './LogsBody';

/** The log explorer: how many lines there are, of whom, what they say, and which of them are alike. */
export function createBody(): LogsBody {
  return new LogsBody();
}
