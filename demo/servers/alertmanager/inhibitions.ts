/** A cause that is told of, and its symptoms that nobody needs a message about while it is. */
export interface Inhibition {
  source_matchers: string[];
  target_matchers: string[];
  /** Labels in which both are alike. */
  equal?: string[];
}

/** What a caller's customers notice when a service behind it fails. flask-shop has stock and payments inside. */
const CALLERS = 'service=~"shop-api|fastapi-shop|otel-shop"';
/** Rules that read another data source than Prometheus are evaluated by Grafana, which tells of its own failures. */
const FAILED_QUERIES = 'DatasourceError|DatasourceNoData';

/** Symptoms are hidden from notifications only: Tillwatch and Grafana show them, as inhibited. */
export const INHIBITIONS: readonly Inhibition[] = [
  // A service that is down has no other trouble worth a message.
  {
    source_matchers: ['alertname="ServiceDown"'],
    target_matchers: ['alertname!="ServiceDown"'],
    equal: ['service'],
  },
  // Whoever fails behind the shops is told of, once, to the team that can mend it.
  {
    source_matchers: ['alertname=~"ServiceDown|ErrorRateHigh"', 'service=~"payments|inventory"'],
    target_matchers: ['alertname=~"OrdersFail|NoOrders|ErrorRateHigh|LatencyHigh"', CALLERS],
    equal: ['environment'],
  },
  // Who merely waits. Errors of a caller are not explained by this.
  {
    source_matchers: ['alertname="LatencyHigh"', 'service=~"payments|inventory"'],
    target_matchers: ['alertname="LatencyHigh"', CALLERS],
    equal: ['environment'],
  },
  // The host of everything.
  {
    source_matchers: ['alertname="HostCpuSaturated"'],
    target_matchers: ['alertname=~"ServiceCpuSaturated|LatencyHigh"'],
  },
  {
    source_matchers: ['alertname="HostDiskFull"'],
    target_matchers: ['alertname="HostDiskFilling"'],
    equal: ['instance', 'mountpoint'],
  },
  // What the stack cannot see is not a trouble of the shop.
  {
    source_matchers: ['alertname="PrometheusUnreachable"'],
    target_matchers: ['alertname=~"MetricsAbsent|TracesAbsent|TrafficDropped|NoOrders"'],
  },
  {
    source_matchers: ['alertname="PrometheusUnreachable"'],
    target_matchers: [`alertname=~"${FAILED_QUERIES}"`, 'datasource_uid="prometheus"'],
  },
  {
    source_matchers: ['alertname=~"StackTargetDown|LokiIngestionFails"', 'service="loki"'],
    target_matchers: ['alertname=~"LogsAbsent|LogsLost|ErrorLogsHigh"'],
  },
  {
    source_matchers: ['alertname="StackTargetDown"', 'service="loki"'],
    target_matchers: [`alertname=~"${FAILED_QUERIES}"`, 'datasource_uid="loki"'],
  },
  {
    source_matchers: ['alertname=~"StackTargetDown|LogsLost"', 'service=~"log-shipper|alloy"'],
    target_matchers: ['alertname="LogsAbsent"'],
  },
  // Under compose, spans arrive by way of Alloy.
  {
    source_matchers: ['alertname=~"StackTargetDown|TempoIngestionFails"', 'service=~"tempo|alloy"'],
    target_matchers: ['alertname="TracesAbsent"'],
  },
  // A server that is down fails at everything else, too.
  {
    source_matchers: ['alertname="StackTargetDown"'],
    target_matchers: ['alertname!="StackTargetDown"'],
    equal: ['service'],
  },
];
