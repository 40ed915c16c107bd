import { type CaseEntity, type CaseVersion, type ChangeCase } from '../../analysis/causes/case';
import { type Change, type EdgeChange, type PatternChange } from '../../analysis/causes/change';
import { entityKey } from '../../analysis/causes/entities';
import { stepsOf } from '../../analysis/causes/steps';
import { type Trend } from '../../analysis/healthRows';
import { type ChangesAnswer } from '../../datasources/changes/question';
import { newVersions } from '../../ui/changes/evidenceWords';
import { valuesOf } from '../../ui/changes/pictures';

/** A series that changed, as a row. */
export interface SeriesRow extends Change {
  key: string;
  /** Over both times, one number a step. */
  trend: Trend;
  /** When it began, milliseconds since the epoch. */
  began: number;
}

/** All that changed, by signal. */
export interface ChangeRows {
  series: SeriesRow[];
  calls: EdgeChange[];
  patterns: PatternChange[];
  versions: CaseVersion[];
}

/** What became of a pattern of log lines. */
export type PatternFate = 'new' | 'gone' | 'grown' | 'shrunk';

/** All changes of an answer, in each table those that are worse and farthest out first. */
export function changeRows({ changed: { changes }, one }: Pick<ChangesAnswer, 'changed' | 'one'>): ChangeRows {
  return {
    series: changes.series
      .map((change) => seriesRow(change, one))
      .sort((a, b) => Number(b.isWorse) - Number(a.isWorse) || Math.abs(b.z) - Math.abs(a.z)),
    calls: [...changes.edges].sort((a, b) => b.excess - a.excess),
    patterns: [...changes.patterns].sort((a, b) => a.p - b.p || Math.abs(b.excess) - Math.abs(a.excess)),
    versions: newVersions(one.versions ?? [], one.before.from).sort((a, b) => a.ran.from - b.ran.from),
  };
}

function seriesRow(change: Change, one: ChangeCase): SeriesRow {
  const { entity, measure, onset } = change;
  const steps = stepsOf(one);
  const values = valuesOf(entity, measure, one);
  return {
    ...change,
    key: `${entityKey(entity)} ${measure}`,
    trend: [...steps.before, ...steps.during].map((index) => values[index] ?? null),
    began: one.times[steps.during[onset.at] ?? -1] ?? one.during.from,
  };
}

/** What became of a pattern. */
export function fateOf({ before, during, excess }: PatternChange): PatternFate {
  return before === 0 ? 'new' : during === 0 ? 'gone' : excess > 0 ? 'grown' : 'shrunk';
}

/** A thing as its rows are called: the service, and which part of it. */
export function entityName({ service, name }: CaseEntity): string {
  return name === undefined ? service : `${service} · ${name}`;
}

/** Requests of all services, and the share that failed, at each step of a case. */
export function totalsOf({ one, question }: Pick<ChangesAnswer, 'one' | 'question'>): {
  requests: Array<number | null>;
  errors: Array<number | null>;
} {
  const sum = (measure: 'requests' | 'errors') => {
    const own = one.series.filter(
      ({ entity, measure: of }) =>
        of === measure &&
        entity.kind === 'service' &&
        (question.service === undefined || entity.service === question.service)
    );
    return one.times.map((_, index) => {
      const known = own.flatMap(({ values }) => values[index] ?? []);
      return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
    });
  };
  const [requests, failures] = [sum('requests'), sum('errors')];
  return {
    requests,
    errors: requests.map((all, index) => (all === null || all === 0 ? null : (failures[index] ?? 0) / all)),
  };
}
