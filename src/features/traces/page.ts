import { TracesBody } from './TracesBody';

/** Traces: latency of requests, what stands out in some of them, and who calls whom. */
export function createBody(): TracesBody {
  return new TracesBody({});
}
