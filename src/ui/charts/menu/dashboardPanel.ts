import { type CarriedQuery } from './carriedQuery';

/** A panel as dashboards keep it, as far as ours say it. */
export interface DashboardPanel {
  type: 'timeseries';
  title: string;
  description?: string;
  datasource: { type: string; uid: string };
  targets: Array<{
    refId: string;
    datasource: { type: string; uid: string };
    expr: string;
    range: true;
    legendFormat: string;
    editorMode: 'code';
  }>;
  fieldConfig: { defaults: { unit?: string; min: number }; overrides: never[] };
  options: Record<string, never>;
}

/** A chart with the queries of one of ours, for a dashboard; undefined where none can be asked as it stands. */
export function dashboardPanel(
  { title, description }: { title: string; description?: string },
  carried: readonly CarriedQuery[]
): DashboardPanel | undefined {
  const [first] = carried;
  if (!first) {
    return undefined;
  }
  const { uid, type } = first.asked.dataSource;
  return {
    type: 'timeseries',
    title,
    ...(description !== undefined && { description }),
    datasource: { type, uid },
    targets: carried.map(({ asked, query }, at) => ({
      refId: `Q${at + 1}`,
      datasource: { type: asked.dataSource.type, uid: asked.dataSource.uid },
      expr: asked.expr,
      range: true,
      // Series that a field tells apart are named by it.
      legendFormat: query.question.by.length > 0 ? '__auto' : (query.legend ?? '__auto'),
      editorMode: 'code',
    })),
    fieldConfig: { defaults: { ...(first.unit !== undefined && { unit: first.unit }), min: 0 }, overrides: [] },
    options: {},
  };
}
