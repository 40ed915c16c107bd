import React from 'react';
import { type DataFrame } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import {
  type SceneComponentProps,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
  SceneQueryRunner,
} from '@grafana/scenes';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { baselineName } from '../../../analysis/comparison';
import { commonBeginning, type HealthRow } from '../../../analysis/healthRows';
import { type Order } from '../../../correlation/pageUrls/order';
import { HEALTH_PARAMS } from '../../../correlation/pageUrls/health';
import { TABLE_PARAMS, type TableState } from '../../../correlation/pageUrls/table';
import { isLeftToSeen } from '../../../datasources/answer';
import { clientOf } from '../../../datasources/client/scenes';
import { type QuestionQuery } from '../../../datasources/question';
import { type KnownService } from '../../../datasources/services';
import { type ServiceObjectives } from '../../../datasources/settings';
import { t } from '../../../i18n/t';
import { type Condition, is } from '../../../telemetry/questions/metric';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { FilterInput } from '../../../ui/inputs/FilterInput';
import { Toggle } from '../../../ui/inputs/Toggle';
import { PageUrlSync } from '../../../ui/page/pageUrlSync';
import { followServices } from '../../../ui/page/followServices';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { dataSinceText } from '../moment';
import { momentFormat } from '../../../ui/momentFormat';
import { HealthTable } from './HealthTable';
import { failuresOf } from '../../../ui/charts/panelStatus';
import { isSettled, secondsOf, spanOf } from '../../../ui/charts/useSettledData';
import { baselineOf } from '../../../ui/charts/comparison';
import { mapOf, rowLinks, searchOf } from './rowLinks';
import { MapLink } from './MapLink';
import { NoRows } from './NoRows';
import { RowLines } from './RowLines';
import { isSortKey, type SortKey } from './sorts';
import { rowTitle } from './rowTitle';
import { useFirstOrder } from './useFirstOrder';
import { rowsOf, useHealthRows } from './useHealthRows';
import { useShownData } from './useShownData';
import { type RowKind, tableWords } from './words';

/** Rows that come into sight within so long are asked for together, at most so many. */
const TOGETHER_MS = 200;
const ROWS_AT_ONCE = 60;
/**
 * So many requests for lines go on. One more asks for what the oldest did, too, as that may still be in sight; what
 * scrolled away long ago is asked for again when it comes back.
 */
const MOST_REQUESTS = 5;

interface HealthTablePanelState extends SceneObjectState {
  by: RowKind;
  /** Where a row leads; `search` is the page's query string, whose shared part goes along. */
  linkTo: (row: HealthRow, search: string) => string;
  /** What all rows are of, for the links to logs and traces. */
  where: Condition[];
  sort: SortKey;
  reverse: boolean;
  filter: string;
  objectives: ServiceObjectives;
  /** The services that there are, whether or not they say something. */
  services: readonly KnownService[];
  showVersion?: boolean;
  /** What the data is asked by, where there can be a row for each environment of a service. */
  queries?: (perEnvironment: boolean) => QuestionQuery[];
  isByEnvironment: boolean;
  /** Asks for the small lines of some rows, where there are too many services to ask for those of all. */
  linesOf?: (names: string[], perEnvironment: boolean) => SceneQueryRunner;
  /** What a file has of all rows, and the table of those in sight. */
  leftOf?: (perEnvironment: boolean) => QuestionQuery[];
  /** Those that were asked for, and what came of it. */
  rowLines: RowLines[];
  lines: readonly DataFrame[];
}

type Given = Pick<HealthTablePanelState, '$data' | 'by' | 'linkTo' | 'showVersion' | 'queries' | 'linesOf' | 'leftOf'> &
  Partial<Pick<HealthTablePanelState, 'sort' | 'where'>>;

/** A table of services or routes over the data of its page. Order and filter are kept in the URL. */
export class HealthTablePanel extends SceneObjectBase<HealthTablePanelState> {
  static Component = HealthTablePanelView;

  protected override _urlSync = this.state.queries
    ? new PageUrlSync(HEALTH_PARAMS, {
        get: () => ({ ...this.tableState(), isByEnvironment: this.state.isByEnvironment }),
        set: ({ order, filter, isByEnvironment }) => {
          this.setState({ ...this.sortOf(order), filter });
          this.showPerEnvironment(isByEnvironment);
        },
      })
    : new PageUrlSync(TABLE_PARAMS, {
        get: () => this.tableState(),
        set: ({ order, filter }) => this.setState({ ...this.sortOf(order), filter }),
      });
  private defaultSort: SortKey;
  /** Rows that came into sight and whose lines are not asked for yet. */
  private waiting = new Set<string>();
  private asking: ReturnType<typeof setTimeout> | undefined;

  constructor({ sort = 'state', ...given }: Given) {
    super({
      sort,
      reverse: false,
      isByEnvironment: false,
      filter: '',
      objectives: {},
      services: [],
      where: [],
      rowLines: [],
      lines: [],
      ...given,
    });
    this.defaultSort = sort;
    this.addActivationHandler(() => {
      void clientOf(this)
        .settings.load()
        .then((objectives) => this.isActive && this.setState({ objectives }));
      // Whether routes are silent nobody knows: only those with requests are there.
      const following =
        this.state.by === 'service' ? followServices(this, (services) => this.setState({ services })) : undefined;
      return () => {
        following?.unsubscribe();
        clearTimeout(this.asking);
        this.asking = undefined;
      };
    });
  }

  /** Shows a row for each environment that a service runs in, or one for each service. */
  showPerEnvironment(isByEnvironment: boolean): void {
    const { queries } = this.state;
    const $data = sceneGraph.getData(this.parent ?? this);
    if (isByEnvironment === this.state.isByEnvironment || !queries) {
      return;
    }
    this.waiting.clear();
    this.setState({ isByEnvironment, rowLines: [], lines: [] });
    if ($data instanceof SceneQueryRunner) {
      $data.setState({ queries: queries(isByEnvironment) });
      if ($data.isActive) {
        $data.runQueries();
      }
    }
  }

  /** Asks for the small lines of rows that came into sight, those of a moment together. */
  showLines(names: readonly string[]): void {
    const known = new Set(this.state.rowLines.flatMap((one) => one.state.names));
    names.filter((name) => !known.has(name)).forEach((name) => this.waiting.add(name));
    if (this.waiting.size > 0) {
      this.asking ??= setTimeout(() => this.askLines(), TOGETHER_MS);
    }
  }

  /**
   * What is left to the rows in sight, of all rows.
   * @throws where it cannot be asked
   */
  async askLeft(span: TimeSpan): Promise<readonly DataFrame[]> {
    const { leftOf, isByEnvironment } = this.state;
    const { askOnce } = await import(/* webpackChunkName: "many-services" */ './askOnce');
    return askOnce(this, leftOf?.(isByEnvironment) ?? [], span);
  }

  private askLines(): void {
    this.asking = undefined;
    const kept = this.state.rowLines.slice(-(MOST_REQUESTS - 1));
    const ended = this.state.rowLines.slice(0, -kept.length).flatMap((one) => one.state.names);
    // Of a fast scroll the last are in sight.
    const names = [...ended, ...this.waiting].slice(-ROWS_AT_ONCE);
    this.waiting.clear();
    const $data = this.state.linesOf?.(names, this.state.isByEnvironment);
    if ($data) {
      const onLines = () => this.setState({ lines: this.state.rowLines.flatMap(({ frames }) => frames) });
      this.setState({ rowLines: [...kept, new RowLines({ names, $data, onLines })] });
    }
  }

  private tableState(): TableState {
    return { order: this.chosenOrder(), filter: this.state.filter };
  }

  /** Undefined for the order that the table has by itself. */
  private chosenOrder(): Order | undefined {
    const { sort, reverse } = this.state;
    return sort === this.defaultSort && !reverse ? undefined : { by: sort, isReverse: reverse };
  }

  private sortOf(order: Order | undefined): Pick<HealthTablePanelState, 'sort' | 'reverse'> {
    return order && isSortKey(order.by)
      ? { sort: order.by, reverse: order.isReverse }
      : { sort: this.defaultSort, reverse: false };
  }
}

function HealthTablePanelView({ model }: SceneComponentProps<HealthTablePanel>) {
  const { by, linkTo, where, sort, reverse, filter, objectives, services, showVersion } = model.useState();
  const { queries, isByEnvironment, rowLines, lines, linesOf, leftOf } = model.useState();
  const { data: latest } = sceneGraph.getData(model).useState();
  const { data, isPartial } = useShownData(latest);
  const { order, isStandIn, isHeld, release, handlers } = useFirstOrder({ by: sort, isReverse: reverse }, isPartial);
  const search = useLocationService().getLocation().search;
  const rows = useHealthRows(data, { by, services, objectives, lines });
  const words = tableWords(by);

  const isNothingYet = isPartial && rows.every(({ requests }) => requests === undefined);
  if (!data || rows.length === 0 || isNothingYet) {
    return isSettled(latest) ? <NoRows data={data} by={by} /> : <LoadingPlaceholder text={words.loading} />;
  }
  const baseline = baselineOf(model, data);
  const formatTime = momentFormat(spanOf(data), sceneGraph.getTimeRange(model).getTimeZone());
  const beginning = commonBeginning(rows, secondsOf(data));
  const isLeft = isLeftToSeen(data.series);
  const facts = [
    isPartial
      ? t('health.table.still-loading', 'Loading latency, states and changes')
      : t('health.table.baseline', 'Changes vs {{baseline}}', { baseline: baselineName(baseline) }),
    ...(isStandIn ? [standInText(isHeld)] : []),
    ...(beginning === undefined ? [] : [dataSinceText(beginning, formatTime)]),
  ];
  const completed = async (some: readonly HealthRow[]) => {
    const left = await model.askLeft(spanOf(data));
    const all = rowsOf(data, { by, services, objectives, lines: [...lines, ...left] });
    const byTitle = new Map(all.map((row) => [rowTitle(row), row]));
    return some.map((row) => byTitle.get(rowTitle(row)) ?? row);
  };
  return (
    <Stack direction="column" gap={1}>
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        <Stack alignItems="baseline" gap={2} wrap="wrap">
          <Text element="h2" variant="h4">
            {words.title(new Set(rows.map(({ name }) => name)).size)}
          </Text>
          <Text color="secondary" variant="bodySmall">
            {facts.join(' · ')}
          </Text>
        </Stack>
        <Stack alignItems="center" gap={1} wrap="wrap">
          {queries && (isByEnvironment || services.some(({ environments }) => environments.length > 1)) && (
            <Toggle
              label={t('health.table.per-environment', 'Rows per environment')}
              value={isByEnvironment}
              onChange={(isOn) => model.showPerEnvironment(isOn)}
            />
          )}
          {by === 'service' && <MapLink search={search} />}
          <FilterInput value={filter} onChange={(text) => model.setState({ filter: text })} label={words.filterLabel} />
        </Stack>
      </Stack>
      {failuresOf(data).map(({ kind, message }) => (
        // In a box of its own it is as high as its words, not as the page.
        <div key={message}>
          <StatusMessage kind={kind} message={message} />
        </div>
      ))}
      {rowLines.map((one) => (
        <one.Component key={one.state.key} model={one} />
      ))}
      <div {...handlers} aria-busy={isPartial}>
        <HealthTable
          rows={rows}
          by={by}
          hrefOf={(row) => linkTo(row, searchOf(row, search))}
          linksOf={(row) => ({
            ...rowLinks(row, [...where, is(by, row.name)], searchOf(row, search)),
            map: by === 'service' ? mapOf(row, searchOf(row, search)) : undefined,
          })}
          sort={order}
          onSort={(next, backwards) => {
            release();
            model.setState({ sort: next, reverse: backwards });
          }}
          filter={filter}
          baseline={baseline}
          showVersion={showVersion}
          isPartial={isPartial}
          areNotesHeld={isPartial || isHeld}
          // What is in sight is known when rows have their places.
          onSeen={linesOf && isLeft && !isPartial ? (seen) => model.showLines(seen.map(({ name }) => name)) : undefined}
          complete={leftOf && isLeft ? (some) => completed(some) : undefined}
          sinceOf={({ coverage }) =>
            coverage && beginning === undefined ? dataSinceText(coverage.since, formatTime) : undefined
          }
        />
      </div>
    </Stack>
  );
}

function standInText(isHeld: boolean): string {
  return isHeld
    ? t('health.table.held', 'Sorted by error rate while the pointer or the focus is in the table')
    : t('health.table.stand-in', 'Sorted by error rate until then');
}
