import React from 'react';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, type SceneObject, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { Stack, Text, TextLink } from '@grafana/ui';
import { healthUrl } from '../../../correlation/pageUrls/health';
import { ROUTE_PARAMS, type RouteState } from '../../../correlation/pageUrls/route';
import { serviceUrl } from '../../../correlation/pageUrls/service';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { ask } from '../../../datasources/question';
import { FactsHeader } from '../table/FactsHeader';
import { healthFactQueries } from '../table/queries';
import { grid, runner } from '../../../ui/charts/layout';
import { markedColumn } from '../../../ui/charts/marks/markedColumn';
import { MarkList } from '../../../ui/charts/marks/MarkList';
import { distributionPanel, redPanels } from '../../../ui/charts/red/panels';
import { redQueries } from '../../../ui/charts/red/queries';
import { timeseriesPanel } from '../../../ui/charts/timeseries';
import { t } from '../../../i18n/t';
import { is, metricQuestion } from '../../../telemetry/questions/metric';
import { appHref } from '../../../ui/links/links';
import { PageUrlSync } from '../../../ui/page/pageUrlSync';
import { StatusMessage } from '../../../ui/status/StatusMessage';

interface RouteBodyState extends SceneObjectState, RouteState {
  content?: SceneObject;
}

const BY_METHOD = 'byMethod';

/** One route: rate, error rate and latency, by method and status code. */
export class RouteBody extends SceneObjectBase<RouteBodyState> {
  static Component = RouteBodyView;

  protected override _urlSync = new PageUrlSync(ROUTE_PARAMS, {
    get: () => this.state,
    set: ({ service, route }) => this.show(service, route),
  });

  constructor() {
    super({ service: '', route: '' });
    this.addActivationHandler(() => this.show(this.state.service, this.state.route));
  }

  private show(service: string, route: string): void {
    const isNamed = service !== '' && route !== '';
    if (service !== this.state.service || route !== this.state.route || (isNamed && !this.state.content)) {
      this.setState({ service, route, content: isNamed ? routeContent(service, route) : undefined });
    }
  }
}

function routeContent(service: string, route: string): SceneObject {
  const where = [is('service', service), is('route', route)];
  const byMethod = metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, by: ['method'], where });
  const more = [
    distributionPanel(),
    timeseriesPanel({ title: t('route.panel.methods', 'Requests by method'), refIds: [BY_METHOD], stacked: true }),
  ];
  const header = new FactsHeader({
    by: 'route',
    name: route,
    service,
    $data: runner(healthFactQueries('route', where)),
  });
  return markedColumn(
    service,
    [...redQueries(where), ask(BY_METHOD, byMethod)],
    [header, grid(redPanels(), '280px', 300), new MarkList({}), grid(more, '280px', 380)]
  );
}

function RouteBodyView({ model }: SceneComponentProps<RouteBody>) {
  const { service, content } = model.useState();
  const shared = sharedPart(useLocationService().getLocation().search);
  if (!content) {
    return (
      <StatusMessage
        kind="empty"
        title={t('route.none', 'No route selected')}
        action={
          <TextLink href={appHref(healthUrl.write({}), shared)}>
            {t('route.choose', 'Choose a service on the Health page')}
          </TextLink>
        }
      />
    );
  }
  return (
    <Stack direction="column" gap={2} grow={1} minWidth={0}>
      <Text color="secondary">
        {t('route.service', 'Service')}{' '}
        <TextLink href={appHref(serviceUrl.write({ service, tab: 'routes' }), shared)}>{service}</TextLink>
      </Text>
      <content.Component key={content.state.key} model={content} />
    </Stack>
  );
}
