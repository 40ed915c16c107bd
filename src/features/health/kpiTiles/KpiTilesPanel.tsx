import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { baselineName } from '../../../analysis/comparison';
import { t } from '../../../i18n/t';
import { Change } from '../../../ui/Change';
import { NO_VALUE } from '../../../ui/format';
import { linkStyle } from '../../../ui/links/linkStyle';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { TrendLine } from '../../../ui/TrendLine';
import { baselineOf } from '../../../ui/charts/comparison';
import { panelStatus } from '../../../ui/charts/panelStatus';
import { isSettled, spanOf, useSettledData } from '../../../ui/charts/useSettledData';
import { dataSinceText } from '../moment';
import { momentFormat } from '../../../ui/momentFormat';
import { KPI_TILES, totalRef, trendRef } from './queries';
import { readTiles, type Tile } from './tiles';
import { UndetectedTile } from './UndetectedTile';

interface KpiTilesState extends SceneObjectState {
  /** Where a number leads: the page's address with the table sorted by it. */
  linkTo: (sort: string, search: string) => string;
}

/** The shop at a glance: technical numbers, and the business beside them where it is measured. */
export class KpiTilesPanel extends SceneObjectBase<KpiTilesState> {
  static Component = KpiTilesView;
}

function KpiTilesView({ model }: SceneComponentProps<KpiTilesPanel>) {
  const styles = useStyles2(getStyles);
  const { linkTo } = model.useState();
  const { data: latest } = sceneGraph.getData(model).useState();
  const data = useSettledData(latest);
  const search = useLocationService().getLocation().search;
  const status = panelStatus(
    data,
    KPI_TILES.flatMap(({ key }) => [totalRef(key), trendRef(key)])
  );
  if (status.kind === 'absent') {
    // Where there is nothing to ask the services below say so, once.
    return null;
  }
  if (status.kind === 'failed' || status.kind === 'forbidden') {
    return <StatusMessage kind={status.kind} message={status.message} />;
  }
  const baseline = baselineName(baselineOf(model, data));
  const tiles = readTiles(data);
  const formatTime = data && momentFormat(spanOf(data), sceneGraph.getTimeRange(model).getTimeZone());
  const sinceText = (since: number) => formatTime && dataSinceText(since, formatTime);
  const undetected = tiles.filter((tile) => tile.isUndetected);
  return (
    <ul className={styles.tiles} aria-label={t('health.kpi.label', 'The shop at a glance')}>
      {tiles
        .filter((tile) => !tile.isUndetected)
        .map((tile) => (
          <li key={tile.key} className={styles.tile} data-testid={`glance-${tile.key}`}>
            <TileContent
              tile={tile}
              baseline={baseline}
              href={tile.sort && linkTo(tile.sort, search)}
              isLoading={!isSettled(latest)}
              sinceText={sinceText}
            />
          </li>
        ))}
      {undetected.length > 0 && <UndetectedTile tiles={undetected} className={styles.tile} />}
    </ul>
  );
}

interface TileContentProps {
  tile: Tile;
  baseline: string;
  href?: string;
  isLoading: boolean;
  /** Says since when there is data. */
  sinceText: (since: number) => string | undefined;
}

function TileContent({ tile, baseline, href, isLoading, sinceText }: TileContentProps) {
  const styles = useStyles2(getStyles);
  const { title, figures, missing, moreIs, since } = tile;
  return (
    <>
      <span className={styles.title}>
        {href ? (
          <a href={href} className={styles.link}>
            {title}
          </a>
        ) : (
          title
        )}
      </span>
      {missing !== undefined && (
        <>
          <span className={styles.value}>{NO_VALUE}</span>
          <span className={styles.note}>{isLoading ? '' : missing}</span>
        </>
      )}
      {figures.map(({ currency, text, basis, change, changeText, trend }) => (
        <React.Fragment key={currency}>
          <span className={styles.line}>
            <Tooltip content={basis}>
              <span className={figures.length > 1 ? styles.oneOfSeveral : styles.value}>{text}</span>
            </Tooltip>
            <Change change={change} text={changeText} baseline={baseline} moreIs={moreIs} />
            {/* Beside its number where there are several, as far as it fits: the tile sets the height of all. */}
            {figures.length > 1 && (
              <span className={styles.beside}>
                <TrendLine values={trend} label={trendLabel(title, currency)} isWide />
              </span>
            )}
          </span>
          {figures.length === 1 && <TrendLine values={trend} label={trendLabel(title, currency)} isWide />}
        </React.Fragment>
      ))}
      {since !== undefined && figures.length > 0 && <span className={styles.note}>{sinceText(since)}</span>}
    </>
  );
}

function trendLabel(title: string, currency: string): string {
  return currency === ''
    ? t('health.kpi.trend', '{{title}} over time', { title })
    : t('health.kpi.trend-currency', '{{title}} in {{currency}} over time', { title, currency });
}

const getStyles = (theme: GrafanaTheme2) => ({
  tiles: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(${theme.spacing(20)}, 1fr))`,
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  }),
  tile: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.25),
    padding: theme.spacing(1, 1.5),
    minHeight: theme.spacing(10),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  title: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  link: linkStyle(theme),
  line: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(1), flexWrap: 'wrap' }),
  value: css({ fontSize: theme.typography.h3.fontSize, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
  oneOfSeveral: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
  beside: css({ flex: `1 1 ${theme.spacing(3)}`, minWidth: theme.spacing(3) }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
