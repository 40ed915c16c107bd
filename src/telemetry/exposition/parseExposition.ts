import { type MetricMetadata } from '../conventions/catalog';

/** One sample of a metrics page. */
export interface ExposedSample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** A metrics page, read. */
export interface Exposition {
  samples: ExposedSample[];
  /** Type, unit and help of each metric family, by its name. */
  metadata: Record<string, MetricMetadata>;
}

/** What the series of a histogram or a summary have behind its name. */
export const METRIC_SUFFIX = /_(?:bucket|count|sum|created)$/;

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;

/**
 * Reads a page in Prometheus' text format or OpenMetrics, with UTF-8 names quoted inside the braces. Exemplars and
 * timestamps are passed over.
 * @throws Error on a line that is neither
 */
export function parseExposition(text: string): Exposition {
  const samples: ExposedSample[] = [];
  const metadata: Record<string, MetricMetadata> = {};
  const isOpenMetrics = /^# EOF\s*$/m.test(text);
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      continue;
    }
    if (!line.startsWith('#')) {
      samples.push(parseSample(line));
      continue;
    }
    const [, what, quoted = '', said = ''] = /^# (TYPE|UNIT|HELP) ("(?:[^"\\]|\\.)*"|\S+) (.*?)\s*$/.exec(line) ?? [];
    // In the text format a UNIT line is a comment like any other.
    if (what && (what !== 'UNIT' || isOpenMetrics)) {
      const name = quoted.startsWith('"') ? unescape(quoted.slice(1, -1)) : quoted;
      metadata[name] = { type: 'unknown', ...metadata[name], [what.toLowerCase()]: said };
    }
  }
  return { samples, metadata };
}

function parseSample(line: string): ExposedSample {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(line);
    at = found ? pattern.lastIndex : at;
    return found ?? undefined;
  };
  const fail = () => new Error(`Not a sample: ${line}`);
  let name = take(NAME)?.[0];
  const labels: Record<string, string> = {};
  if (line[at] === '{') {
    at += 1;
    while (line[at] !== '}') {
      const quoted = take(QUOTED)?.[1];
      const label = quoted === undefined ? take(NAME)?.[0] : unescape(quoted);
      if (label === undefined) {
        throw fail();
      }
      if (line[at] === '=') {
        at += 1;
        labels[label] = unescape(take(QUOTED)?.[1] ?? '');
      } else {
        name = label;
      }
      take(/[,\s]*/y);
    }
    at += 1;
  }
  const value = /^\s+(\S+)/.exec(line.slice(at))?.[1];
  if (name === undefined || value === undefined) {
    throw fail();
  }
  const number = Number(value.replace(/^([+-]?)Inf$/i, '$1Infinity'));
  if (Number.isNaN(number) && value.toLowerCase() !== 'nan') {
    throw fail();
  }
  return { name, labels, value: number };
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}
