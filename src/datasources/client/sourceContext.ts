/** Whom a page asks: what its variables say. */
export interface SourceContext {
  /** Uids of data sources; empty for the one that set-up or Grafana prefers. */
  metrics: string;
  logs: string;
  traces: string;
  /** The environments to keep; empty for all. */
  environments: string[];
}
