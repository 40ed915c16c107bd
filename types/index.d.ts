/** What other plugins say of the request that they want told. A contract: later versions get another id. */
export interface RequestStoryV1Props {
  /** In any spelling. */
  traceId: string;
  /** When it was, in milliseconds since the epoch: its lines are looked for around it. Now, where it is left out. */
  near?: number;
  /** Uids of data sources; the preferred ones, where they are left out. */
  logs?: string;
  traces?: string;
}

/** Props of the components that Tillwatch exposes, by the ids under which Grafana hands them out. */
export interface ExposedComponents {
  'tillwatch-shop-app/request-story/v1': RequestStoryV1Props;
}
