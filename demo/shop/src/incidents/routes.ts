import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Settings } from '../config.ts';
import { Problem } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { IncidentRegistry } from './registry.ts';
import { INCIDENT_NAMES, MAX_SECONDS } from './types.ts';

const beginSchema = z.strictObject({
  incident: z.enum(INCIDENT_NAMES),
  duration_seconds: z.number().min(1).max(MAX_SECONDS),
});
const nameSchema = z.object({ name: z.enum(INCIDENT_NAMES) });

/** The control endpoint. It breaks the service on purpose, so it is off by default and not for everybody. */
export function incidentRoutes(app: FastifyInstance, registry: IncidentRegistry, settings: Settings): void {
  const allow = (request: FastifyRequest) => checkAccess(request, settings);

  app.get('/incidents', (request) => {
    allow(request);
    return { active: registry.active() };
  });

  app.post('/incidents', async (request, reply) => {
    allow(request);
    const { incident, duration_seconds } = validated(beginSchema, request.body, 'body');
    return reply.code(201).send(await registry.begin(incident, duration_seconds));
  });

  app.delete('/incidents/:name', async (request) => {
    allow(request);
    const { name } = validated(nameSchema, request.params, 'path');
    const ended = await registry.end(name);
    if (!ended) {
      throw new Problem(404, { kind: 'unknown-incident', detail: `${name} is not on.` });
    }
    return ended;
  });
}

function checkAccess({ headers, socket }: FastifyRequest, { incidentsEnabled, incidentsToken }: Settings): void {
  if (!incidentsEnabled) {
    throw new Problem(403, { kind: 'incidents-off', detail: 'Start the service with INCIDENTS_ENABLED=1.' });
  }
  if (incidentsToken !== undefined) {
    if (!sameText(headers.authorization ?? '', `Bearer ${incidentsToken}`)) {
      throw new Problem(401, { kind: 'unauthorized', headers: { 'www-authenticate': 'Bearer' } });
    }
    return;
  }
  // The socket's own address: a header can say anything.
  if (!isLoopback(socket.remoteAddress ?? '')) {
    throw new Problem(403, {
      kind: 'incidents-local',
      detail: 'Only this machine may do that, unless INCIDENTS_TOKEN is set.',
    });
  }
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
