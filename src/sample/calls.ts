/**
 * What happens inside a request: a tree of requests served, queries and calls to others, with the time that each takes
 * on its own. The times are those of an ordinary request, in milliseconds.
 */

export const SERVICES = [
  'storefront',
  'shop-api',
  'catalog',
  'cart',
  'inventory',
  'payments',
  'accounts',
  'notifications',
] as const;

export type ServiceName = (typeof SERVICES)[number];
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Level = 'debug' | 'info' | 'warn' | 'error';

/** A line that a service writes besides the one that ends each request. `{name}` stands for an attribute's value. */
export interface LineSpec {
  level: Level;
  logger: string;
  message: string;
}

/** One request served by a service. */
export interface Call {
  kind: 'call';
  service: ServiceName;
  method: Method;
  route: string;
  status: number;
  /** Time of its own, besides its steps. */
  ms: number;
  steps: readonly Step[];
  lines: readonly LineSpec[];
}

/** A query to a database or cache. */
export interface Query {
  kind: 'query';
  system: 'postgresql' | 'redis';
  /** Operation and collection, as OpenTelemetry names such a span: `SELECT products`. */
  name: string;
  ms: number;
}

/** A call to somebody outside of the shop, whose inside is not seen. */
export interface External {
  kind: 'external';
  peer: string;
  method: Method;
  ms: number;
  status: number;
}

/** Steps that begin at the same moment. */
export interface Parallel {
  kind: 'parallel';
  steps: readonly Step[];
}

export type Step = Call | Query | External | Parallel;

/** Which request served is meant. */
export interface Target {
  service: ServiceName;
  method: Method;
  route: string;
}

export function serve(
  service: ServiceName,
  request: `${Method} /${string}`,
  ms: number,
  steps: readonly Step[] = [],
  more: Partial<Pick<Call, 'status' | 'lines'>> = {}
): Call {
  const { method, route } = split(request);
  return { kind: 'call', service, method, route, status: method === 'POST' ? 201 : 200, ms, steps, lines: [], ...more };
}

function split(request: `${Method} /${string}`): { method: Method; route: string } {
  const [method, route] = request.split(' ', 2);
  return { method: method as Method, route: route ?? '/' };
}

export const sql = (name: string, ms: number): Query => ({ kind: 'query', system: 'postgresql', name, ms });
export const cache = (name: string, ms = 0.8): Query => ({ kind: 'query', system: 'redis', name, ms });
export const external = (peer: string, method: Method, ms: number, status = 200): External => ({
  kind: 'external',
  peer,
  method,
  ms,
  status,
});
export const parallel = (...steps: Step[]): Parallel => ({ kind: 'parallel', steps });

function isTarget({ service, method, route }: Call, target: Target): boolean {
  return service === target.service && method === target.method && route === target.route;
}

/**
 * Changes the first request served that is meant; the calls around it learn of a changed status.
 * @returns undefined where there is none
 */
export function changeCall(call: Call, target: Target, change: (call: Call) => Call): Call | undefined {
  if (isTarget(call, target)) {
    return change(call);
  }
  const found = changeStep(call.steps, target, change);
  if (!found) {
    return undefined;
  }
  const { steps, status } = found;
  // Whoever gets an error gives up: what came after did not happen.
  return status >= 400 ? { ...call, status: passedOn(status), steps, lines: [] } : { ...call, steps };
}

/** As {@link changeCall}, by the first of several that are meant which the call is or holds. */
export function changeFirst(targets: readonly Target[], change: (call: Call) => Call) {
  return (call: Call): Call | undefined => {
    const target = targets.find((one) => changeCall(call, one, change) !== undefined);
    return target && changeCall(call, target, change);
  };
}

/** A client's mistake is passed on as it is, a failure below is a bad gateway to those above. */
function passedOn(status: number): number {
  return status >= 500 ? 502 : status;
}

function changeStep(
  steps: readonly Step[],
  target: Target,
  change: (call: Call) => Call,
  sideBySide = false
): { steps: Step[]; status: number } | undefined {
  for (const [index, step] of steps.entries()) {
    const changed = step.kind === 'call' ? changeCall(step, target, change) : undefined;
    const inside = step.kind === 'parallel' ? changeStep(step.steps, target, change, true) : undefined;
    const status = changed?.status ?? inside?.status;
    if (status !== undefined) {
      const own: Step = changed ?? { kind: 'parallel', steps: inside?.steps ?? [] };
      // All of what runs side by side has begun before one of them fails.
      const goesOn = status < 400 || sideBySide;
      return { steps: [...steps.slice(0, index), own, ...(goesOn ? steps.slice(index + 1) : [])], status };
    }
  }
  return undefined;
}

/** The request served fails with a status and a line that says why, after its steps (or some of them). */
export function failing(status: number, line: LineSpec, steps?: (steps: readonly Step[]) => readonly Step[]) {
  return (call: Call): Call => ({ ...call, status, steps: steps ? steps(call.steps) : call.steps, lines: [line] });
}

/** The request served takes longer by a factor in the steps that are meant, and in itself by `own`; a line says why. */
export function slowed(factor: number, line: LineSpec, which: (step: Query | External) => boolean, own = 1) {
  const slow = (step: Step): Step => {
    switch (step.kind) {
      case 'query':
      case 'external':
        return which(step) ? { ...step, ms: step.ms * factor } : step;
      case 'parallel':
        return { ...step, steps: step.steps.map(slow) };
      case 'call':
        return step;
    }
  };
  return (call: Call): Call => ({ ...call, ms: call.ms * own, steps: call.steps.map(slow), lines: [line] });
}

/** Whether a step is the query of that name. */
export function queryNamed(name: string): (step: Step) => boolean {
  return (step) => step.kind === 'query' && step.name === name;
}
