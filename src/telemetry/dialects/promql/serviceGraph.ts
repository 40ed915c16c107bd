import { type DataFrame } from '@grafana/data';
import { databaseName } from '../../conventions/spans/peers';
import { type ServiceEdge } from '../../questions/traces';
import { type Labels } from '../../vocabulary';

/** What Tempo's metrics generator counts of calls between services, as instant queries by name. */
export function renderServiceGraph(rangeSeconds: number): Record<'rate' | 'failed' | 'p95', string> {
  const window = `${Math.max(1, Math.round(rangeSeconds))}s`;
  const by = 'client, server, connection_type';
  // As the caller sees it: of what leaves no spans of its own, a database or a host outside, the server's time is
  // counted as 0.
  const seconds = 'traces_service_graph_request_client_seconds';
  const classic = `sum by (${by}, le) (rate(${seconds}_bucket[${window}]))`;
  const native = `sum by (${by}) (rate(${seconds}[${window}]))`;
  return {
    rate: `sum by (${by}) (rate(traces_service_graph_request_total[${window}]))`,
    failed: `sum by (${by}) (rate(traces_service_graph_request_failed_total[${window}]))`,
    // The classic buckets begin at 100 ms: native ones tell more wherever both are there.
    p95: `histogram_quantile(0.95, ${native}) or histogram_quantile(0.95, ${classic})`,
  };
}

/** What the generator calls messages: their sender and who processes them in the same trace, both services. */
const MESSAGES = 'messaging_system';
/** What the generator calls the kinds of connections; an empty one is a call between two services. */
const KINDS: Readonly<Record<string, ServiceEdge['kind']>> = {
  database: 'database',
  virtual_node: 'external',
};

/** Reads the answers to {@link renderServiceGraph}, whose names are the frames' refIds, into edges. */
export function readServiceGraph(frames: readonly DataFrame[]): ServiceEdge[] {
  const edges = new Map<string, ServiceEdge>();
  const values = (name: string) => frames.filter(({ refId }) => refId === name).flatMap(instantValues);
  const keyOf = ({ client = '', server = '', connection_type: type = '' }: Labels) => [client, server, type].join('\0');
  for (const { labels, value } of values('rate')) {
    const { client = '', server = '', connection_type: type = '' } = labels;
    // Requests from nobody who is traced: the caller is made up by the generator.
    const isEntry = type === 'virtual_node' && client === 'user';
    if (client !== '' && server !== '' && value > 0 && !isEntry) {
      const kind = KINDS[type] ?? 'service';
      // The generator names a database by its namespace alone, which may well be called like the service that uses it.
      const to = kind === 'database' ? databaseName(server, 'database') : server;
      edges.set(keyOf(labels), {
        ...{ from: client, to, kind, rate: value, errorRate: 0 },
        ...(type === MESSAGES && { isAsynchronous: true }),
      });
    }
  }
  for (const { labels, value } of values('failed')) {
    const edge = edges.get(keyOf(labels));
    if (edge) {
      edge.errorRate = value;
    }
  }
  for (const { labels, value } of values('p95')) {
    const edge = edges.get(keyOf(labels));
    if (edge) {
      edge.p95 = value;
    }
  }
  return [...edges.values()];
}

/** Numbers of an instant query with their labels; what is not a number is left out. */
function instantValues(frame: DataFrame): Array<{ labels: Labels; value: number }> {
  return frame.fields.flatMap(({ labels, values }) => {
    const value: unknown = values.at(-1);
    return labels && typeof value === 'number' && Number.isFinite(value) ? [{ labels, value }] : [];
  });
}
