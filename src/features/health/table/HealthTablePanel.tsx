import React, { useMemo } from 'react';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { type HealthRow, healthRows } from '../../../analysis/healthRows';
import { type Order } from '../../../correlation/pageUrls/order';
import { TABLE_PARAMS } from '../../../correlation/pageUrls/table';
import { clientOf } from '../../../datasources/client/scenes';
import { type KnownService } from '../../../datasources/services';
import { type Objective, objectiveFor } from '../../../datasources/settings';
import { type Condition, is } from '../../../telemetry/questions/metric';
import { type Field } from '../../../telemetry/vocabulary';
import { FilterInput } from '../../../ui/inputs/FilterInput';
import { PageUrlSync } from '../../../ui/page/pageUrlSync';
import { followServices } from '../../../ui/page/followServices';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { HealthTable } from './HealthTable';
import { failuresOf, panelStatus } from '../../../ui/charts/panelStatus';
import { isSettled, secondsOf, useSettledData } from '../../../ui/charts/useSettledData';
import { baselineOf } from '../../../ui/charts/comparison';
import { rowLinks } from './rowLinks';
import { readFacts } from './facts';
import { TABLE_REFS } from './queries';
import { isSortKey, type SortKey } from './sorts';

interface HealthTablePanelState extends SceneObjectState {
  by: Field;
  /** What a row is, in words. */
  noun: string;
  /** Where a row leads; `search` is the page's query string, whose shared part goes along. */
  linkTo: (row: HealthRow, search: string) => string;
  /** What all rows are of, for the ways on to logs and traces. */
  where: Condition[];
  sort: SortKey;
  reverse: boolean;
  filter: string;
  objectives: Objective[];
  /** The services that there are, whether or not they say something. */
  services: readonly KnownService[];
  showVersion?: boolean;
}

type Given = Pick<HealthTablePanelState, '$data' | 'by' | 'noun' | 'linkTo' | 'showVersion'> &
  Partial<Pick<HealthTablePanelState, 'sort' | 'where'>>;

/** A table of services or routes over the data of its page. Order and filter are kept in the URL. */
export class HealthTablePanel extends SceneObjectBase<HealthTablePanelState> {
  static Component = HealthTablePanelView;

  protected override _urlSync = new PageUrlSync(TABLE_PARAMS, {
    get: () => ({ order: this.chosenOrder(), filter: this.state.filter }),
    set: ({ order, filter }) => this.setState({ ...this.sortOf(order), filter }),
  });
  private defaultSort: SortKey;

  constructor({ sort = 'state', ...given }: Given) {
    super({ sort, reverse: false, filter: '', objectives: [], services: [], where: [], ...given });
    this.defaultSort = sort;
    this.addActivationHandler(() => {
      void clientOf(this)
        .settings.load()
        .then(({ objectives = [] }) => this.isActive && this.setState({ objectives }));
      // Whether routes are silent nobody knows: only those with requests are there.
      const following =
        this.state.by === 'service' ? followServices(this, (services) => this.setState({ services })) : undefined;
      return () => following?.unsubscribe();
    });
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
  const { by, noun, linkTo, where, sort, reverse, filter, objectives, services, showVersion } = model.useState();
  const { data: latest } = sceneGraph.getData(model).useState();
  const data = useSettledData(latest);
  const search = useLocationService().getLocation().search;
  const status = panelStatus(data, Object.values(TABLE_REFS));
  const rows = useMemo(
    () =>
      healthRows(readFacts(data, by, services), secondsOf(data), (name) =>
        by === 'service' ? objectiveFor(name, objectives) : undefined
      ),
    [data, by, services, objectives]
  );

  if (rows.length === 0) {
    if (!isSettled(latest)) {
      return <LoadingPlaceholder text={`Loading ${noun.toLowerCase()}s`} />;
    }
    // Where no service is found no question can be answered, which is nothing more.
    const isNothing = status.kind === 'not-supported' && by === 'service';
    return status.kind === 'ready' || status.kind === 'empty' || isNothing ? (
      <StatusMessage
        kind="empty"
        message={`No ${noun.toLowerCase()} with HTTP metrics was found in this time range`}
        advice="Choose a longer time range, or look on the Setup page what was found and what is missing"
      />
    ) : (
      <StatusMessage kind={status.kind} message={status.message} />
    );
  }
  return (
    <Stack direction="column" gap={1}>
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        <Text element="h2" variant="h4">{`${noun}s ${rows.length}`}</Text>
        <FilterInput
          value={filter}
          onChange={(text) => model.setState({ filter: text })}
          label={`Filter ${noun.toLowerCase()}s by name`}
        />
      </Stack>
      {failuresOf(data).map(({ kind, message }) => (
        // In a box of its own it is as high as its words, not as the page.
        <div key={message}>
          <StatusMessage kind={kind} message={message} />
        </div>
      ))}
      <HealthTable
        rows={rows}
        noun={noun}
        hrefOf={(row) => linkTo(row, search)}
        linksOf={(row) => rowLinks(row, [...where, is(by, row.name)], search)}
        sort={sort}
        reverse={reverse}
        onSort={(key, backwards) => model.setState({ sort: key, reverse: backwards })}
        filter={filter}
        baseline={baselineOf(model, data)}
        showVersion={showVersion}
      />
    </Stack>
  );
}
