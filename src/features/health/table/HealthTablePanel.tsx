import React from 'react';
import { type DataFrame, type PanelData } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import {
  type SceneComponentProps,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
  SceneQueryRunner,
} from '@grafana/scenes';
import { LinkButton, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { baselineName } from '../../../analysis/comparison';
import { commonBeginning, type HealthRow } from '../../../analysis/healthRows';
import { type Order } from '../../../correlation/pageUrls/order';
import { HEALTH_PARAMS } from '../../../correlation/pageUrls/health';
import { TABLE_PARAMS, type TableState } from '../../../correlation/pageUrls/table';
import { tracesUrl } from '../../../correlation/pageUrls/traces';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { isLeftToSeen } from '../../../datasources/answer';
import { clientOf } from '../../../datasources/client/scenes';
import { type QuestionQuery } from '../../../datasources/question';
import { type KnownService } from '../../../datasources/services';
import { type ServiceObjectives } from '../../../datasources/settings';
import { t } from '../../../i18n/t';
import { type Condition, is } from '../../../telemetry/questions/metric';
import { FilterInput } from '../../../ui/inputs/FilterInput';
import { Toggle } from '../../../ui/inputs/Toggle';
import { PageUrlSync } from '../../../ui/page/pageUrlSync';
import { followServices } from '../../../ui/page/followServices';
import { appHref } from '../../../ui/links/links';
import { SetupLink } from '../../../ui/links/SetupLink';
import { SampleAction } from '../../../ui/status/SampleAction';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { dataSinceText } from '../moment';
import { momentFormat } from '../../../ui/momentFormat';
import { HealthTable } from './HealthTable';
import { failuresOf, panelStatus } from '../../../ui/charts/panelStatus';
import { isSettled, secondsOf, spanOf, useSettledData } from '../../../ui/charts/useSettledData';
import { baselineOf } from '../../../ui/charts/comparison';
import { mapOf, rowLinks, searchOf } from './rowLinks';
import { TABLE_REFS } from './queries';
import { RowLines } from './RowLines';
import { isSortKey, type SortKey } from './sorts';
import { useHealthRows } from './useHealthRows';
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
  /** Those that were asked for, and what came of it. */
  rowLines: RowLines[];
  lines: readonly DataFrame[];
}

type Given = Pick<HealthTablePanelState, '$data' | 'by' | 'linkTo' | 'showVersion' | 'queries' | 'linesOf'> &
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
    const { $data, queries } = this.state;
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
  const { queries, isByEnvironment, rowLines, lines, linesOf } = model.useState();
  const { data: latest } = sceneGraph.getData(model).useState();
  const data = useSettledData(latest);
  const search = useLocationService().getLocation().search;
  const rows = useHealthRows(data, { by, services, objectives, lines });
  const words = tableWords(by);

  if (!data || rows.length === 0) {
    return isSettled(latest) ? <NoRows data={data} by={by} /> : <LoadingPlaceholder text={words.loading} />;
  }
  const baseline = baselineOf(model, data);
  const formatTime = momentFormat(spanOf(data), sceneGraph.getTimeRange(model).getTimeZone());
  const beginning = commonBeginning(rows, secondsOf(data));
  const facts = [
    t('health.table.baseline', 'Changes vs {{baseline}}', { baseline: baselineName(baseline) }),
    ...(beginning === undefined ? [] : [dataSinceText(beginning, formatTime)]),
  ];
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
      <HealthTable
        rows={rows}
        by={by}
        hrefOf={(row) => linkTo(row, searchOf(row, search))}
        linksOf={(row) => ({
          ...rowLinks(row, [...where, is(by, row.name)], searchOf(row, search)),
          map: by === 'service' ? mapOf(row, searchOf(row, search)) : undefined,
        })}
        sort={sort}
        reverse={reverse}
        onSort={(key, backwards) => model.setState({ sort: key, reverse: backwards })}
        filter={filter}
        baseline={baseline}
        showVersion={showVersion}
        onSeen={
          linesOf && isLeftToSeen(data.series) ? (seen) => model.showLines(seen.map(({ name }) => name)) : undefined
        }
        sinceOf={({ coverage }) =>
          coverage && beginning === undefined ? dataSinceText(coverage.since, formatTime) : undefined
        }
      />
    </Stack>
  );
}

/** Who calls whom, all services at once. */
function MapLink({ search }: { search: string }) {
  return (
    <LinkButton
      size="sm"
      variant="secondary"
      fill="text"
      icon="sitemap"
      href={appHref(tracesUrl.write({ tab: 'map' }), sharedPart(search))}
    >
      {t('ui.links.map', 'Service map')}
    </LinkButton>
  );
}

function NoRows({ data, by }: { data: PanelData | undefined; by: RowKind }) {
  const status = panelStatus(data, Object.values(TABLE_REFS));
  // Where no service is found no question can be answered, which is nothing more.
  const isNothing = status.kind === 'not-supported' && by === 'service';
  return status.kind === 'ready' || status.kind === 'empty' || isNothing ? (
    <StatusMessage
      kind="empty"
      message={tableWords(by).empty}
      advice={t(
        'health.table.empty-advice',
        'Choose a longer time range, or check on the Setup page what was detected'
      )}
      action={
        <Stack gap={1} justifyContent="center" wrap="wrap">
          <SetupLink />
          <SampleAction />
        </Stack>
      }
    />
  ) : (
    <StatusMessage kind={status.kind} message={status.message} />
  );
}
