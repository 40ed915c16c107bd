import React from 'react';
import { LoadingState } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { Badge, Stack, Text } from '@grafana/ui';
import { healthRows } from '../../../analysis/healthRows';
import { type KnownService } from '../../../datasources/services';
import { followServices } from '../../../ui/page/followServices';
import { type Objective, objectiveFor } from '../../../datasources/settings';
import { clientOf } from '../../../datasources/client/scenes';
import { conventionTitle } from '../../../telemetry/conventions';
import { is } from '../../../telemetry/questions/metric';
import { type Field } from '../../../telemetry/vocabulary';
import { formatCount, formatDuration, formatRate, formatShare } from '../../../ui/format';
import { SignalLink } from '../../../ui/links/SignalLink';
import { SampleAction } from '../../../ui/status/SampleAction';
import { judgementText } from '../../../ui/status/reasonText';
import { StateBadge } from '../../../ui/status/StateBadge';
import { failureOf } from '../../../ui/charts/panelStatus';
import { secondsOf, useSettledData } from '../../../ui/charts/useSettledData';
import { baselineOf } from '../../../ui/charts/comparison';
import { rowLinks } from './rowLinks';
import { readFacts } from './facts';
import { TABLE_REFS } from './queries';

interface FactsHeaderState extends SceneObjectState {
  by: Field;
  name: string;
  service: string;
  objectives: Objective[];
  services: readonly KnownService[];
}

/** How one service or route is doing, in a line: state and why, the three numbers, version, where it runs. */
export class FactsHeader extends SceneObjectBase<FactsHeaderState> {
  static Component = FactsHeaderView;

  constructor(state: Omit<FactsHeaderState, 'objectives' | 'services'>) {
    super({ objectives: [], services: [], ...state });
    this.addActivationHandler(() => {
      void clientOf(this)
        .settings.load()
        .then(({ objectives = [] }) => this.isActive && this.setState({ objectives }));
      const following = followServices(this, (services) => this.setState({ services }));
      return () => following.unsubscribe();
    });
  }
}

function FactsHeaderView({ model }: SceneComponentProps<FactsHeader>) {
  const { by, name, service, objectives, services } = model.useState();
  const data = useSettledData(sceneGraph.getData(model).useState().data);
  const search = useLocationService().getLocation().search;
  const known = services.find((one) => one.service === service);
  const facts = readFacts(data, by, services).filter((fact) => fact.name === name);
  const objective = by === 'service' ? objectiveFor(name, objectives) : undefined;
  const [row] = healthRows(facts, secondsOf(data), () => objective);
  if (!row) {
    const failure = failureOf(data, TABLE_REFS.requests);
    const isNothing = !failure && data?.state === LoadingState.Done;
    return (
      <Stack alignItems="center" gap={1} wrap="wrap">
        <Text color="secondary">
          {failure?.message ?? (isNothing ? `Nothing is known about ${name} in this time range` : ' ')}
        </Text>
        {isNothing && <SampleAction />}
      </Stack>
    );
  }
  const links = rowLinks(row, [is('service', service), ...(by === 'service' ? [] : [is(by, name)])], search);
  const errors = row.errorRatio === undefined ? 'errors unknown' : `${formatShare(row.errorRatio)} errors`;
  return (
    <Stack alignItems="center" gap={2} wrap="wrap" data-testid="facts-header">
      <StateBadge state={row.judgement.state} />
      <Text>{judgementText(row.judgement, baselineOf(model, data))}</Text>
      <Text color="secondary">
        {`${formatRate(row.rate)} · ${errors} · p95 ${formatDuration(row.p95)} · n = ${formatCount(row.requests)}`}
      </Text>
      {row.version && <Badge text={`version ${row.version}`} color="blue" icon="tag-alt" />}
      {known?.environments.map((environment) => (
        <Badge key={environment} text={environment} color="purple" icon="cube" />
      ))}
      {known && (
        <Text color="secondary" variant="bodySmall">
          {conventionTitle(known.convention)}
        </Text>
      )}
      <SignalLink href={links.logs} to="logs" of={name} />
      <SignalLink href={links.traces} to="traces" of={name} />
    </Stack>
  );
}
