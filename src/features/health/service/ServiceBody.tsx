import React from 'react';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, type SceneObject, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { Stack, Tab, TabsBar, TextLink } from '@grafana/ui';
import { healthUrl } from '../../../correlation/pageUrls/health';
import {
  SERVICE_PARAMS,
  SERVICE_TABS,
  type ServiceSelection,
  type ServiceTab,
  serviceUrl,
} from '../../../correlation/pageUrls/service';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { FiringAlertsPanel } from '../alerts/FiringAlertsPanel';
import { FactsHeader } from '../table/FactsHeader';
import { edgeQueries, healthFactQueries, serviceQueries } from '../table/queries';
import { runner } from '../../../ui/charts/layout';
import { t } from '../../../i18n/t';
import { is } from '../../../telemetry/questions/metric';
import { WhatChangedPanel } from '../../../ui/changes/WhatChangedPanel';
import { appHref } from '../../../ui/links/links';
import { PageUrlSync } from '../../../ui/page/pageUrlSync';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { serviceTab } from './tabs';

interface ServiceBodyState extends SceneObjectState, ServiceSelection {
  alerts?: FiringAlertsPanel;
  header?: FactsHeader;
  changes?: WhatChangedPanel;
  content?: SceneObject;
}

function tabTitle(tab: ServiceTab): string {
  switch (tab) {
    case 'overview':
      return t('service.tab.overview', 'Overview');
    case 'routes':
      return t('service.tab.routes', 'Routes');
    case 'errors':
      return t('service.tab.errors', 'Errors');
    case 'releases':
      return t('service.tab.releases', 'Releases');
    case 'dependencies':
      return t('service.tab.dependencies', 'Dependencies');
    case 'resources':
      return t('service.tab.resources', 'Resources');
  }
}

/** One service. Which one and which tab is in the URL; what is shown is built anew only when one of them changes. */
export class ServiceBody extends SceneObjectBase<ServiceBodyState> {
  static Component = ServiceBodyView;

  protected override _urlSync = new PageUrlSync(SERVICE_PARAMS, {
    get: () => this.state,
    set: ({ service, tab }) => this.show(service, tab),
  });

  constructor() {
    super({ service: '', tab: 'overview' });
    this.addActivationHandler(() => this.show(this.state.service, this.state.tab));
  }

  private show(service: string, tab: ServiceTab): void {
    if (service === '') {
      this.setState({ service, tab, alerts: undefined, header: undefined, changes: undefined, content: undefined });
      return;
    }
    const isSameService = service === this.state.service && this.state.header !== undefined;
    if (isSameService && tab === this.state.tab && this.state.content) {
      return;
    }
    const where = [is('service', service)];
    const header =
      (isSameService ? this.state.header : undefined) ??
      new FactsHeader({
        by: 'service',
        name: service,
        service,
        $data: runner([...healthFactQueries('service', where), ...serviceQueries(where), ...edgeQueries(where)]),
      });
    const alerts = isSameService ? this.state.alerts : new FiringAlertsPanel({ service });
    const changes = isSameService ? this.state.changes : new WhatChangedPanel({ after: header.getRef(), service });
    this.setState({ service, tab, alerts, header, changes, content: serviceTab(tab, service, header.getRef()) });
  }
}

function ServiceBodyView({ model }: SceneComponentProps<ServiceBody>) {
  const { service, tab, alerts, header, changes, content } = model.useState();
  const shared = sharedPart(useLocationService().getLocation().search);
  if (!header || !content) {
    return (
      <StatusMessage
        kind="empty"
        title={t('service.none', 'No service selected')}
        action={
          <TextLink href={appHref(healthUrl.write({}), shared)}>
            {t('service.choose', 'Choose one on the Health page')}
          </TextLink>
        }
      />
    );
  }
  return (
    <Stack direction="column" gap={2} grow={1} minWidth={0}>
      {alerts && <alerts.Component key={alerts.state.key} model={alerts} />}
      <header.Component key={header.state.key} model={header} />
      {changes && <changes.Component key={changes.state.key} model={changes} />}
      <TabsBar>
        {SERVICE_TABS.map((one) => (
          <Tab
            key={one}
            label={tabTitle(one)}
            active={one === tab}
            href={appHref(serviceUrl.write({ service, tab: one }), shared)}
          />
        ))}
      </TabsBar>
      <content.Component key={content.state.key} model={content} />
    </Stack>
  );
}
