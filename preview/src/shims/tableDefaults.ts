/** Options of Grafana's table panel where nothing is set, which `@grafana/schema` stopped to export. */
export const defaultOptions = { cellHeight: 'sm', frameIndex: 0, showHeader: true, sortBy: [] };
