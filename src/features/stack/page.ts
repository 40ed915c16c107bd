import { StackBody } from './StackBody';

/** The monitoring stack itself: may the other pages be trusted, and what do logs cost. */
export function createBody(): StackBody {
  return new StackBody({});
}
