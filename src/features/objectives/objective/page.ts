import { ObjectiveBody } from './ObjectiveBody';

/** One objective: its budget over time, its alerts, and the rules that watch it. */
export function createBody(): ObjectiveBody {
  return new ObjectiveBody({});
}
