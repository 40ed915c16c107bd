import React from 'react';
import { LoadingState, type PanelData } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { Badge, Icon, Stack, Text, Tooltip } from '@grafana/ui';
import { type HealthRow, isMeanOnly } from '../../../analysis/healthRows';
import { type KnownService } from '../../../datasources/services';
import { followServices } from '../../../ui/page/followServices';
import { type ServiceObjectives } from '../../../datasources/settings';
import { clientOf } from '../../../datasources/client/scenes';
import { t, tCount } from '../../../i18n/t';
import { conventionTitle, histogramOption } from '../../../telemetry/conventions';
import { is } from '../../../telemetry/questions/metric';
import { formatCount, formatMessageRate, formatRate, formatShare } from '../../../ui/format';
import { SetupLink } from '../../../ui/links/SetupLink';
import { SignalLink } from '../../../ui/links/SignalLink';
import { SampleAction } from '../../../ui/status/SampleAction';
import { judgementText } from '../../../ui/status/reasonText';
import { StateBadge } from '../../../ui/status/StateBadge';
import { failureOf } from '../../../ui/charts/panelStatus';
import { spanOf, useSettledData } from '../../../ui/charts/useSettledData';
import { baselineOf } from '../../../ui/charts/comparison';
import { latencyWords } from '../latencyWords';
import { dataSinceText } from '../moment';
import { momentFormat } from '../../../ui/momentFormat';
import { EdgeFacts } from './EdgeFacts';
import { rowLinks } from './rowLinks';
import { TABLE_REFS } from './queries';
import { useHealthRows } from './useHealthRows';
import { type RowKind } from './words';

interface FactsHeaderState extends SceneObjectState {
  by: RowKind;
  name: string;
  service: string;
  objectives: ServiceObjectives;
  services: readonly KnownService[];
}

/** How one service or route is doing, in a line: state and reason, the numbers, version, where it runs. */
export class FactsHeader extends SceneObjectBase<FactsHeaderState> {
  static Component = FactsHeaderView;

  constructor(state: Omit<FactsHeaderState, 'objectives' | 'services'>) {
    super({ objectives: {}, services: [], ...state });
    this.addActivationHandler(() => {
      void clientOf(this)
        .settings.load()
        .then((objectives) => this.isActive && this.setState({ objectives }));
      const following = followServices(this, (services) => this.setState({ services }));
      return () => following.unsubscribe();
    });
  }
}

/** How the service or route of a header is doing, as far as the answers to it tell. */
export function useFactsRow(header: FactsHeader): { data: PanelData | undefined; row: HealthRow | undefined } {
  const { by, name, objectives, services } = header.useState();
  const data = useSettledData(sceneGraph.getData(header).useState().data);
  const rows = useHealthRows(data, { by, services, objectives });
  return { data, row: rows.find((row) => row.name === name) };
}

function FactsHeaderView({ model }: SceneComponentProps<FactsHeader>) {
  const { by, name, service, services } = model.useState();
  const { data, row } = useFactsRow(model);
  const search = useLocationService().getLocation().search;
  const known = services.find((one) => one.service === service);
  if (!data || !row) {
    const failure = failureOf(data, TABLE_REFS.requests);
    const isNothing = !failure && data?.state === LoadingState.Done;
    return (
      <Stack alignItems="center" gap={1} wrap="wrap">
        <Text color="secondary">
          {failure?.message ??
            (isNothing ? t('facts.empty', 'No data for {{name}} in this time range', { name }) : '\u00a0')}
        </Text>
        {isNothing && (
          <>
            <SetupLink />
            <SampleAction />
          </>
        )}
      </Stack>
    );
  }
  const links = rowLinks(row, [is('service', service), ...(by === 'service' ? [] : [is(by, name)])], search);
  const { state } = row.judgement;
  const formatTime = momentFormat(spanOf(data), sceneGraph.getTimeRange(model).getTimeZone());
  const reason = judgementText(row.judgement, baselineOf(model, data));
  return (
    <Stack alignItems="center" gap={1.5} rowGap={0.5} wrap="wrap" data-testid="facts-header">
      {/* The numbers beside it are what makes it well: there is nothing to add to them. */}
      <StateBadge state={state} reason={state === 'ok' ? reason : undefined} />
      {state !== 'ok' && <Text variant="bodySmall">{reason}</Text>}
      {row.requests !== undefined && (
        <Text color="secondary" variant="bodySmall">
          {numbersOf(row, formatTime).join(' · ')}
        </Text>
      )}
      {known && <Convention title={conventionTitle(known.convention)} />}
      {row.version && (
        <Badge text={t('facts.version', 'version {{version}}', { version: row.version })} color="blue" icon="tag-alt" />
      )}
      {known?.environments.map((environment) => (
        <Badge key={environment} text={environment} color="purple" icon="cube" />
      ))}
      {isMeanOnly(row) && (
        <Text color="secondary" variant="bodySmall">
          {noPercentiles(known?.convention)}
        </Text>
      )}
      {by === 'service' && known && <EdgeFacts data={data} own={row} known={known} formatTime={formatTime} />}
      <SignalLink href={links.logs} to="logs" of={name} />
      <SignalLink href={links.traces} to="traces" of={name} />
    </Stack>
  );
}

/** What brings percentiles: one line of configuration where the library is known. */
function noPercentiles(convention: string | undefined): string {
  const option = convention === undefined ? undefined : histogramOption(convention);
  return option
    ? t('facts.no-percentiles-option', 'No percentiles: latency is a summary. In {{product}} set {{option}}', {
        product: option.product,
        option: option.line,
      })
    : t('facts.no-percentiles', 'No percentiles: latency is a summary. Measure it with a histogram');
}

/** By which convention the numbers were read, for those who wonder about them. */
function Convention({ title }: { title: string }) {
  const text = t('facts.convention', 'Metrics: {{convention}}', { convention: title });
  return (
    <Tooltip content={text}>
      <span role="img" aria-label={text}>
        <Icon name="info-circle" aria-hidden />
      </span>
    </Tooltip>
  );
}

function requestsText(count: number | undefined): string {
  return tCount(
    'facts.requests',
    Math.round(count ?? 0),
    { one: '{{count}} request', other: '{{count}} requests' },
    { count: formatCount(count) }
  );
}

function messagesText(count: number | undefined): string {
  return tCount(
    'facts.messages',
    Math.round(count ?? 0),
    { one: '{{count}} message', other: '{{count}} messages' },
    { count: formatCount(count) }
  );
}

function waitingText(lag: number): string {
  return tCount(
    'facts.waiting',
    Math.round(lag),
    { one: '{{count}} message waiting', other: '{{count}} messages waiting' },
    { count: formatCount(lag) }
  );
}

/** Rate, error rate and latency, on how many requests they rest, and since when these were counted. */
function numbersOf(row: HealthRow, formatTime: (time: number) => string): string[] {
  const { rate, errorRatio, requests, coverage, countsMessages, lag } = row;
  return [
    countsMessages ? formatMessageRate(rate) : formatRate(rate),
    errorRatio === undefined
      ? t('facts.errors-unknown', 'error rate unknown')
      : t('facts.errors', 'error rate {{share}}', { share: formatShare(errorRatio) }),
    ...latencyWords(row),
    ...(lag === undefined ? [] : [waitingText(lag)]),
    countsMessages ? messagesText(requests) : requestsText(requests),
    ...(coverage ? [dataSinceText(coverage.since, formatTime)] : []),
  ];
}
