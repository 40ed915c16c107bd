import type { FastifyInstance } from 'fastify';
import { statement, type Database } from '../db/types.ts';
import type { Lifecycle } from '../process/lifecycle.ts';
import type { Telemetry } from '../telemetry/types.ts';
import { Problem } from './problem.ts';

const PING = statement('SELECT', 'SELECT 1');

/**
 * What those who run a service ask it: is it alive (`/health`), may customers come (`/ready`), is it through its start
 * (`/startup`), and its metrics. Only its own state counts: a service whose neighbour is down can still say so to its
 * customers.
 * @param database pinged by `/ready`, untraced; services without one are ready when they are started.
 */
export function probeRoutes(
  app: FastifyInstance,
  telemetry: Telemetry,
  lifecycle: Lifecycle,
  database: Database | undefined
): void {
  app.get('/health', () => ({
    status: 'ok',
    service: telemetry.service,
    version: telemetry.version,
    phase: lifecycle.phase,
    uptime_seconds: Math.round((Date.now() - lifecycle.startedAt.getTime()) / 1000),
  }));

  app.get('/ready', async () => {
    if (lifecycle.phase !== 'ready') {
      throw new Problem(503, { kind: 'not-ready', detail: `The service is ${lifecycle.phase}.` });
    }
    try {
      await database?.query(PING);
    } catch (error) {
      throw new Problem(503, { kind: 'not-ready', detail: `The database does not answer: ${String(error)}` });
    }
    return { status: 'ready' };
  });

  app.get('/startup', () => {
    if (lifecycle.phase === 'starting') {
      throw new Problem(503, { kind: 'starting', detail: 'The service is starting.' });
    }
    return { status: 'started', started_at: lifecycle.startedAt.toISOString() };
  });

  app.get('/metrics', async ({ headers }, reply) => {
    const { contentType, body } = await telemetry.page.render(headers.accept);
    return reply.header('content-type', contentType).send(body);
  });
}
