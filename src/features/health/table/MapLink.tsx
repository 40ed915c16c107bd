import React from 'react';
import { LinkButton } from '@grafana/ui';
import { tracesUrl } from '../../../correlation/pageUrls/traces';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { t } from '../../../i18n/t';
import { appHref } from '../../../ui/links/links';

/** Who calls whom, all services at once. */
export function MapLink({ search }: { search: string }) {
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
