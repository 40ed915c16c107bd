/** One sample of a metrics page. */
export interface PageSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Labels of the exemplar, on OpenMetrics pages. */
  readonly exemplar: Readonly<Record<string, string>> | undefined;
}

/** A metrics page, read strictly. */
export interface Page {
  readonly samples: readonly PageSample[];
  /** Type by metric family, as the `# TYPE` lines have it. */
  readonly types: ReadonlyMap<string, string>;
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABELS = /\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\.)*",?)*)\}/y;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g;

/**
 * Reads a page in Prometheus' text format or in OpenMetrics.
 * @throws Error at the first line that is neither, at a family whose type is told twice, and at a series that is there
 * twice.
 */
export function readPage(text: string): Page {
  const samples: PageSample[] = [];
  const types = new Map<string, string>();
  const seen = new Set<string>();
  for (const line of text.split('\n')) {
    const [, family, type] = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped|unknown)$/.exec(line) ?? [];
    if (family !== undefined && type !== undefined) {
      if (types.has(family)) {
        throw new Error(`the type of ${family} is told twice`);
      }
      types.set(family, type);
    } else if (line !== '' && !/^# (HELP|UNIT) \S+|^# EOF$/.test(line)) {
      const sample = readSample(line);
      const series = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
      if (seen.has(series)) {
        throw new Error(`the series ${series} is there twice`);
      }
      seen.add(series);
      samples.push(sample);
    }
  }
  return { samples, types };
}

function readSample(line: string): PageSample {
  const [name = ''] = NAME.exec(line) ?? [];
  LABELS.lastIndex = name.length;
  const [labels = ''] = LABELS.exec(line) ?? [];
  const rest = line.slice(name.length + labels.length);
  const [, value = '', exemplar] = /^ (\S+)(?: # (\{[^}]*\}) \S+ \S+)?$/.exec(rest) ?? [];
  const number = value === '+Inf' ? Infinity : Number(value);
  // prom-client writes "Nan"; Prometheus reads it in any case.
  if (name === '' || value === '' || (Number.isNaN(number) && !/^nan$/i.test(value))) {
    throw new Error(`not a sample: ${line}`);
  }
  return {
    name,
    labels: readLabels(labels),
    value: number,
    exemplar: exemplar === undefined ? undefined : readLabels(exemplar),
  };
}

function readLabels(text: string): Record<string, string> {
  const pairs = [...text.matchAll(LABEL)].map(([, name = '', value = '']) => [
    name,
    value.replace(/\\(.)/g, (_escape, character: string) => (character === 'n' ? '\n' : character)),
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}
