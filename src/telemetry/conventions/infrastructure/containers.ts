import {
  CONTAINER_PLACE,
  gauge,
  increase,
  type InfraConvention,
  type InfraNumber,
  rate,
  type SeriesFilter,
} from './convention';

const POD_LABELS = ['namespace', 'pod', 'container'] as const;
/** Labels by which Docker Compose says what a container is for. */
const COMPOSE_LABELS = [
  'container_label_com_docker_compose_project',
  'container_label_com_docker_compose_service',
] as const;
/** What cAdvisor says where nobody set a limit: the largest number that there is. */
const NO_LIMIT = 1e15;

type Where = readonly SeriesFilter[];

/** cAdvisor's own numbers: https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md */
const cAdvisorNumbers = (...where: Where): InfraNumber[] => [
  { measure: 'cpuCores', of: rate('container_cpu_usage_seconds_total', ...where) },
  {
    measure: 'cpuLimit',
    of: gauge('container_spec_cpu_quota', ...where),
    over: gauge('container_spec_cpu_period', ...where),
    across: 'max',
    above: 0,
  },
  {
    measure: 'throttled',
    of: rate('container_cpu_cfs_throttled_periods_total', ...where),
    over: rate('container_cpu_cfs_periods_total', ...where),
  },
  // What the kernel cannot take back at once: what the limit is held against.
  { measure: 'memoryUsed', of: gauge('container_memory_working_set_bytes', ...where), across: 'max' },
  {
    measure: 'memoryLimit',
    of: gauge('container_spec_memory_limit_bytes', ...where),
    across: 'max',
    above: 0,
    below: NO_LIMIT,
  },
  { measure: 'oomKills', of: increase('container_oom_events_total', ...where) },
];

/**
 * Containers of pods, as a kubelet tells of them; those without a name hold a pod's network only. Its numbers of limits
 * are often dropped, since kube-state-metrics has them.
 */
export const cAdvisorPods: InfraConvention = {
  id: 'cadvisor-pods',
  kind: 'container',
  labels: [...CONTAINER_PLACE, ...POD_LABELS],
  select: 'pod',
  numbers: cAdvisorNumbers({ label: 'container', isNot: 'POD|' }),
};

// What holds a pod's network has a name as well, and no container.
const DOCKER: Where = [
  { label: 'pod', is: '' },
  { label: 'container', is: '' },
  { label: 'name', isNot: '' },
];

/** Containers of Docker, by their names. */
export const cAdvisorDocker: InfraConvention = {
  id: 'cadvisor-docker',
  kind: 'container',
  labels: [...CONTAINER_PLACE, 'name', 'image', ...COMPOSE_LABELS],
  select: 'name',
  limitsWith: 'memoryUsed',
  numbers: [
    ...cAdvisorNumbers(...DOCKER),
    {
      measure: 'restarts',
      of: { metric: 'container_start_time_seconds', as: 'changes', where: DOCKER },
      across: 'max',
    },
    { measure: 'received', of: rate('container_network_receive_bytes_total', ...DOCKER) },
    { measure: 'transmitted', of: rate('container_network_transmit_bytes_total', ...DOCKER) },
    {
      measure: 'networkErrors',
      of: [
        rate('container_network_receive_errors_total', ...DOCKER),
        rate('container_network_transmit_errors_total', ...DOCKER),
      ],
    },
  ],
};

const OF_CPU = { label: 'resource', is: 'cpu' };
const OF_MEMORY = { label: 'resource', is: 'memory' };

/**
 * kube-state-metrics, whose own address says nothing of a container:
 * https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md
 */
export const kubeState: InfraConvention = {
  id: 'kube-state-metrics',
  kind: 'container',
  labels: ['cluster', ...POD_LABELS],
  select: 'pod',
  limitsWith: 'restarts',
  numbers: [
    { measure: 'cpuLimit', of: gauge('kube_pod_container_resource_limits', OF_CPU), across: 'max' },
    { measure: 'memoryLimit', of: gauge('kube_pod_container_resource_limits', OF_MEMORY), across: 'max' },
    { measure: 'restarts', of: increase('kube_pod_container_status_restarts_total') },
    {
      measure: 'notStarting',
      of: gauge('kube_pod_container_status_waiting_reason', {
        label: 'reason',
        isNot: 'ContainerCreating|PodInitializing',
      }),
      parts: ['reason'],
      above: 0,
    },
  ],
};

const K8S_LABELS = ['k8s_namespace_name', 'k8s_pod_name', 'k8s_container_name'] as const;

/**
 * OpenTelemetry's kubelet and cluster receivers:
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/kubeletstatsreceiver/documentation.md
 * and https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/k8sclusterreceiver/documentation.md
 */
export const otelContainers: InfraConvention = {
  id: 'otel-k8s',
  kind: 'container',
  labels: [...CONTAINER_PLACE, ...K8S_LABELS],
  select: 'k8s_pod_name',
  // The kubelet's receiver, which tells the rest, knows no limits.
  limitsWith: 'restarts',
  numbers: [
    { measure: 'cpuCores', of: gauge('container_cpu_usage', { label: 'k8s_pod_name', isNot: '' }), across: 'max' },
    { measure: 'cpuLimit', of: gauge('k8s_container_cpu_limit'), across: 'max' },
    {
      measure: 'memoryUsed',
      of: gauge('container_memory_working_set_bytes', { label: 'k8s_pod_name', isNot: '' }),
      across: 'max',
    },
    { measure: 'memoryLimit', of: gauge('k8s_container_memory_limit_bytes'), across: 'max' },
    { measure: 'restarts', of: increase('k8s_container_restarts') },
  ],
};
