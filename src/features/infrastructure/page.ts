import { InfraBody } from './InfraBody';

/** What the shop runs on: hosts, containers and databases, the worst first, and which services run where. */
export function createBody(): InfraBody {
  return new InfraBody({});
}
