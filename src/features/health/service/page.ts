import { ServiceBody } from './ServiceBody';

/** One service. Its name is a search parameter, as names can hold any character. */
export function createBody(): ServiceBody {
  return new ServiceBody();
}
