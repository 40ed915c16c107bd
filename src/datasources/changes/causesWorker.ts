import { turn, WorkerCalls } from '../worker/workerCalls';
import { type Computed, compute, type ComputingRequest } from './computing';
import { WAYS_TO_START } from './startWorker';

/**
 * Computes what changed without holding up the page: in a worker; where none can be had on the page's own thread, which
 * takes some hundredths of a second for a shop of ten services.
 */
export function causesWorker(
  ways: ReadonlyArray<() => Worker> = WAYS_TO_START
): WorkerCalls<ComputingRequest, Computed> {
  return new WorkerCalls(ways, async (request, signal) => {
    await turn();
    signal?.throwIfAborted();
    return compute(request);
  });
}
