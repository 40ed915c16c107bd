import { bareName } from '../telemetry/serviceNames';
import { type JoinOverride, type ServiceIdentity } from './joins';

/** Lets services that lack a signal know of names that look like theirs and are nobody else's. */
export function withProposals(identities: ServiceIdentity[], overrides: readonly JoinOverride[]): ServiceIdentity[] {
  return identities.map((identity) => ({
    ...identity,
    proposed: (['logs', 'traces'] as const).flatMap((signal) => {
      const isDecided = overrides.some((one) => one.service === identity.service && one[signal] !== undefined);
      if (identity[signal] || isDecided) {
        return [];
      }
      return identities
        .filter(
          (other) => other !== identity && other[signal] && !other.metrics && mayBeOne(identity.service, other.service)
        )
        .map((other) => ({ signal, name: other[signal]?.name ?? other.service }));
    }),
  }));
}

function mayBeOne(one: string, other: string): boolean {
  return areAlike(one, other) || areAlike(bareName(one) ?? '', other) || areAlike(one, bareName(other) ?? '');
}

/** Parts of names that say where or what kind, not who. */
const NOISE = new Set(['app', 'service', 'svc', 'server', 'api', 'prod', 'production', 'staging', 'dev', 'demo']);

/**
 * Whether two names have the same telling words: `fastapi-app` and `fastapi_shop-1` do not, `payments-1` and
 * `payments-svc` do.
 */
export function areAlike(one: string, other: string): boolean {
  const words = (name: string) =>
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '' && !NOISE.has(word) && !/^\d+$/.test(word))
      .sort()
      .join(' ');
  return words(one) !== '' && words(one) === words(other);
}
