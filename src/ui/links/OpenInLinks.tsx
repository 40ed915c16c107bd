import React from 'react';
import { locationUtil } from '@grafana/data';
import { LinkButton } from '@grafana/ui';
import { DRILLDOWN_APPS, type DrilldownApp } from '../../correlation/drilldown';
import { mayExplore } from '../../datasources/explorePermission';
import { t } from '../../i18n/t';
import { useDrilldown } from './useDrilldown';

interface OpenInLinksProps {
  /** Address of Explore with what is shown. */
  explore?: string;
  app: DrilldownApp;
  /** Path in the drilldown app, as correlation/drilldown writes it. */
  drilldown?: string;
}

/** Links to what is shown in Grafana's Explore and in its drilldown app, each where this user can open it. */
export function OpenInLinks({ explore, app, drilldown }: OpenInLinksProps) {
  const hasApp = useDrilldown(app);
  return (
    <>
      {explore !== undefined && mayExplore() && (
        <LinkButton size="sm" variant="secondary" icon="compass" href={explore}>
          {t('ui.links.explore', 'Explore')}
        </LinkButton>
      )}
      {drilldown !== undefined && hasApp && (
        <LinkButton size="sm" variant="secondary" icon="drilldown" href={locationUtil.assureBaseUrl(drilldown)}>
          {DRILLDOWN_APPS[app].name}
        </LinkButton>
      )}
    </>
  );
}
