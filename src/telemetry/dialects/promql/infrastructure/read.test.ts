import { INFRA_CONVENTIONS } from '../../../conventions/infrastructure';
import { type InfraEntity, type InfraKind } from '../../../questions/infrastructure';
import { type Labels } from '../../../vocabulary';
import { readInfra } from './read';
import { CONVENTION_LABEL } from './render';

/** Series by the query that they answer: labels, and the value. */
type Answers = Record<string, ReadonlyArray<readonly [Labels, number]>>;

const NODE = { [CONVENTION_LABEL]: 'node-exporter', job: 'node' };

function read(kind: InfraKind, answers: Answers): InfraEntity[] {
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
