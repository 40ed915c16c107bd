import { t, tCount } from '../../../i18n/t';

/** What the rows of a health table are. */
export type RowKind = 'service' | 'route';

/** What a health table says, by what its rows are. */
export interface TableWords {
  /** What all the rows are called. */
  label: string;
  /** The head of the column of names. */
  column: string;
  loading: string;
  filterLabel: string;
  /** There is no row. */
  empty: string;
  title: (count: number) => string;
  noMatch: (filter: string) => string;
}

/** The words of a table of services or of routes. */
export function tableWords(kind: RowKind): TableWords {
  return kind === 'service' ? servicesWords() : routesWords();
}

function servicesWords(): TableWords {
  return {
    label: t('health.services.label', 'Services'),
    column: t('health.services.column', 'Service'),
    loading: t('health.services.loading', 'Loading services'),
    filterLabel: t('health.services.filter', 'Filter services by name'),
    empty: t('health.services.empty', 'No services with HTTP metrics in this time range'),
    title: (count) => tCount('health.services.title', count, { one: '{{count}} service', other: '{{count}} services' }),
    noMatch: (filter) => t('health.services.no-match', 'No services match “{{filter}}”', { filter }),
  };
}

function routesWords(): TableWords {
  return {
    label: t('health.routes.label', 'Routes'),
    column: t('health.routes.column', 'Route'),
    loading: t('health.routes.loading', 'Loading routes'),
    filterLabel: t('health.routes.filter', 'Filter routes by name'),
    empty: t('health.routes.empty', 'No routes with HTTP metrics in this time range'),
    title: (count) => tCount('health.routes.title', count, { one: '{{count}} route', other: '{{count}} routes' }),
    noMatch: (filter) => t('health.routes.no-match', 'No routes match “{{filter}}”', { filter }),
  };
}
