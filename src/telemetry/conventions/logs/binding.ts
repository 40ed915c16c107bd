import { type Labels } from '../../vocabulary';
import { carriersOf, isIdentifier, type LogWord, ranked } from './names';

/** What is known of a data source for logs: how its streams name what. Found by looking at a bounded sample. */
export interface LogBinding {
  /** Names of labels that streams have. */
  streamLabels: readonly string[];
  /** Names of structured metadata that lines have. */
  metadata: readonly string[];
  /** Services, each with the labels that name it; different streams of one service may be named differently. */
  services: ReadonlyMap<string, readonly string[]>;
  /** Labels that name services, the preferred first. */
  serviceLabels: readonly string[];
  /** Labels of which every stream has at least one, the most common first. */
  cover: readonly string[];
  /** Distinct values per label of streams, as far as seen. */
  cardinality: ReadonlyMap<string, number>;
}

/** What a look at a data source brought. */
export interface LogSample {
  /** Names of labels. */
  labelNames: readonly string[];
  /** Labels of streams, as many as were asked for. */
  streams: readonly Labels[];
  /** Names of structured metadata. */
  metadata: readonly string[];
}

/** Values of `service_name` that stand for none: Loki's, and OpenTelemetry's `unknown_service:node`. */
export const NO_SERVICE = /^unknown_service(?::.*)?$/;

/** Makes sense of a sample. */
export function bindLogs({ labelNames, streams, metadata }: LogSample): LogBinding {
  const streamLabels = [...new Set([...labelNames, ...streams.flatMap((stream) => Object.keys(stream))])].filter(
    (name) => isIdentifier(name) && !name.startsWith('__')
  );
  const candidates = ranked('service', streamLabels);
  const services = new Map<string, string[]>();
  for (const stream of streams) {
    const label = nameOf(stream, candidates);
    const service = label === undefined ? undefined : stream[label];
    if (label !== undefined && service !== undefined) {
      const known = services.get(service) ?? [];
      services.set(service, known.includes(label) ? known : [...known, label]);
    }
  }
  return {
    streamLabels,
    metadata: metadata.filter((name) => isIdentifier(name) && !streamLabels.includes(name)),
    services,
    serviceLabels: candidates.filter((label) => streams.length === 0 || [...services.values()].flat().includes(label)),
    cover: coverOf(streams, streamLabels),
    cardinality: new Map(
      streamLabels.map((label) => [label, new Set(streams.flatMap((stream) => stream[label] ?? [])).size])
    ),
  };
}

/** The label that names a stream's service: the first that says one. */
function nameOf(labels: Labels, candidates: readonly string[]): string | undefined {
  return candidates.find((label) => {
    const value = labels[label];
    return value !== undefined && value !== '' && !NO_SERVICE.test(value);
  });
}

/** The labels and metadata that may hold a word. */
export function boundCarriers(word: LogWord, { streamLabels, metadata, serviceLabels }: LogBinding): string[] {
  // A service is the name of a stream; a line's own metadata would split streams, and no selector could tell.
  return word === 'service'
    ? serviceLabels.length > 0
      ? [...serviceLabels]
      : carriersOf('service', [], [])
    : carriersOf(word, metadata, streamLabels);
}

/** Greedily: the label that most streams have, then the one that most of the others have, and so on. */
function coverOf(streams: readonly Labels[], labels: readonly string[]): string[] {
  const cover: string[] = [];
  let open = streams;
  while (open.length > 0) {
    let best: { label: string; streams: number } | undefined;
    for (const label of labels) {
      const count = open.filter((stream) => (stream[label] ?? '') !== '').length;
      if (count > (best?.streams ?? 0)) {
        best = { label, streams: count };
      }
    }
    if (!best) {
      break;
    }
    const { label } = best;
    cover.push(label);
    open = open.filter((stream) => (stream[label] ?? '') === '');
  }
  // Nothing was seen: a name that Loki gives every stream since version 3, and the most usual ones before.
  return cover.length > 0 ? cover : labels.length > 0 ? [...labels] : ['service_name', 'job'];
}
