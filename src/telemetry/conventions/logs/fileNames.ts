import { quoteRegex } from '../../dialects/quote';

/** The label that Promtail and Alloy give the lines of a file. */
export const FILE_LABEL = 'filename';

/** Words that tell how lines came, not whose they are; a name of nothing else stands for many programs. */
const OF_SHIPPERS = words(
  'var log logs varlog varlogs syslog messages file files logfile logfiles filelog filelogs docker container',
  'containers pod pods kubernetes k8s promtail alloy localhost'
);
/** Words that may stand beside those. */
const BESIDE = words(
  'app apps application applications host hosts node nodes server servers service services system local static',
  'default all grafana agent collector journal'
);

/**
 * Whether a name of streams stands for whatever a shipper finds (`varlogs`, `system-logs`): told apart by their files,
 * where streams have them.
 */
export function standsForFiles(name: string): boolean {
  const parts = name.split(/[-_./ ]+/);
  return (
    parts.some((part) => OF_SHIPPERS.has(part)) && parts.every((part) => OF_SHIPPERS.has(part) || BESIDE.has(part))
  );
}

/** A regular expression (RE2 and ours, anchored) of files that tell no name: Docker calls its own by ids. */
export const NAMELESS_FILE = '.*/docker/containers/.*';
const IS_NAMELESS = new RegExp(`^(?:${NAMELESS_FILE})$`);

/** What a path of a log file says. */
export interface FileForm {
  /** Whose lines are in it. */
  name: string;
  /** A regular expression (RE2 and ours, anchored, as is `end`) of how the paths of this file and of its like begin. */
  start: string;
  /** How they end: what many of them have in common. */
  end: string;
}

/** Ends of file names that say what is in a file, or how it is packed, but not whose it is. */
const KINDS = words(
  'access error errors err out stdout stderr slow debug info warn warning notice audit console request requests log',
  // The last are of IIS: `u_ex261130.log`.
  'logs txt json jsonl ndjson gz bz2 xz zst zip old bak current u ex'
);
/** Numbers, dates and times of rotation; what separates their parts is none of it. */
const NUMBER = '\\d{1,20}(?:T\\d{1,20})?Z?';
/** Serilog and IIS write a date right after a name. */
const DATE = '\\d{6,20}';
const END_WORD = `(?:${NUMBER}|(?:${[...KINDS].join('|')})(?:${DATE})?)`;
const IS_END_WORD = new RegExp(`^${END_WORD}?$`);
const ENDS = `(?:[._-]${END_WORD}?)*`;

/** Names of files that every program of a kind has: the folder says whose they are. */
const ANYBODYS = words(
  'app application server service main localhost other_vhosts laravel django production prod development dev staging',
  'test system exception exceptions output'
);
/** Folders that are on the way to those of programs. */
const ON_THE_WAY = words(
  'var log logs tmp opt srv home root usr local data mnt etc lib share shared storage www html public current releases',
  'run archive archived old rotated LogFiles inetpub wp-content .pm2'
);
const DRIVE = /^(?:[A-Za-z]:)?$/;
/** A folder of a day or the like. */
const NUMBERS = `${NUMBER}(?:[.-]+${NUMBER})*`;
const IS_NUMBERS = new RegExp(`^${NUMBERS}$`);

/** `/var/log/pods/<namespace>_<pod>_<uid>/<container>/0.log`, as the kubelet writes it, with what it rotated. */
const OF_PODS = /^(.*\/pods)\/([^/_]+)_[^/_]+_[^/_]+\/([^/]+)\/[^/]*$/;
/** `/var/log/containers/<pod>_<namespace>_<container>-<id>.log`, the kubelet's link to that. */
const OF_CONTAINERS = /^(.*\/containers)\/[^/_]+_([^/_]+)_([^/_]+)-[0-9a-f]{64}\.log$/;

/**
 * Reads whose lines are in a file: a pod's container; a program, by the name of the file without what its kind and
 * rotation add, or by its folder where that leaves nothing telling. `/var/log/nginx/error.log.2.gz` is `nginx`,
 * `/var/log/app/orders-2026-11-30.log` is `orders`. All paths of one form have one name.
 * @returns undefined for files that tell no name
 */
export function fileForm(path: string): FileForm | undefined {
  if (path === '' || IS_NAMELESS.test(path)) {
    return undefined;
  }
  const pod = OF_PODS.exec(path);
  if (pod) {
    const [, folder = '', namespace = '', name = ''] = pod;
    return {
      name,
      start: `${quoteRegex(folder)}/${quoteRegex(namespace)}_[^/_]+_[^/_]+/${quoteRegex(name)}`,
      end: '/[^/]*',
    };
  }
  const container = OF_CONTAINERS.exec(path);
  if (container) {
    const [, folder = '', namespace = '', name = ''] = container;
    return {
      name,
      start: `${quoteRegex(folder)}/[^/_]+_${quoteRegex(namespace)}_${quoteRegex(name)}`,
      end: '-[0-9a-f]{64}\\.log',
    };
  }
  return programForm(path);
}

/** A regular expression (RE2 and ours, anchored) of the paths of all these forms. */
export function filesPattern(forms: readonly FileForm[]): string {
  const byEnd = new Map<string, Set<string>>();
  for (const { start, end } of forms) {
    byEnd.set(end, (byEnd.get(end) ?? new Set()).add(start));
  }
  return [...byEnd].map(([end, starts]) => `(?:${[...starts].join('|')})${end}`).join('|');
}

function programForm(path: string): FileForm {
  const parts = path.split(/([/\\])/);
  const base = parts.pop() ?? '';
  const folder = parts
    .filter((_, at) => at % 2 === 0)
    .reverse()
    .find((one) => !ON_THE_WAY.has(one) && !DRIVE.test(one) && !IS_NUMBERS.test(one));
  const before = parts.map((part) => (IS_NUMBERS.test(part) ? NUMBERS : quoteRegex(part))).join('');
  const form = (name: string, word: string) => ({ name, start: `${before}${dated(word)}`, end: ENDS });
  const stem = stemOf(base);
  if (stem !== '') {
    return form(ANYBODYS.has(stem) ? (folder ?? stem) : stem, stem);
  }
  if (folder !== undefined) {
    return { name: folder, start: before, end: `${END_WORD}?${ENDS}` };
  }
  // `/var/log/error.log`: only its first word is left to call it by.
  const first = withoutDate(base.split(/[._-]/)[0] ?? '');
  return first === '' ? { name: base || path, start: quoteRegex(path), end: '' } : form(first, first);
}

/** The name of a file without the words at its end that do not tell whose it is. */
function stemOf(base: string): string {
  const parts = base.split(/([._-])/);
  while (parts.length > 0) {
    const last = withoutDate(parts.at(-1) ?? '');
    if (!IS_END_WORD.test(last)) {
      return [...parts.slice(0, -1), last].join('');
    }
    // The word, and what separates it from the one before.
    parts.splice(-2);
  }
  return '';
}

const withoutDate = (word: string): string => word.replace(new RegExp(`(?<=[a-z])${DATE}$`), '');

/** A word with or without a date, where one may follow it. */
const dated = (word: string): string => `${quoteRegex(word)}${/[a-z]$/.test(word) ? `(?:${DATE})?` : ''}`;

function words(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').split(' '));
}
