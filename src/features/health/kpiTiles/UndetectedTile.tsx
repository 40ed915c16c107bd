import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { Button, TextLink, useStyles2 } from '@grafana/ui';
import { setupUrl } from '../../../correlation/pageUrls/setup';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { isAdmin } from '../../../datasources/role';
import { t } from '../../../i18n/t';
import { appHref } from '../../../ui/links/links';
import { useDismissed } from '../../../ui/useDismissed';
import { BUSINESS_TILES } from './queries';
import { type Tile } from './tiles';

interface UndetectedTileProps {
  /** The numbers for which no metric was detected. */
  tiles: readonly Tile[];
  className: string;
}

/** Tells those who can change it which numbers of the shop there could be, until they put it away. */
export function UndetectedTile({ tiles, className }: UndetectedTileProps) {
  const styles = useStyles2(getStyles);
  const shared = sharedPart(useLocationService().getLocation().search);
  const [isDismissed, dismiss] = useDismissed('undetected-business');
  if (isDismissed || !isAdmin()) {
    return null;
  }
  const names = tiles.map(({ title }) => title).join(', ');
  return (
    <li className={cx(className, styles.tile)} data-testid="undetected">
      <p className={styles.text}>
        {tiles.length === BUSINESS_TILES
          ? t('health.kpi.none-detected', 'Orders, revenue and stock: not detected')
          : t('health.kpi.some-undetected', '{{names}}: not detected', { names })}
        {'. '}
        <TextLink href={appHref(setupUrl.write({}), shared)} inline>
          {t('health.kpi.map', 'Map them on Setup')}
        </TextLink>
      </p>
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        icon="times"
        aria-label={t('health.kpi.dismiss', 'Dismiss')}
        onClick={dismiss}
      />
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tile: css({ flexDirection: 'row', alignItems: 'flex-start', justifyContent: 'space-between' }),
  text: css({ margin: 0, color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
