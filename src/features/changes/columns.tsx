import React from 'react';
import { type CaseVersion } from '../../analysis/causes/case';
import { type EdgeChange, type PatternChange } from '../../analysis/causes/change';
import { relativeChange } from '../../analysis/comparison';
import { at } from '../../correlation/appLocation';
import { tracesBehind } from '../../correlation/links';
import { type ChangesQuestion } from '../../datasources/changes/question';
import { t } from '../../i18n/t';
import { is } from '../../telemetry/questions/metric';
import { healthOf, linesOfPattern, linkTimes, serviceAt } from '../../ui/changes/changeLinks';
import { effectText, formatMeasure, measureName, strengthText } from '../../ui/changes/measureWords';
import { EntityLink, ServiceName } from '../../ui/entityTable/cells';
import { type Column } from '../../ui/entityTable/column';
import { ROOM } from '../../ui/entityTable/widths';
import { formatCount, formatShare } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { TrendLine } from '../../ui/TrendLine';
import { entityName, fateOf, type PatternFate, type SeriesRow } from './rows';

/** What all tables of the page need. */
export interface TableContext {
  question: ChangesQuestion;
  stepSeconds: number;
  formatTime: (time: number) => string;
  shared: URLSearchParams;
}

/** Series that changed, by service, route, instance and version. */
export function seriesColumns(context: TableContext): Array<Column<SeriesRow>> {
  const { question, stepSeconds, formatTime, shared } = context;
  const times = linkTimes(question);
  const shown = (value: number, { measure }: SeriesRow) => formatMeasure(measure, value, stepSeconds);
  return [
    {
      id: 'name',
      header: t('changes.table.name', 'Where'),
      isRowHeader: true,
      sort: { values: ({ entity }) => [entityName(entity)], first: 'smallest' },
      cell: ({ entity }) => {
        const location = healthOf(entity, times);
        const name = entityName(entity);
        return (
          <ServiceName service={entity.service}>
            {location ? <EntityLink href={appHref(location, shared)}>{name}</EntityLink> : name}
          </ServiceName>
        );
      },
      csv: {
        service: ({ entity }) => entity.service,
        kind: ({ entity }) => entity.kind,
        name: ({ entity }) => entity.name ?? '',
      },
    },
    {
      id: 'measure',
      header: t('changes.table.measure', 'Measure'),
      sort: { values: ({ measure }) => [measureName(measure)], first: 'smallest' },
      cell: ({ measure }) => measureName(measure),
      csv: { measure: ({ measure }) => measure },
    },
    {
      id: 'before',
      header: t('changes.table.before', 'Before'),
      isNumber: true,
      hideBelow: ROOM.phone,
      cell: (row) => shown(row.before, row),
      csv: { before: ({ before }) => before },
    },
    {
      id: 'during',
      header: t('changes.table.during', 'Later'),
      isNumber: true,
      cell: (row) => shown(row.during, row),
      csv: { during: ({ during }) => during },
    },
    {
      id: 'effect',
      header: t('changes.table.effect', 'Change'),
      isNumber: true,
      sort: { values: (row) => [Math.abs(relativeChange(row.during, row.before) ?? 0)], first: 'largest' },
      cell: effectText,
      csv: { change: (row) => relativeChange(row.during, row.before) },
    },
    {
      id: 'trend',
      header: t('changes.table.trend', 'Trend'),
      hideBelow: ROOM.phablet,
      cell: (row) => (
        <TrendLine
          values={row.trend}
          label={t('changes.table.trend-label', '{{measure}} of {{name}} over both times', {
            measure: measureName(row.measure),
            name: entityName(row.entity),
          })}
          tone={row.isWorse ? 'bad' : 'neutral'}
        />
      ),
    },
    {
      id: 'began',
      header: t('changes.table.began', 'Began'),
      isNumber: true,
      hideBelow: ROOM.phablet,
      sort: { values: ({ began }) => [began], first: 'smallest' },
      cell: ({ began }) => formatTime(began),
      csv: { began: ({ began }) => new Date(began).toISOString() },
    },
    strengthColumn(),
  ];
}

function strengthColumn<Row extends { p: number }>(): Column<Row> {
  return {
    id: 'p',
    header: t('changes.table.strength', 'Evidence'),
    hint: t(
      'changes.table.strength-hint',
      'How strongly the numbers speak against chance, adjusted for all signals that were looked at'
    ),
    hideBelow: ROOM.tablet,
    sort: { values: ({ p }) => [p], first: 'smallest' },
    cell: ({ p }) => strengthText(p),
    csv: { p: ({ p }) => p },
  };
}

/** Calls that fail more often than before. */
export function callColumns({ question, shared }: TableContext): Array<Column<EdgeChange>> {
  return [
    {
      id: 'call',
      header: t('changes.table.call', 'Call'),
      isRowHeader: true,
      cell: ({ from, to }) => (
        <ServiceName service={from}>
          <EntityLink
            href={appHref(at(tracesBehind({ where: [is('service', from)], errors: true }), question.during), shared)}
          >
            {callName({ from, to })}
          </EntityLink>
        </ServiceName>
      ),
      csv: { caller: ({ from }) => from, called: ({ to }) => to },
    },
    {
      id: 'before',
      header: t('changes.table.failed-before', 'Failed before'),
      isNumber: true,
      hideBelow: ROOM.phone,
      cell: ({ before }) => formatShare(before),
      csv: { failedBefore: ({ before }) => before },
    },
    {
      id: 'during',
      header: t('changes.table.failed-during', 'Failed later'),
      isNumber: true,
      cell: ({ during }) => formatShare(during),
      csv: { failedDuring: ({ during }) => during },
    },
    {
      id: 'excess',
      header: t('changes.table.excess', 'Additional failures'),
      isNumber: true,
      sort: { values: ({ excess }) => [excess], first: 'largest' },
      cell: ({ excess }) => formatCount(excess),
      csv: { excess: ({ excess }) => excess },
    },
    strengthColumn(),
  ];
}

/** A call as its row is called. */
export function callName({ from, to }: Pick<EdgeChange, 'from' | 'to'>): string {
  return t('changes.table.call-name', '{{from}} → {{to}}', { from, to });
}

function fateName(fate: PatternFate): string {
  switch (fate) {
    case 'new':
      return t('changes.fate.new', 'New');
    case 'gone':
      return t('changes.fate.gone', 'Gone');
    case 'grown':
      return t('changes.fate.grown', 'More');
    case 'shrunk':
      return t('changes.fate.shrunk', 'Fewer');
  }
}

/** Patterns of log lines that are new, gone, more or fewer. */
export function patternColumns({ question, shared }: TableContext): Array<Column<PatternChange>> {
  return [
    {
      id: 'pattern',
      header: t('changes.table.pattern', 'Log pattern'),
      isRowHeader: true,
      cell: (pattern) => (
        <EntityLink href={appHref(linesOfPattern(pattern, question), shared)}>{pattern.template}</EntityLink>
      ),
      csv: { pattern: ({ template }) => template },
    },
    {
      id: 'service',
      header: t('changes.table.service', 'Service'),
      sort: { values: ({ service }) => [service], first: 'smallest' },
      hideBelow: ROOM.phone,
      cell: ({ service }) => <ServiceName service={service} />,
      csv: { service: ({ service }) => service },
    },
    {
      id: 'level',
      header: t('changes.table.level', 'Level'),
      hideBelow: ROOM.phablet,
      cell: ({ level }) => level,
      csv: { level: ({ level }) => level },
    },
    {
      id: 'fate',
      header: t('changes.table.fate', 'Now'),
      sort: { values: (pattern) => [fateOf(pattern)], first: 'smallest' },
      cell: (pattern) => fateName(fateOf(pattern)),
      csv: { fate: (pattern) => fateOf(pattern) },
    },
    {
      id: 'before',
      header: t('changes.table.lines-before', 'Log lines before'),
      isNumber: true,
      hideBelow: ROOM.phablet,
      cell: ({ before }) => formatCount(before),
      csv: { before: ({ before }) => before },
    },
    {
      id: 'during',
      header: t('changes.table.lines-during', 'Log lines later'),
      isNumber: true,
      sort: { values: ({ during }) => [during], first: 'largest' },
      cell: ({ during }) => formatCount(during),
      csv: { during: ({ during }) => during },
    },
    strengthColumn(),
  ];
}

/** Versions that began to run. */
export function versionColumns({ question, formatTime, shared }: TableContext): Array<Column<CaseVersion>> {
  const { wide } = linkTimes(question);
  return [
    {
      id: 'service',
      header: t('changes.table.service', 'Service'),
      isRowHeader: true,
      cell: ({ service }) => (
        <ServiceName service={service}>
          <EntityLink href={appHref(serviceAt(service, 'overview', wide), shared)}>{service}</EntityLink>
        </ServiceName>
      ),
      csv: { service: ({ service }) => service },
    },
    {
      id: 'version',
      header: t('changes.table.version', 'Version'),
      cell: ({ version }) => version,
      csv: { version: ({ version }) => version },
    },
    {
      id: 'since',
      header: t('changes.table.since', 'Runs since'),
      isNumber: true,
      sort: { values: ({ ran }) => [ran.from], first: 'smallest' },
      cell: ({ ran }) => formatTime(ran.from),
      csv: { since: ({ ran }) => new Date(ran.from).toISOString() },
    },
  ];
}
