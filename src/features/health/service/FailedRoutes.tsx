import React from 'react';
import { useLocation } from 'react-router-dom';
import { tracesBehind } from '../../../correlation/links';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { t } from '../../../i18n/t';
import { is } from '../../../telemetry/questions/metric';
import { EntityLink } from '../../../ui/entityTable/cells';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { formatCount } from '../../../ui/format';
import { appHref } from '../../../ui/links/links';
import { type ErrorRow } from '../errors/rows';

interface FailedRoutesProps {
  rows: readonly ErrorRow[];
  service: string;
}

const SHOWN = 5;

/** The routes that failed most, each a link to its failed requests. */
export function FailedRoutes({ rows, service }: FailedRoutesProps) {
  const shared = sharedPart(useLocation().search);
  const hrefOf = ({ route, status }: ErrorRow) =>
    appHref(
      tracesBehind({ where: [is('service', service), is('route', route), is('status', status)], errors: true }),
      shared
    );
  return (
    <EntityTable
      rows={rows.slice(0, SHOWN)}
      columns={[
        {
          id: 'route',
          header: t('service.failed-routes.route', 'Route'),
          cell: (row) => (
            <EntityLink href={hrefOf(row)}>{row.route || t('service.failed-routes.no-route', 'unknown')}</EntityLink>
          ),
        },
        {
          id: 'status',
          header: t('service.failed-routes.status', 'Status code'),
          cell: ({ status }) => status,
        },
        {
          id: 'requests',
          header: t('service.failed-routes.requests', 'Requests'),
          isNumber: true,
          cell: ({ count }) => formatCount(count),
        },
      ]}
      keyOf={({ route, status }) => JSON.stringify([route, status])}
      noun="error"
      label={t('service.failed-routes.label', 'Failed requests of {{service}}', { service })}
      look="dense"
    />
  );
}
