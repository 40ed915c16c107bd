import React from 'react';
import { useLocationService } from '@grafana/runtime';
import { LinkButton } from '@grafana/ui';
import { setupUrl } from '../../correlation/pageUrls/setup';
import { sharedPart } from '../../correlation/sharedUrlState';
import { t } from '../../i18n/t';
import { appHref } from './links';

/** Where there is nothing to see: leads to what was detected, and what is missing. */
export function SetupLink() {
  const shared = sharedPart(useLocationService().getLocation().search);
  return (
    <LinkButton size="sm" variant="secondary" fill="text" icon="cog" href={appHref(setupUrl.write({}), shared)}>
      {t('ui.links.setup', 'Check setup')}
    </LinkButton>
  );
}
