import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { type BlindSpot, type Example } from '../../../analysis/blindSpots/blindSpot';
import { mendOf } from '../../../analysis/blindSpots/mends';
import { type AppLocation, at } from '../../../correlation/appLocation';
import { logsUrl } from '../../../correlation/pageUrls/logs';
import { serviceUrl } from '../../../correlation/pageUrls/service';
import { traceUrl } from '../../../correlation/pageUrls/trace';
import { t } from '../../../i18n/t';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { formatShare, NO_VALUE } from '../../../ui/format';
import { blindSpotFinding, blindSpotName, blindSpotPlaces } from './blindSpotWords';

/** How far before a line its neighbours are shown. */
const BEFORE_LINE_MS = 30 * 60_000;

interface BlindSpotTableProps {
  /** The worst first. */
  spots: readonly BlindSpot[];
  hrefOf: (location: AppLocation) => string;
}

/** Blind spots with their share, where they are, one to look at, and the configuration that mends them. */
export default function BlindSpotTable({ spots, hrefOf }: BlindSpotTableProps) {
  return (
    <EntityTable
      rows={spots}
      columns={columns(hrefOf)}
      keyOf={({ kind }) => kind}
      noun={t('setup.blind.noun', 'blind spot')}
      label={t('setup.blind.table', 'Blind spots, the worst first')}
      look="tall"
      noteOf={(spot) => <Fix spot={spot} />}
    />
  );
}

function columns(hrefOf: BlindSpotTableProps['hrefOf']): Array<Column<BlindSpot>> {
  return [
    {
      id: 'spot',
      header: t('setup.blind.spot', 'Blind spot'),
      isRowHeader: true,
      cell: ({ kind }) => blindSpotName(kind),
    },
    {
      id: 'share',
      header: t('setup.blind.share', 'Share'),
      isNumber: true,
      cell: ({ share }) => formatShare(share),
    },
    {
      id: 'finding',
      header: t('setup.blind.finding', 'Measured'),
      cell: (spot) => blindSpotFinding(spot),
    },
    { id: 'where', header: t('setup.blind.where', 'Where'), cell: (spot) => blindSpotPlaces(spot) },
    {
      id: 'example',
      header: t('setup.blind.example', 'Example'),
      cell: ({ example }) =>
        example ? (
          <TextLink href={hrefOf(locationOf(example))} inline={false}>
            {exampleName(example)}
          </TextLink>
        ) : (
          NO_VALUE
        ),
    },
  ];
}

function locationOf(example: Example): AppLocation {
  switch (example.kind) {
    case 'trace':
      return traceUrl.write({ traceId: example.traceId, span: example.spanId, near: example.time });
    case 'line':
      return at(
        logsUrl.write({
          where: [{ field: 'service', op: 'in', values: [example.service] }],
          lines: [],
          line: example.id,
        }),
        // The newest lines are shown first: with the range ending at it, the line is among them.
        { from: example.time - BEFORE_LINE_MS, to: Math.floor(example.time) + 1 }
      );
    case 'service':
      return serviceUrl.write({ service: example.service });
  }
}

function exampleName(example: Example): string {
  switch (example.kind) {
    case 'trace':
      return t('setup.blind.open-trace', 'Request story');
    case 'line':
      return t('setup.blind.open-line', 'Log line of {{service}}', { service: example.service });
    case 'service':
      return example.service;
  }
}

function Fix({ spot }: { spot: BlindSpot }) {
  const styles = useStyles2(getStyles);
  const { code, source } = mendOf(spot);
  const name = blindSpotName(spot.kind);
  return (
    <div className={styles.fix}>
      <pre className={styles.code} role="group" aria-label={t('setup.blind.fix', 'Fix: {{name}}', { name })}>
        {code}
      </pre>
      <TextLink href={source} external inline={false} variant="bodySmall">
        {t('setup.blind.docs', 'Documentation')}
      </TextLink>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fix: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), alignItems: 'flex-start' }),
  code: css({
    margin: 0,
    maxWidth: '100%',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
