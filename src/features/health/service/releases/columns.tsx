import React from 'react';
import { Stack, TextLink } from '@grafana/ui';
import { shareOf } from '../../../../analysis/newcombe';
import { type Release, type RouteDifference } from '../../../../analysis/releases';
import { logsBehind, tracesBehind } from '../../../../correlation/links';
import { t } from '../../../../i18n/t';
import { is } from '../../../../telemetry/questions/metric';
import { type Column } from '../../../../ui/entityTable/column';
import { formatCount, formatShare } from '../../../../ui/format';
import { appHref } from '../../../../ui/links/links';
import { SignalLink } from '../../../../ui/links/SignalLink';
import { formatPoints } from './words';

/** What is known of a version, and the ways on to its traces and to the logs of the service. */
export function versionColumns(
  service: string,
  shared: URLSearchParams,
  formatTime: (time: number) => string
): ReadonlyArray<Column<Release>> {
  return [
    {
      id: 'version',
      header: t('releases.version', 'Version'),
      isRowHeader: true,
      cell: ({ version }) => version,
      csv: { version: ({ version }) => version },
    },
    {
      id: 'since',
      header: t('releases.since', 'First requests'),
      isNumber: true,
      cell: ({ since }) => (since === undefined ? t('releases.before', 'before this time range') : formatTime(since)),
      csv: { since: ({ since }) => (since === undefined ? '' : new Date(since).toISOString()) },
    },
    {
      id: 'requests',
      header: t('releases.requests', 'Requests'),
      isNumber: true,
      cell: ({ requests }) => formatCount(requests),
      csv: { requests: ({ requests }) => Math.round(requests) },
    },
    {
      id: 'share',
      header: t('releases.share', '% of requests now'),
      hint: t('releases.share-hint', 'Share of the requests at the end of the time range'),
      isNumber: true,
      cell: ({ shareNow }) => formatShare(shareNow),
      csv: { share_now: ({ shareNow }) => shareNow },
    },
    {
      id: 'links',
      header: t('releases.links', 'Links'),
      cell: ({ version }) => (
        <Stack gap={1}>
          <SignalLink
            isIcon
            to="traces"
            of={version}
            href={appHref(tracesBehind({ where: [is('service', service), is('version', version)] }), shared)}
          />
          <SignalLink
            isIcon
            to="logs"
            of={version}
            href={appHref(logsBehind({ where: [is('service', service)] }), shared)}
          />
        </Stack>
      ),
    },
  ];
}

/** How routes of the new version differ from the same routes of the others. */
export function differenceColumns(
  hrefOf: (row: RouteDifference) => string,
  version: string
): ReadonlyArray<Column<RouteDifference>> {
  return [
    {
      id: 'route',
      header: t('releases.route', 'Route'),
      isRowHeader: true,
      cell: (row) => (
        <TextLink href={hrefOf(row)} inline={false}>
          {row.route}
        </TextLink>
      ),
      csv: { route: ({ route }) => route },
    },
    {
      id: 'newer',
      header: version,
      hint: t('releases.newer-hint', 'Error rate of the new version'),
      isNumber: true,
      cell: ({ newer }) => formatShare(shareOf(newer)),
      csv: { failed_new: ({ newer }) => newer.hits, requests_new: ({ newer }) => newer.total },
    },
    {
      id: 'older',
      header: t('releases.others', 'Others'),
      hint: t('releases.others-hint', 'Error rate of the other versions'),
      isNumber: true,
      cell: ({ older }) => formatShare(shareOf(older)),
      csv: { failed_others: ({ older }) => older.hits, requests_others: ({ older }) => older.total },
    },
    {
      id: 'difference',
      header: t('releases.difference', 'Difference'),
      hint: t(
        'releases.difference-hint',
        'With the interval that holds the true difference 95 times of 100. Marked where it is told from chance, ' +
          'though many routes were looked at'
      ),
      isNumber: true,
      cell: (row) => <Difference row={row} />,
      csv: {
        difference: ({ difference }) => difference,
        low: ({ interval }) => interval.low,
        high: ({ interval }) => interval.high,
        found: ({ isFound }) => String(isFound),
      },
    },
    {
      id: 'count',
      header: t('releases.route-requests', 'Requests of the new version'),
      isNumber: true,
      cell: ({ newer }) => formatCount(newer.total),
    },
  ];
}

function Difference({ row: { difference, interval, isFound } }: { row: RouteDifference }) {
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${formatPoints(value)}`;
  const range = t('releases.interval', '{{low}} to {{high}}', {
    low: signed(interval.low),
    high: signed(interval.high),
  });
  if (!isFound) {
    return t('releases.no-difference', 'none seen ({{range}})', { range });
  }
  const text = difference > 0 ? t('releases.fails-more', 'fails more') : t('releases.fails-less', 'fails less');
  return (
    <>
      <strong>{`${signed(difference)} ${text}`}</strong> ({range})
    </>
  );
}
