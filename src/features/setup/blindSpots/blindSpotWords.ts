import { type BlindSpot, type BlindSpotKind, type Place } from '../../../analysis/blindSpots/blindSpot';
import { t, tCount } from '../../../i18n/t';
import { formatCount, formatDuration, formatShare } from '../../../ui/format';
import { LINES_OF_SERVICE } from './budget';

/** Names of places that stand in a cell; the others are counted. */
const PLACES_SHOWN = 3;

/** What a blind spot is called. */
export function blindSpotName(kind: BlindSpotKind): string {
  switch (kind) {
    case 'lost-context':
      return t('setup.blind.lost-context', 'Calls that lose the trace');
    case 'no-trace-id':
      return t('setup.blind.no-trace-id', 'Logs without a trace ID');
    case 'orphans':
      return t('setup.blind.orphans', 'Spans without their parent');
    case 'no-version':
      return t('setup.blind.no-version', 'Services without a version');
    case 'no-environment':
      return t('setup.blind.no-environment', 'Services without an environment');
    case 'no-exemplars':
      return t('setup.blind.no-exemplars', 'Latency without exemplars');
    case 'no-status':
      return t('setup.blind.no-status', 'Requests without a status code');
    case 'clocks':
      return t('setup.blind.clocks', 'Clocks that differ');
    case 'sampling':
      return t('setup.blind.sampling', 'Requests without a trace');
  }
}

/** What was counted, in numbers. */
export function blindSpotFinding({ kind, affected, of, worstMs }: BlindSpot): string {
  const numbers = { affected: formatCount(affected), of: formatCount(of) };
  switch (kind) {
    case 'lost-context':
      return t(
        'setup.blind.lost-context-of',
        '{{affected}} of {{of}} calls between traced services have no server span in the trace',
        numbers
      );
    case 'no-trace-id':
      return t(
        'setup.blind.no-trace-id-of',
        '{{affected}} of {{of}} log lines, estimated from the newest {{lines}} of each service',
        { ...numbers, lines: LINES_OF_SERVICE }
      );
    case 'orphans':
      return t('setup.blind.orphans-of', '{{affected}} of {{of}} child spans name a parent that is not there', numbers);
    case 'no-version':
      return t('setup.blind.no-version-of', '{{affected}} of {{of}} traced services have no service.version', numbers);
    case 'no-environment':
      return t(
        'setup.blind.no-environment-of',
        '{{affected}} of {{of}} traced services have no deployment.environment.name',
        numbers
      );
    case 'no-exemplars':
      return t(
        'setup.blind.no-exemplars-of',
        '{{affected}} of {{of}} services have no exemplar with a trace ID in the last 10 minutes',
        numbers
      );
    case 'no-status':
      return t('setup.blind.no-status-of', '{{affected}} of {{of}} services: the error rate is unknown', numbers);
    case 'clocks':
      return t(
        'setup.blind.clocks-of',
        '{{affected}} of {{of}} calls: the server span is outside of its client span, by up to {{worst}}',
        { ...numbers, worst: formatDuration((worstMs ?? 0) / 1000) }
      );
    case 'sampling':
      return t('setup.blind.sampling-of', '{{affected}} of {{of}} requests were not sampled', numbers);
  }
}

/** Where it was seen: the first few by name, each with its own share. */
export function blindSpotPlaces({ places }: BlindSpot): string {
  const shown = places.slice(0, PLACES_SHOWN).map(placeWords);
  const more = places.length - shown.length;
  return more > 0
    ? tCount(
        'setup.blind.places',
        more,
        { one: '{{places}} and {{count}} more', other: '{{places}} and {{count}} more' },
        { places: shown.join(', ') }
      )
    : shown.join(', ');
}

/** A service that counts as one is affected or is not: it has no share. */
function placeWords({ name, affected, of }: Place): string {
  return of === 1
    ? name
    : t('setup.blind.place', '{{place}} ({{share}})', { place: name, share: formatShare(affected / of) });
}
