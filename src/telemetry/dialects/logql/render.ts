import { t } from '../../../i18n/t';
import { type LogBinding, boundCarriers } from '../../conventions/logs/binding';
import { FILE_LABEL } from '../../conventions/logs/fileNames';
import { isIdentifier } from '../../conventions/logs/names';
import {
  LEVELS,
  type LineFilter,
  type LogCondition,
  type LogCountQuestion,
  type LogField,
  type LogSelection,
} from '../../questions/logs';
import { insensitive, logString } from './escape';
import { type Carrier, labelFilter } from './filters';
import { idCondition, type IdCondition, type IdField, idInLabels, idInText, idNotInLabels } from './ids';
import { fieldAccess, FORGIVE, isTextWord, wordAccess } from './inText';
import { levelWays } from './levels';
import { serviceSelectors } from './selector';
import { type NotSupported } from '../../questions/notSupported';

/** How to read one field of a count's answer: the labels that may hold it, the first that says something counts. */
export interface CountedField {
  field: LogField;
  labels: string[];
}

/** One log query; those of a selection are disjoint: no line is found by two of them. */
export interface LogQuery {
  expr: string;
}

/** Queries for lines: one, or several whose answers are put together. */
export interface RenderedLines {
  queries: LogQuery[];
  /** Conditions to check again in what comes back. */
  ids: IdCondition[];
  /** Labels and metadata that hold the ids. */
  idLabels: Record<IdField, string[]>;
}

/** Queries for counts, each with the fields that the labels of its answer stand for. */
export interface RenderedCount {
  queries: Array<LogQuery & { fields: CountedField[] }>;
}

/** A part of a pipeline: line filters come first, whatever was asked first, because they cost least. */
interface Pipeline {
  filters: string[];
  stages: string[];
  fields: CountedField[];
}

/** Renders what selects lines, as log queries. */
export function renderLines(selection: LogSelection, binding: LogBinding): RenderedLines | NotSupported {
  const plan = planSelection(selection, [], binding);
  if ('notSupported' in plan) {
    return plan;
  }
  return { queries: plan.texts.map(({ expr }) => ({ expr })), ids: plan.ids, idLabels: idLabels(binding) };
}

/** At most so many groups are asked for; Loki itself lets no more than 500 through. */
const MAX_GROUPS = 400;

/**
 * Renders a count, as metric queries whose values are to be added.
 * @param window length of a step, or of the range for a total; milliseconds. A value counts the lines of the window
 * that ends at its time.
 */
export function renderCount(
  question: LogCountQuestion,
  binding: LogBinding,
  window: number
): RenderedCount | NotSupported {
  const plan = planSelection(question, question.by, binding);
  if ('notSupported' in plan) {
    return plan;
  }
  return {
    queries: plan.texts.map(({ expr, fields }) => {
      const labels = [...new Set(fields.flatMap((field) => field.labels))];
      // Loki's windows lie after their start and up to their end; a nanosecond earlier they begin at their start. Steps
      // cannot be moved by less than a millisecond, which is what most lines are timed by.
      const offset = question.shape === 'series' ? '1ms' : '1ns';
      const over = question.counts === 'bytes' ? 'bytes_over_time' : 'count_over_time';
      const counted = `${over}(${expr} [${window}ms] offset ${offset})`;
      const sum = labels.length === 0 ? `sum(${counted})` : `sum by (${labels.join(', ')}) (${counted})`;
      const isBounded = question.shape === 'series' || labels.length === 0;
      return { expr: isBounded ? sum : `topk(${MAX_GROUPS}, ${sum})`, fields };
    }),
  };
}

interface Plan {
  texts: Array<{ expr: string; fields: CountedField[] }>;
  ids: IdCondition[];
}

function planSelection(
  { where, lines }: LogSelection,
  by: readonly LogField[],
  binding: LogBinding
): Plan | NotSupported {
  // A condition without values is one that nobody has made yet.
  const conditions = where.filter(({ values }) => values.length > 0);
  let pipelines: Pipeline[] = [{ filters: lines.flatMap(lineFilter), stages: [], fields: [] }];
  const ids: IdCondition[] = [];
  const add = (ways: readonly Pipeline[]) => {
    pipelines = pipelines.flatMap((before) =>
      ways.map((way) => ({
        filters: [...before.filters, ...way.filters],
        stages: [...before.stages, ...way.stages],
        fields: [...before.fields, ...way.fields],
      }))
    );
  };
  for (const field of new Set([...conditions.map((condition) => condition.field), ...by])) {
    const own = conditions.filter((condition) => condition.field === field);
    if (field === 'traceId' || field === 'spanId') {
      if (by.includes(field)) {
        return {
          notSupported: t(
            'logs.failure.too-many-ids',
            'Logs cannot be counted by trace ID or span ID: too many values'
          ),
        };
      }
      const asked = own.map((condition) => idCondition({ ...condition, field }));
      ids.push(...asked);
      asked.forEach((condition, at) => add(idWays(condition, at, idLabels(binding)[field])));
    } else if (field === 'level') {
      add(levelPipelines(own, by, binding));
    } else if (field !== 'service' || by.includes(field)) {
      const ways = fieldPipelines(field, field === 'service' ? [] : own, by, binding);
      if ('notSupported' in ways) {
        return ways;
      }
      add(ways);
    }
  }
  const services = serviceSelectors(
    conditions.filter(({ field }) => field === 'service'),
    binding
  );
  return {
    texts: services.flatMap((selector) =>
      pipelines.map(({ filters, stages, fields }) => ({
        expr: [selector.matchers, ...filters, ...selector.stages, ...tidy(stages)].join(' '),
        fields,
      }))
    ),
    ids,
  };
}

/** One forgiving stage, after the last that may need it. */
function tidy(stages: readonly string[]): string[] {
  const last = stages.lastIndexOf(FORGIVE);
  const distinct = stages.filter((stage, at) => stage !== FORGIVE && stages.indexOf(stage) === at);
  return last < 0 ? distinct : [...distinct, FORGIVE];
}

function lineFilter({ text, kind, caseSensitive, op }: LineFilter): string[] {
  if (text === '') {
    return [];
  }
  const isPlain = kind === 'text' && caseSensitive;
  const value =
    kind === 'text' ? (caseSensitive ? logString(text) : insensitive(text)) : userRegexp(text, caseSensitive);
  return [`${op === 'include' ? (isPlain ? '|=' : '|~') : isPlain ? '!=' : '!~'} ${value}`];
}

const userRegexp = (text: string, caseSensitive: boolean) => logString(caseSensitive ? text : `(?i)${text}`);

/** In metadata or a label, or else in the text: each line in one of the two. */
function idWays(condition: IdCondition, position: number, labels: readonly string[]): Pipeline[] {
  if (condition.ids.length === 0) {
    // No line has what is no id.
    return condition.op === 'in' ? [] : [{ filters: [], stages: [], fields: [] }];
  }
  const { digits, closer, isOwn, isNot } = idInText(condition, `${condition.field}_${position}`);
  const elsewhere = idNotInLabels(condition, labels).map((filter) => `| ${filter}`);
  const having = [`|~ ${logString(digits)}`];
  return condition.op === 'in'
    ? [
        { filters: [], stages: [`| ${idInLabels(condition, labels)}`], fields: [] },
        { filters: having, stages: [closer, isOwn, ...elsewhere], fields: [] },
      ]
    : [
        { filters: [`!~ ${logString(digits)}`], stages: elsewhere, fields: [] },
        { filters: having, stages: [closer, isNot, ...elsewhere], fields: [] },
      ];
}

function idLabels(binding: LogBinding): Record<IdField, string[]> {
  return { traceId: boundCarriers('traceId', binding), spanId: boundCarriers('spanId', binding) };
}

function levelPipelines(own: readonly LogCondition[], by: readonly LogField[], binding: LogBinding): Pipeline[] {
  const [first, ...rest] = own;
  // Several conditions on levels hold together where all do.
  const condition = rest.reduce<Pick<LogCondition, 'op' | 'values'> | undefined>(
    (held, next) => both(held, next),
    first
  );
  return levelWays(binding, condition).map(({ stages, labels }) => ({
    filters: [],
    stages,
    fields: by.includes('level') ? [{ field: 'level' as const, labels }] : [],
  }));
}

/** What a level has to be to meet both conditions. */
function both(
  held: Pick<LogCondition, 'op' | 'values'> | undefined,
  next: Pick<LogCondition, 'op' | 'values'>
): Pick<LogCondition, 'op' | 'values'> {
  const passes = ({ op, values }: Pick<LogCondition, 'op' | 'values'>, level: string) =>
    values.map((value) => (value === '' ? 'unknown' : value)).includes(level) === (op === 'in');
  return {
    op: 'in',
    values: LEVELS.filter((level) => (held === undefined || passes(held, level)) && passes(next, level)),
  };
}

function fieldPipelines(
  field: Exclude<LogField, IdField | 'level'>,
  own: readonly LogCondition[],
  by: readonly LogField[],
  binding: LogBinding
): Pipeline[] | NotSupported {
  const access = accessTo(field, binding);
  if ('notSupported' in access) {
    return access;
  }
  const filters = own.map((condition) => labelFilter(condition, access.carriers));
  if (filters.includes(false)) {
    return [];
  }
  return [
    {
      filters: [],
      stages: [...access.stages, ...filters.flatMap((filter) => (filter ? [`| ${filter}`] : []))],
      fields: by.includes(field) ? [{ field, labels: access.carriers.map(({ label }) => label) }] : [],
    },
  ];
}

function accessTo(
  field: Exclude<LogField, IdField | 'level'>,
  binding: LogBinding
): { stages: string[]; carriers: Carrier[] } | NotSupported {
  if (isTextWord(field)) {
    return wordAccess(field, binding);
  }
  const custom = /^(label|metadata|field):(.+)$/s.exec(field);
  const name = custom?.[2] ?? '';
  if (custom?.[1] === 'field') {
    return /^[\w@$./: -]+$/.test(name)
      ? fieldAccess(name, hashOf(name))
      : {
          notSupported: t('logs.failure.field-name', 'LogQL cannot query a field called {{name}}', {
            name: JSON.stringify(name),
          }),
        };
  }
  if (custom) {
    return isIdentifier(name)
      ? { stages: [], carriers: [{ label: name }] }
      : {
          notSupported: t('logs.failure.label-name', 'LogQL cannot query a label called {{name}}', {
            name: JSON.stringify(name),
          }),
        };
  }
  const labels = boundCarriers(field as 'service' | 'environment' | 'instance', binding);
  // Whose lines they are, a file may say.
  const all = field === 'service' && binding.files ? [...labels, FILE_LABEL] : labels;
  return { stages: [], carriers: all.map((label) => ({ label })) };
}

/** A small number of its own for each name, so that two fields of a question do not share labels. */
function hashOf(text: string): number {
  return [...text].reduce((hash, char) => (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003, 7);
}
