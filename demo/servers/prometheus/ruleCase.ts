/** How an alert of rules.yml is tried: what Prometheus scrapes, and when the alert must be firing and when not. */
export interface RuleCase {
  alert: string;
  /** Seconds between two samples; 30 where left out. */
  every?: number;
  /** Samples by series, in promtool's notation. */
  series: Record<string, string>;
  /** Minutes at which nothing fires yet, at which the alert fires, and at which it has resolved. */
  quiet: number;
  firing: number;
  resolved: number;
  /** What the firing alert says. `page` and `runbook_url` follow from the rule. */
  labels: Record<string, string>;
  summary: string;
  description: string;
}
