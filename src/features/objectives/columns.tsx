import React from 'react';
import { Stack } from '@grafana/ui';
import { t } from '../../i18n/t';
import { Bar, EntityLink } from '../../ui/entityTable/cells';
import { type Column } from '../../ui/entityTable/column';
import { ROOM } from '../../ui/entityTable/widths';
import { formatBurnRate, NO_VALUE } from '../../ui/format';
import { ServiceSwatch } from '../../ui/ServiceSwatch';
import { StateBadge } from '../../ui/status/StateBadge';
import { BurnPicture } from './BurnPicture';
import { BY_URGENCY, type ObjectiveRow } from './rows';
import { leftText, spanText, standingText, targetText, titleOf } from './words';

/** The columns of the table of objectives. */
export function objectiveColumns(hrefOf: (row: ObjectiveRow) => string): Array<Column<ObjectiveRow>> {
  return [
    {
      id: 'state',
      header: t('objectives.table.state', 'State'),
      hint: t('objectives.table.state-hint', 'Worst first'),
      sort: BY_URGENCY,
      cell: (row) => <StateBadge state={row.standing.state} />,
      csv: { state: ({ standing }) => standing.state, reason: standingText },
    },
    {
      id: 'name',
      header: t('objectives.table.name', 'Objective'),
      isRowHeader: true,
      cell: (row) => (
        <Stack alignItems="baseline" gap={0}>
          <ServiceSwatch service={row.objective.service} />
          <EntityLink href={hrefOf(row)}>{titleOf(row.objective)}</EntityLink>
        </Stack>
      ),
      csv: {
        service: ({ objective }) => objective.service,
        route: ({ objective }) => objective.route,
        threshold_seconds: ({ objective }) => objective.threshold,
      },
    },
    {
      id: 'target',
      header: t('objectives.table.target', 'Target'),
      hideBelow: ROOM.phablet,
      cell: ({ objective }) => targetText(objective),
      csv: { target: ({ objective }) => objective.target, days: ({ objective }) => objective.days },
    },
    {
      id: 'left',
      header: t('objectives.table.left', 'Budget left'),
      hint: t(
        'objectives.table.left-hint',
        'Share of the requests allowed to fail in the window that did not fail yet'
      ),
      isNumber: true,
      cell: ({ standing: { left } }) => (
        <Bar text={leftText(left)} share={Math.min(1, Math.max(0, left ?? 0))} tone="primary" />
      ),
      csv: { budget_left: ({ standing }) => standing.left, good: ({ standing }) => standing.ratio },
    },
    {
      id: 'burn',
      header: t('objectives.table.burn', 'Burn now'),
      hint: t(
        'objectives.table.burn-hint',
        'How many times too fast the budget is spent. Bars: the last 5 minutes, hour, 6 hours and 3 days; a full one is at the alert threshold'
      ),
      isNumber: true,
      cell: ({ standing: { burns, burnNow } }) => <BurnPicture burns={burns} now={burnNow} />,
      csv: {
        burn_rate: ({ standing }) => (standing.burnNow === undefined ? undefined : formatBurnRate(standing.burnNow)),
      },
    },
    {
      id: 'exhausted',
      header: t('objectives.table.exhausted', 'Exhausted in'),
      hint: t('objectives.table.exhausted-hint', 'At the present burn rate'),
      hideBelow: ROOM.phone,
      isNumber: true,
      cell: ({ standing }) => exhaustedText(standing),
      csv: { exhausted_in_seconds: ({ standing }) => standing.exhaustedIn },
    },
  ];
}

function exhaustedText({ left, exhaustedIn, burnNow }: ObjectiveRow['standing']): string {
  if (left !== undefined && left <= 0) {
    return t('objectives.table.now', 'exhausted');
  }
  if (exhaustedIn !== undefined) {
    return spanText(exhaustedIn);
  }
  return left === undefined || burnNow === undefined ? NO_VALUE : t('objectives.table.lasts', 'lasts');
}
