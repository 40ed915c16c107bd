import assert from 'node:assert/strict';
import { truthSchema, type IncidentName, type IncidentTruth } from '../incidents/types.ts';
import type { TestService } from './services.ts';

/** A request of this machine. */
export const LOCAL = { remoteAddress: '127.0.0.1' };

/** Breaks a service. */
export async function begin(
  service: TestService,
  incident: IncidentName,
  duration_seconds = 60
): Promise<IncidentTruth> {
  const response = await service.send('POST', '/incidents', { ...LOCAL, payload: { incident, duration_seconds } });
  assert.equal(response.statusCode, 201, response.body);
  return truthSchema.parse(response.json());
}

/** Mends it. */
export const end = (service: TestService, incident: IncidentName) =>
  service.send('DELETE', `/incidents/${incident}`, LOCAL);

/** What is on. */
export const active = async (service: TestService) =>
  ((await service.send('GET', '/incidents', LOCAL)).json() as { active: IncidentTruth[] }).active;
