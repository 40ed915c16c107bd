import { randomUUID } from 'node:crypto';
import { context } from '@opentelemetry/api';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Lifecycle } from '../process/lifecycle.ts';
import { exceptionField } from '../telemetry/logging.ts';
import { markFailed } from '../telemetry/tracing.ts';
import type { Logger, Telemetry } from '../telemetry/types.ts';
import { ServiceUnavailable } from './client.ts';
import { answerClientError } from './client-error.ts';
import { isOperational, pathOf, RequestObserver, UNMATCHED, type Observation } from './observe.ts';
import { Problem, PROBLEM_CONTENT_TYPE, problemDocument } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The handler's name, as a Python function would be called; dialects name spans after it. */
    operation?: string;
  }
  interface FastifyRequest {
    observation: Observation;
  }
}

/** No request of this shop is anywhere near this size. */
const BODY_LIMIT = 64 * 1024;

/**
 * An HTTP server with everything that all services share: request ids, telemetry of each request, problems instead of
 * error pages, limits. Routes are added by the caller, which then calls {@link refuseOtherMethods}.
 */
export function createServer(telemetry: Telemetry, lifecycle: Lifecycle): FastifyInstance {
  const observer = new RequestObserver(telemetry);
  const log = telemetry.logger('http');
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    // Connections that are kept alive are served until they close, then not reused: nobody gets an error for our
    // restart.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    genReqId: ({ headers }) => requestId(headers['x-request-id']),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      // Such requests (a path that is not valid percent-encoding) never reach the hooks below.
      const observation = observer.begin(request, UNMATCHED);
      const problem = asProblem(error);
      const document = problemDocument(problem, pathOf(request.url), request.id);
      reply.raw.writeHead(problem.status, { 'content-type': PROBLEM_CONTENT_TYPE, 'x-request-id': request.id });
      reply.raw.end(JSON.stringify(document));
      observer.end(observation, UNMATCHED, problem.status);
    },
  });
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', (request, reply, done) => {
    request.observation = observer.begin(request, routeOf(request));
    void reply.header('x-request-id', request.id);
    if (lifecycle.phase === 'stopping') {
      void reply.header('connection', 'close');
    }
    const starting = lifecycle.phase === 'starting' && !isOperational(routeOf(request));
    context.with(request.observation.context, () => (starting ? done(new Problem(503, STARTING)) : done()));
  });
  // Parsing a body leaves the context that onRequest entered: its callbacks belong to the socket.
  app.addHook('preValidation', (request, _reply, done) => context.with(request.observation.context, done));
  app.addHook('onResponse', (request, reply, done) => {
    observer.end(request.observation, routeOf(request), reply.statusCode);
    done();
  });

  app.addHook('onRoute', (route) => {
    const { operation } = route.config ?? {};
    const span = operation === undefined ? undefined : telemetry.handlerSpan(operation);
    if (span !== undefined) {
      const { handler } = route;
      route.handler = function (request, reply) {
        return telemetry.tracing.inSpan(span, async () => handler.call(this, request, reply));
      };
    }
  });

  app.setNotFoundHandler((request) => {
    throw new Problem(404, { detail: `There is nothing at ${pathOf(request.url)}.` });
  });
  app.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500) {
      context.with(request.observation.context, () => logFailure(log, error));
      const { span } = request.observation;
      if (span) {
        markFailed(span, error);
      }
    }
    return sendProblem(reply, problem, request);
  });
  return app;
}

/** A problem that a handler threw was told where it arose; the others are told here. */
function logFailure(log: Logger, error: Error): void {
  if (error instanceof ServiceUnavailable) {
    log.error({ dependency: error.service }, error.message);
  } else if (!(error instanceof Problem)) {
    log.error(exceptionField(error), 'Unhandled error');
  }
}

const STARTING = { kind: 'starting', detail: 'The service is starting.', headers: { 'retry-after': '1' } };

/**
 * Answers 405 with an `Allow` header for every method that a known path does not have. Call it after the last route.
 */
export function refuseOtherMethods(app: FastifyInstance, routes: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [url, allowed] of routes) {
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((method) => !allowed.has(method));
    const allow = [...allowed].sort().join(', ');
    app.route({
      method: others,
      url,
      handler: (request) => {
        throw new Problem(405, { detail: `${request.method} is not possible here.`, headers: { allow } });
      },
    });
  }
}

/** Remembers the methods of each path from now on. */
export function collectRoutes(app: FastifyInstance): ReadonlyMap<string, ReadonlySet<string>> {
  const routes = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = routes.get(url) ?? new Set();
    for (const one of [method].flat()) {
      methods.add(one);
    }
    routes.set(url, methods);
  });
  return routes;
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? UNMATCHED;
}

function sendProblem(reply: FastifyReply, problem: Problem, request: FastifyRequest): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.options.headers ?? {})
    .header('content-type', PROBLEM_CONTENT_TYPE)
    .send(problemDocument(problem, pathOf(request.url), request.id));
}

/**
 * Fastify's own refusals (malformed JSON, too large, wrong type) carry a status; anything else is our fault and says
 * nothing.
 */
function asProblem(error: FastifyError | Error): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (error instanceof ServiceUnavailable) {
    return new Problem(503, {
      kind: 'dependency-unavailable',
      detail: `Something we need does not answer: ${error.service}.`,
      headers: { 'retry-after': '5' },
    });
  }
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem(status, { kind: 'malformed-request', detail: error.message });
  }
  return new Problem(500, { detail: 'Something went wrong on our side. Tell us the request_id.' });
}

/** A caller's id is taken over, so that one id follows a request through all services; but only if it is harmless. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
}
