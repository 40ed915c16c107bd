import React from 'react';
import { useLocationService } from '@grafana/runtime';
import {
  type SceneComponentProps,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
  SceneObjectUrlSyncConfig,
  type SceneObjectUrlValues,
} from '@grafana/scenes';
import { Stack, Tab, TabsBar, TextLink } from '@grafana/ui';
import { PATHS } from '../../../correlation/routes';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { FactsHeader } from '../table/FactsHeader';
import { healthFactQueries, serviceQueries } from '../table/queries';
import { runner } from '../../../ui/charts/layout';
import { is } from '../../../telemetry/questions/metric';
import { appLink } from '../../../ui/links/links';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { serviceTab } from './tabs';
import { readServiceTab, SERVICE_TABS, serviceLink, type ServiceTab } from './url';

interface ServiceBodyState extends SceneObjectState {
  service: string;
  tab: ServiceTab;
  header?: FactsHeader;
  content?: SceneObject;
}

const TAB_TITLES: Record<ServiceTab, string> = {
  overview: 'Overview',
  routes: 'Routes',
  errors: 'Errors',
  dependencies: 'Dependencies',
  resources: 'Resources',
};

/** One service. Which one and which tab is in the URL; what is shown is built anew only when one of them changes. */
export class ServiceBody extends SceneObjectBase<ServiceBodyState> {
  static Component = ServiceBodyView;

  protected override _urlSync = new SceneObjectUrlSyncConfig(this, { keys: ['service', 'tab'] });

  constructor() {
    super({ service: '', tab: 'overview' });
    this.addActivationHandler(() => this.show(this.state.service, this.state.tab));
  }

  getUrlState(): SceneObjectUrlValues {
    const { service, tab } = this.state;
    return { service: service || undefined, tab: tab === 'overview' ? undefined : tab };
  }

  /** Is given only what differs from the state; null is what the URL does not name. */
  updateFromUrl({ service, tab }: SceneObjectUrlValues): void {
    this.show(
      service === undefined ? this.state.service : String(service ?? ''),
      tab === undefined ? this.state.tab : readServiceTab(tab)
    );
  }

  private show(service: string, tab: ServiceTab): void {
    if (service === '') {
      this.setState({ service, tab, header: undefined, content: undefined });
      return;
    }
    const isSameService = service === this.state.service && this.state.header !== undefined;
    if (isSameService && tab === this.state.tab && this.state.content) {
      return;
    }
    const where = [is('service', service)];
    const header = isSameService
      ? this.state.header
      : new FactsHeader({
          by: 'service',
          name: service,
          service,
          $data: runner([...healthFactQueries('service', where), ...serviceQueries()]),
        });
    this.setState({ service, tab, header, content: serviceTab(tab, service) });
  }
}

function ServiceBodyView({ model }: SceneComponentProps<ServiceBody>) {
  const { service, tab, header, content } = model.useState();
  const search = useLocationService().getLocation().search;
  if (!header || !content) {
    return (
      <StatusMessage
        kind="empty"
        message="This address names no service"
        action={<TextLink href={appLink(PATHS.health, {}, sharedPart(search))}>Choose one on the Health page</TextLink>}
      />
    );
  }
  return (
    <Stack direction="column" gap={2} grow={1} minWidth={0}>
      <header.Component key={header.state.key} model={header} />
      <TabsBar>
        {SERVICE_TABS.map((one) => (
          <Tab
            key={one}
            label={TAB_TITLES[one]}
            active={one === tab}
            href={serviceLink({ service, tab: one }, search)}
          />
        ))}
      </TabsBar>
      <content.Component key={content.state.key} model={content} />
    </Stack>
  );
}
