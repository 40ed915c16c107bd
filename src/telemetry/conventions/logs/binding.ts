import { type Labels } from '../../vocabulary';
import { FILE_LABEL, type FileForm, fileForm, standsForFiles } from './fileNames';
import { carriersOf, isIdentifier, type LogWord, ranked } from './names';

/** What is known of a data source for logs: how its streams name what. Found by looking at a bounded sample. */
export interface LogBinding {
  /** Names of labels that streams have. */
  streamLabels: readonly string[];
  /** Names of structured metadata that lines have. */
  metadata: readonly string[];
  /**
   * Services, each with the labels that name it; different streams of one service may be named differently. Without a
   * label: by the files of their streams.
   */
  services: ReadonlyMap<string, readonly string[]>;
  /** Where streams are told apart by their files. */
  files?: FileNames;
  /** Labels that name services, the preferred first. */
  serviceLabels: readonly string[];
  /** Labels of which every stream has at least one, the most common first. */
  cover: readonly string[];
  /** Distinct values per label of streams, as far as seen. */
  cardinality: ReadonlyMap<string, number>;
}

/** Streams whose label names a shipper's job or nothing, so that their file tells whose they are. */
export interface FileNames {
  /** The names that stand for many files, by the label that has them. */
  jobs: ReadonlyMap<string, readonly string[]>;
  /** The files of each service. */
  forms: ReadonlyMap<string, readonly FileForm[]>;
  /** Whether there are streams of which nothing but their file tells whose they are. */
  alone: boolean;
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
  const { services, files } = servicesOf(streams, candidates);
  const naming = new Set([...services.values(), ...(files?.jobs.keys() ?? [])].flat());
  return {
    streamLabels,
    metadata: metadata.filter((name) => isIdentifier(name) && !streamLabels.includes(name)),
    services,
    ...(files && { files }),
    serviceLabels: candidates.filter((label) => streams.length === 0 || naming.has(label)),
    cover: coverOf(streams, streamLabels),
    cardinality: new Map(
      streamLabels.map((label) => [label, new Set(streams.flatMap((stream) => stream[label] ?? [])).size])
    ),
  };
}

function servicesOf(streams: readonly Labels[], candidates: readonly string[]): Pick<LogBinding, 'services' | 'files'> {
  const services = new Map<string, string[]>();
  const jobs = new Map<string, string[]>();
  const forms = new Map<string, FileForm[]>();
  let alone = false;
  for (const stream of streams) {
    const { service, label, file } = streamName(stream, candidates);
    if (service !== undefined) {
      const known = services.get(service) ?? [];
      services.set(service, label === undefined || file || known.includes(label) ? known : [...known, label]);
    }
    if (service !== undefined && file) {
      forms.set(service, [...(forms.get(service) ?? []), file]);
      const job = label === undefined ? undefined : stream[label];
      alone ||= job === undefined;
      if (label !== undefined && job !== undefined) {
        const known = jobs.get(label) ?? [];
        jobs.set(label, known.includes(job) ? known : [...known, job]);
      }
    }
  }
  return { services, ...(forms.size > 0 && { files: { jobs, forms, alone } }) };
}

/** What the labels of a stream say of its service. */
interface StreamName {
  service?: string;
  /** The label that names it, or the job of its file. */
  label?: string;
  /** The file that names it instead of the label. */
  file?: FileForm;
}

/**
 * The service of a stream: what the first label says that says one; its file, where that stands for many files, or
 * there is none.
 */
export function streamName(labels: Labels, candidates: readonly string[]): StreamName {
  const label = candidates.find((name) => {
    const value = labels[name];
    return value !== undefined && value !== '' && !NO_SERVICE.test(value);
  });
  const service = label === undefined ? undefined : labels[label];
  const file = service === undefined || standsForFiles(service) ? fileForm(labels[FILE_LABEL] ?? '') : undefined;
  return file ? { service: file.name, label, file } : { service, label };
}

/** The service that the file of a stream names, where its labels do not. */
export function serviceOfFile(labels: Labels): string | undefined {
  return labels[FILE_LABEL] === undefined
    ? undefined
    : streamName(labels, ranked('service', Object.keys(labels))).file?.name;
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
