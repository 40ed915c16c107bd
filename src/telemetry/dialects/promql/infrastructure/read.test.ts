import { INFRA_CONVENTIONS } from '../../../conventions/infrastructure';
import { type InfraEntity, type InfraKind } from '../../../questions/infrastructure';
import { type Labels } from '../../../vocabulary';
import { readInfra } from './read';
import { readTargets } from './readTargets';
import { CONVENTION_LABEL, renderInfra } from './render';

/** Series by the query that they answer: labels, and the value. */
type Answers = Record<string, ReadonlyArray<readonly [Labels, number]>>;

const NODE = { [CONVENTION_LABEL]: 'node-exporter', job: 'node' };

const read = (kind: InfraKind, answers: Answers): InfraEntity[] => answerOf(kind, answers).entities;

function answerOf(kind: InfraKind, answers: Answers) {
  return readInfra(INFRA_CONVENTIONS, kind, (refId) =>
    (answers[refId] ?? []).map(([labels, value]) => ({ labels, times: [0], values: [value] }))
  );
}

describe('a host whose own name is not that of its labels', () => {
  const labels = { job: 'node', instance: '10.0.0.1:9100', host: 'web-1' };
  const info = { ...labels, nodename: 'web-1.example.com', sysname: 'Linux', release: '6.1' };

  it('is one', () => {
    expect(read('host', { cpu: [[{ ...NODE, ...labels }, 0.4]], info: [[info, 1]] })).toEqual([
      expect.objectContaining({ id: 'web-1', product: 'Linux 6.1', isUp: true, readings: { cpu: { value: 0.4 } } }),
    ]);
  });

  it('is the one that is down', () => {
    expect(read('host', { oomKills: [[{ ...NODE, ...labels }, 1]], down: [[info, 1]] })).toEqual([
      expect.objectContaining({ id: 'web-1', isUp: false, readings: { oomKills: { value: 1 } } }),
    ]);
  });
});

it('machines that all call themselves the same are told apart by their addresses, without one more', () => {
  const instances = ['10.0.0.1:9100', '10.0.0.2:9100'];
  const hosts = read('host', {
    cpu: instances.map((instance) => [{ ...NODE, instance }, 0.4]),
    info: instances.map((instance) => [{ job: 'node', instance, nodename: 'localhost', sysname: 'Linux' }, 1]),
  });
  expect(hosts.map(({ id }) => id)).toEqual(instances);
});

describe('what has gone within the time range', () => {
  const DOCKER = { [CONVENTION_LABEL]: 'cadvisor-docker', instance: 'c:8080' };
  const of = (name: string) => ({ ...DOCKER, name });

  it('is no entity where nothing happened to it', () => {
    const containers = read('container', {
      cpuCores: [[of('here'), 0]],
      oomKills: [
        [of('here'), 0],
        [of('gone'), 0],
        [of('killed'), 1.03],
      ],
      restarts: [
        [of('here'), 0],
        [of('gone'), 0],
        [of('killed'), 0],
      ],
    });
    expect(containers.map(({ name }) => name)).toEqual(['here', 'killed']);
    expect(containers[0]?.readings).toEqual({ cpuCores: { value: 0 }, oomKills: { value: 0 }, restarts: { value: 0 } });
  });

  it('is a host that is known otherwise, though it tells no number', () => {
    const node = { job: 'node', instance: 'a:9100' };
    expect(read('host', { oomKills: [[{ ...NODE, ...node }, 0]] })).toEqual([]);
    expect(read('host', { oomKills: [[{ ...NODE, ...node }, 0]], info: [[node, 1]] })).toHaveLength(1);
  });
});

describe('limits', () => {
  const pod = (by: string, name: string) => ({
    [CONVENTION_LABEL]: by,
    namespace: 'shop',
    pod: name,
    container: 'cart',
    k8s_namespace_name: 'shop',
    k8s_pod_name: name,
    k8s_container_name: 'cart',
  });
  const docker = (name: string) => ({ [CONVENTION_LABEL]: 'cadvisor-docker', instance: 'c:8080', name });

  it.each<[string, Answers, boolean | undefined]>([
    ['cAdvisor of Docker', { memoryUsed: [[docker('a'), 5]] }, true],
    ['a kubelet alone', { memoryUsed: [[pod('cadvisor-pods', 'a'), 5]] }, undefined],
    [
      'a kubelet and kube-state-metrics',
      { memoryUsed: [[pod('cadvisor-pods', 'a'), 5]], restarts: [[pod('kube-state-metrics', 'a'), 0]] },
      true,
    ],
    ["OpenTelemetry's receiver of a kubelet", { memoryUsed: [[pod('otel-k8s', 'a'), 5]] }, undefined],
  ])('would be told by %s: %j', (_, answers, tellsLimits) => {
    expect(read('container', answers)[0]?.tellsLimits).toBe(tellsLimits);
  });

  it('are not known where not all were read, which is said', () => {
    const many = Array.from({ length: 500 }, (_, at) => [docker(`c${at}`), 1000 - at] as const);
    const answer = answerOf('container', { memoryUsed: [[docker('small'), 1]], memoryLimit: many });
    expect(answer.cutAt).toBe(500);
    expect(answer.entities.some(({ tellsLimits }) => tellsLimits)).toBe(false);
    expect(answerOf('container', { memoryLimit: many.slice(1) }).cutAt).toBeUndefined();
  });
});

describe('clusters with the same names and addresses', () => {
  const CLUSTERS = ['eu', 'us'];

  it('have hosts of their own, each up or down by itself', () => {
    const labels = (cluster: string) => ({ job: 'node', instance: 'node-exporter:9100', cluster });
    const info = (cluster: string): [Labels, number] => [{ ...labels(cluster), nodename: 'node-1' }, 1];
    const hosts = read('host', {
      cpu: CLUSTERS.map((cluster) => [{ ...NODE, ...labels(cluster) }, 0.4]),
      info: CLUSTERS.map(info),
      down: [info('eu')],
    });
    expect(hosts.map(({ id, isUp }) => [id, isUp])).toEqual([
      ['eu/node-1', false],
      ['us/node-1', true],
    ]);
    const down = renderInfra(INFRA_CONVENTIONS, 'host', { rangeSeconds: 60 }).find(({ refId }) => refId === 'down');
    expect(down?.expr).toContain('on (cluster, job, instance) (up == 0)');
  });

  it('have pods of their own', () => {
    const pod = { namespace: 'shop', pod: 'redis-0' };
    const answers: Record<string, Labels[]> = {
      pods: CLUSTERS.map((cluster) => ({ ...pod, cluster, node: `${cluster}-node` })),
      targets: CLUSTERS.map((cluster) => ({ ...pod, cluster, job: 'redis' })),
    };
    const targets = readTargets((refId) =>
      (answers[refId] ?? []).map((labels) => ({ labels, times: [0], values: [1] }))
    );
    expect(targets.map(({ cluster, host }) => [cluster, host[0]?.value])).toEqual([
      ['eu', 'eu-node'],
      ['us', 'us-node'],
    ]);
  });
});
