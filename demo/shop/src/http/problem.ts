import { STATUS_CODES } from 'node:http';

/** One fault in the input: where (RFC 6901 pointer, or the name of a parameter) and what. */
export interface InputFault {
  readonly in: 'body' | 'query' | 'path' | 'header';
  readonly pointer: string;
  readonly detail: string;
}

/** What a problem tells besides its status. */
export interface ProblemOptions {
  /** Short name of the kind of problem; becomes the `type`. Without it the status says it all. */
  readonly kind?: string;
  readonly detail?: string;
  readonly errors?: readonly InputFault[];
  /** Headers that the answer must carry, such as `allow` or `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Members of this kind of problem (RFC 9457, section 3.2). */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer that is not a success, as RFC 9457 describes it. Handlers throw it. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly options: ProblemOptions;

  constructor(status: number, options: ProblemOptions = {}) {
    super(options.detail ?? titleOf(status));
    this.status = status;
    this.options = options;
  }
}

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** The JSON document of a problem. */
export function problemDocument(problem: Problem, instance: string, requestId: string | undefined) {
  const { kind, detail, errors, extensions } = problem.options;
  return {
    type: kind === undefined ? 'about:blank' : `urn:problem:shop:${kind}`,
    title: titleOf(problem.status),
    status: problem.status,
    ...(detail !== undefined && { detail }),
    instance,
    ...(requestId !== undefined && { request_id: requestId }),
    ...(errors && { errors }),
    ...extensions,
  };
}

function titleOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}
