import { type LogCondition, type LogField, type LogSelection } from '../../../telemetry/questions/logs';
import { normalizeTraceId } from '../../../telemetry/traceId';
import { instanceOf } from '../../sites';
import { examplesOf, type UnreadLine } from './line';
import { labelsOf, type LineKind } from './kinds';
import { requiredTexts } from './requiredTexts';
import { containing, type Verdict } from './slots';

/** A selection made ready to be tried on many lines. */
export interface LineTest {
  /** Whether all, some or none of the lines of a kind are meant; `some` where only the lines themselves can tell. */
  judge(kind: LineKind): Verdict;
  /** Whether a line is meant. */
  meets(line: UnreadLine): boolean;
}

/**
 * @param environments lines of no others; of all, where it is empty
 * @throws SyntaxError for a text that is no regular expression
 */
export function lineTest({ where, lines }: LogSelection, environments: readonly string[]): LineTest {
  const places: LogCondition = { field: 'environment', op: 'in', values: [...environments] };
  const conditions = [...where, ...(environments.length > 0 ? [places] : [])].map(conditionTest);
  const filters = lines.map(filterTest);
  const tests = [...conditions, ...filters];
  const verdicts = new Map<LineKind, Verdict>();
  const judge = (kind: LineKind): Verdict => {
    let verdict: Verdict = 'all';
    for (const test of tests) {
      const one = test.judge(kind);
      if (one === 'none') {
        return 'none';
      }
      verdict = one === 'some' ? 'some' : verdict;
    }
    return verdict;
  };
  return {
    judge: (kind) => {
      const verdict = verdicts.get(kind) ?? judge(kind);
      verdicts.set(kind, verdict);
      return verdict;
    },
    meets: (line) => tests.every((test) => test.meets(line)),
  };
}

function conditionTest({ field, op, values }: LogCondition): LineTest {
  const wanted = new Set(field === 'traceId' ? values.map((value) => normalizeTraceId(value) ?? value) : values);
  const meets = (value: string) => wanted.has(value) === (op === 'in');
  return {
    judge: (kind) => {
      const value = kindValue(kind, field);
      return value === undefined ? 'some' : meets(value) ? 'all' : 'none';
    },
    meets: (line) => meets(valueOf(line, field)),
  };
}

function filterTest({ text, kind, caseSensitive, op }: LogSelection['lines'][number]): LineTest {
  const isIncluded = op === 'include';
  if (kind === 'regexp') {
    const pattern = new RegExp(text, caseSensitive ? 's' : 'is');
    const needed = requiredTexts(text);
    const mayMatch = ({ variants }: LineKind) =>
      variants.some(({ body }) =>
        needed.some((texts) => texts.every((one) => containing(body, one, caseSensitive) !== 'none'))
      );
    return {
      judge: (kind) => (mayMatch(kind) ? 'some' : isIncluded ? 'none' : 'all'),
      meets: ({ body }) => pattern.test(body) === isIncluded,
    };
  }
  const sought = caseSensitive ? text : text.toLowerCase();
  return {
    judge: ({ variants }) => {
      const verdicts = new Set(variants.map(({ body }) => containing(body, text, caseSensitive)));
      const [verdict = 'some'] = verdicts;
      return verdicts.size > 1 || verdict === 'some' ? 'some' : (verdict === 'all') === isIncluded ? 'all' : 'none';
    },
    meets: ({ body }) => (caseSensitive ? body : body.toLowerCase()).includes(sought) === isIncluded,
  };
}

/** The value of a field of all lines of a kind; undefined where they differ, or where only reading them can tell. */
export function kindValue(kind: LineKind, field: LogField): string | undefined {
  switch (field) {
    case 'service':
    case 'level':
    case 'logger':
    case 'method':
    case 'route':
    case 'status':
      return kind[field];
    case 'environment':
      return kind.site.environment;
    case 'instance':
      return instanceOf(kind.service, kind.site);
    default:
      break;
  }
  const [from, name] = split(field);
  if (from === 'label') {
    return labelsOf(kind.service, kind.site)[name] ?? '';
  }
  if (field === 'metadata:detected_level') {
    return kind.level;
  }
  // It changes with time, which kinds do not know.
  return field === 'metadata:service_version' ? undefined : commonValue(kind, field);
}

const examples = new WeakMap<LineKind, UnreadLine[]>();

/** What is read out of each line that a kind may be, if it is always the same. */
function commonValue(kind: LineKind, field: LogField): string | undefined {
  const known = examples.get(kind) ?? examplesOf(kind);
  examples.set(kind, known);
  const values = new Set(known.map((line) => valueOf(line, field)));
  return values.size === 1 ? [...values][0] : undefined;
}

/** The value of a field of a line; empty where it has none. Where the line was is known without reading it. */
export function valueOf({ labels, metadata, read: readIt }: UnreadLine, field: LogField): string {
  switch (field) {
    case 'service':
      return labels.service_name ?? '';
    case 'environment':
      return labels.deployment_environment_name ?? '';
    case 'instance':
      return labels.service_instance_id ?? '';
    case 'level':
      return metadata.detected_level ?? '';
    case 'traceId':
    case 'spanId':
    case 'requestId':
    case 'logger':
    case 'method':
    case 'path':
    case 'route':
      return readIt()[field] ?? '';
    case 'status':
      return String(readIt().status ?? '');
    default:
      break;
  }
  const [from, name] = split(field);
  return (from === 'label' ? labels[name] : from === 'metadata' ? metadata[name] : readIt().fields[name]) ?? '';
}

/** Where a field that is no word of the vocabulary is from, and its name there. */
function split(field: string): [from: string, name: string] {
  const at = field.indexOf(':');
  return [field.slice(0, at), field.slice(at + 1)];
}
