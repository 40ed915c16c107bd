import { HOST_NAMES, type InfraConvention } from '../../../conventions/infrastructure/convention';
import { TARGET_LABELS } from '../../../conventions/labelNames';
import { type InfraEntity } from '../../../questions/infrastructure';
import { type Labels } from '../../../vocabulary';

/** What labels say of who an entity is. */
export type Identity = Omit<InfraEntity, 'kind' | 'toldAs' | 'isUp' | 'readings'>;

/** The names of hosts by the addresses of their exporters, where labels do not name them. */
export type HostNames = ReadonlyMap<string, string>;

/** What names of hosts are kept by: clusters may have the same addresses. */
export function addressKey({ cluster, instance }: { readonly cluster?: string; readonly instance?: string }): string {
  return JSON.stringify([cluster ?? '', instance ?? '']);
}

/** Who an entity is, by the labels of its series; none where they do not say. */
export function identify({ kind, product }: InfraConvention, labels: Labels, hosts: HostNames): Identity | undefined {
  switch (kind) {
    case 'host':
      return identifyHost(labels, hosts);
    case 'container':
      return identifyContainer(labels);
    case 'database': {
      const { instance = '', job } = labels;
      const name = instance || job;
      return name === undefined || product === undefined
        ? undefined
        : { ...placeOf(labels), id: idOf(labels, product, name), name, product, hostNames: [] };
    }
  }
}

function identifyHost(labels: Labels, hosts: HostNames): Identity | undefined {
  const name = firstOf(labels, HOST_NAMES) ?? hosts.get(addressKey(labels)) ?? labels.instance;
  return name === undefined || name === ''
    ? undefined
    : { ...placeOf(labels), id: idOf(labels, name), name, hostNames: [] };
}

function identifyContainer(labels: Labels): Identity | undefined {
  const namespace = labels.namespace || labels.k8s_namespace_name;
  const pod = labels.pod || labels.k8s_pod_name;
  const container = labels.container || labels.k8s_container_name;
  const hostNames = [firstOf(labels, HOST_NAMES)].flatMap((name) => name || []);
  if (pod !== undefined && container !== undefined) {
    const id = idOf(labels, namespace ?? '', pod, container);
    return { ...placeOf(labels), id, name: container, namespace, pod, container, hostNames };
  }
  const { name, image, instance = '' } = labels;
  const service = labels.container_label_com_docker_compose_service;
  return name === undefined || name === ''
    ? undefined
    : {
        ...placeOf(labels),
        id: idOf(labels, instance, name),
        name,
        ...(image && { product: image }),
        ...(service && { container: service }),
        hostNames,
      };
}

function placeOf(labels: Labels) {
  const environment = firstOf(labels, TARGET_LABELS.environment);
  const { cluster, instance } = labels;
  return { ...(cluster && { cluster }), ...(instance && { instance }), ...(environment && { environment }) };
}

const firstOf = (labels: Labels, names: readonly string[]) => names.map((name) => labels[name]).find(Boolean);

const idOf = ({ cluster }: Labels, ...names: readonly string[]) => [cluster, ...names].filter(Boolean).join('/');
