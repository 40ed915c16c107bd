import React from 'react';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { Badge, Stack, Text } from '@grafana/ui';
import { healthRows } from '../../analysis/healthRows';
import { conventionTitle } from '../../telemetry/conventions';
import { readServices } from '../../datasources/services';
import { readFacts } from '../../panels/healthTable/facts';
import { TABLE_REFS } from '../../panels/healthTable/queries';
import { formatDuration, formatRate, formatShare } from '../../views/format';
import { StateBadge } from '../../views/StateBadge';

interface ServiceHeaderState extends SceneObjectState {
  service: string;
}

/** How a service is doing, in one line: state, version, what it rests on. */
export class ServiceHeader extends SceneObjectBase<ServiceHeaderState> {
  static Component = ServiceHeaderView;
}

function ServiceHeaderView({ model }: SceneComponentProps<ServiceHeader>) {
  const { service } = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const { value: range } = sceneGraph.getTimeRange(model).useState();
  const frames = data?.series ?? [];
  const known = readServices(frames.find(({ refId }) => refId === TABLE_REFS.services)).find(
    (one) => one.service === service
  );
  const seconds = (range.to.valueOf() - range.from.valueOf()) / 1000;
  const row = healthRows(
    readFacts(frames, 'service').filter(({ name }) => name === service),
    seconds
  )[0];
  if (!row) {
    return (
      <Text color="secondary">
        {data?.series.length ? `Nothing is known about ${service} in this time range` : ' '}
      </Text>
    );
  }
  return (
    <Stack alignItems="center" gap={2} wrap="wrap">
      <StateBadge judgement={row.judgement} />
      <Text>{row.judgement.why}</Text>
      <Text color="secondary">
        {`${formatRate(row.rate)} · ${row.errorRatio === undefined ? 'errors unknown' : `${formatShare(row.errorRatio)} errors`} · p95 ${formatDuration(row.p95)}`}
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
    </Stack>
  );
}
