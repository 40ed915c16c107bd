import { cAdvisorDocker, cAdvisorPods, kubeState, otelContainers } from './containers';
import { type InfraConvention } from './convention';
import { DATABASE_CONVENTIONS } from './databases';
import { nodeExporter, otelHost } from './hosts';

/** How exporters tell of hosts, containers and databases; of what several tell the first is believed. */
export const INFRA_CONVENTIONS: readonly InfraConvention[] = [
  nodeExporter,
  otelHost,
  cAdvisorPods,
  cAdvisorDocker,
  otelContainers,
  kubeState,
  ...DATABASE_CONVENTIONS,
];
