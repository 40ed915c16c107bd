import { hostOfAddress } from '../../../address';
import { TARGET_LABELS } from '../../../conventions/labelNames';
import { type InfraTarget } from '../../../questions/infrastructure';
import { type Labels } from '../../../vocabulary';
import { type AnswerSeries } from '../read';
import { INFRA_REFS } from './render';

/** Labels and resource attributes that name a process' host, with what they are called on the screen. */
const HOST_EVIDENCE = [
  ['host_name', 'host.name'],
  ['k8s_node_name', 'k8s.node.name'],
  ['node', 'node'],
  ['nodename', 'nodename'],
  ['host', 'host'],
] as const;

/** Reads the answers to the queries of `renderTargets`. */
export function readTargets(seriesOf: (refId: string) => readonly AnswerSeries[]): InfraTarget[] {
  const nodes = new Map(
    seriesOf(INFRA_REFS.pods).map(({ labels }) => [
      podKey(labels.cluster, labels.namespace, labels.pod),
      labels.node ?? '',
    ])
  );
  return [...seriesOf(INFRA_REFS.targets), ...seriesOf(INFRA_REFS.resources)].map(({ labels }) => {
    const namespace = labels.namespace || labels.k8s_namespace_name;
    const pod = labels.pod || labels.k8s_pod_name;
    const node = pod === undefined ? undefined : nodes.get(podKey(labels.cluster, namespace, pod));
    const address = hostOfAddress(labels.instance);
    return {
      names: serviceNames(labels),
      instance: labels.instance ?? '',
      host: [
        ...HOST_EVIDENCE.flatMap(([label, by]) => (labels[label] ? [{ value: labels[label] ?? '', by }] : [])),
        ...(node ? [{ value: node, by: 'kube_pod_info' }] : []),
        ...(address ? [{ value: address, by: 'instance' }] : []),
      ],
      ...(labels.cluster && { cluster: labels.cluster }),
      ...(namespace && { namespace }),
      ...(pod && { pod }),
    };
  });
}

/** A service may be called by any label that names services; a job also by its part behind the slash. */
function serviceNames(labels: Labels): string[] {
  const named = TARGET_LABELS.service.flatMap((label) => labels[label] || []);
  return [...new Set(named.flatMap((name) => [name, name.split('/').at(-1) ?? name]))];
}

const podKey = (...names: ReadonlyArray<string | undefined>) => JSON.stringify(names.map((name) => name ?? ''));
