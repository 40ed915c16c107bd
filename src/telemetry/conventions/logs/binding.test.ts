import { readLevel } from '../../logLine/level';
import { bindLogs, boundCarriers } from './binding';
import { LEVEL_SPELLINGS } from './names';

const DOCKERS = `/var/lib/docker/containers/${'a1'.repeat(32)}/${'a1'.repeat(32)}-json.log`;

const bind = (streams: Array<Record<string, string>>, metadata: string[] = []) =>
  bindLogs({ labelNames: [...new Set(streams.flatMap((stream) => Object.keys(stream)))], streams, metadata });

describe('the name of a service', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['Loki 3 on a Promtail file', { service_name: 'shop-api', job: 'x', filename: '/x' }, 'service_name'],
    ['Promtail of a JSON file', { job: 'shop-api', service: 'shop-api', level: 'info', logger: 'x' }, 'service'],
    ['Promtail of a container', { container_name: 'fastapi-app' }, 'container_name'],
    ['Alloy', { container_name: 'a', compose_service: 'a', compose_project: 'p', job: 'docker' }, 'container_name'],
    ['compose alone', { compose_service: 'a', job: 'docker' }, 'compose_service'],
    ['Kubernetes', { app: 'cart', namespace: 'shop', pod: 'cart-1' }, 'app'],
    ['a job', { job: 'shop', filename: '/x' }, 'job'],
    ["a shipper's job without a file", { job: 'varlogs' }, 'job'],
    ["a shipper's job with a file that tells no name", { job: 'docker', filename: DOCKERS }, 'job'],
    ["Loki's word for none", { service_name: 'unknown_service', job: 'shop' }, 'job'],
    ["OpenTelemetry's word for none", { service_name: 'unknown_service:node', app: 'cart' }, 'app'],
    ['nothing', { level: 'info' }, undefined],
    ['a file that tells no name', { filename: DOCKERS }, undefined],
  ])('is found with %s', (_, stream, label) => {
    const { services } = bind([stream]);
    expect([...services]).toEqual(label === undefined ? [] : [[stream[label], [label]]]);
  });

  it('may be in several labels for one service', () => {
    const { services, serviceLabels } = bind([{ app: 'cart' }, { container_name: 'cart' }]);
    expect(services.get('cart')).toEqual(['app', 'container_name']);
    expect(serviceLabels).toEqual(['container_name', 'app']);
  });
});

describe('the file of a stream', () => {
  it.each<[string, Record<string, string>, string]>([
    ["Promtail's default", { job: 'varlogs', filename: '/var/log/nginx/access.log' }, 'nginx'],
    ['Loki 3 on that', { service_name: 'varlogs', job: 'varlogs', filename: '/var/log/nginx/error.log' }, 'nginx'],
    ['no name at all', { filename: '/logs/orders.log' }, 'orders'],
    ["Loki's word for none", { service_name: 'unknown_service', filename: '/logs/orders.log.1' }, 'orders'],
  ])('names its service where there is %s', (_, stream, name) => {
    const { services, files } = bind([stream]);
    expect([...services]).toEqual([[name, []]]);
    expect([...(files?.forms.keys() ?? [])]).toEqual([name]);
  });

  it('does not where a label tells whose it is', () => {
    const { services, files } = bind([{ app: 'shop', job: 'varlogs', filename: '/var/log/nginx/access.log' }]);
    expect([...services.keys()]).toEqual(['shop']);
    expect(files).toBeUndefined();
  });

  it('joins those that one program writes, also with what is named so by a label', () => {
    const { services, files, serviceLabels } = bind([
      { job: 'varlogs', filename: '/var/log/nginx/access.log' },
      { job: 'varlogs', filename: '/var/log/nginx/error.log' },
      { job: 'varlogs', filename: '/var/log/shop/orders.log' },
      { container_name: 'nginx' },
    ]);
    expect([...services]).toEqual([
      ['nginx', ['container_name']],
      ['orders', []],
    ]);
    expect(files?.jobs).toEqual(new Map([['job', ['varlogs']]]));
    expect(serviceLabels).toEqual(['container_name', 'job']);
  });
});

describe('a binding', () => {
  it('knows labels of which every stream has one', () => {
    expect(bind([{ service_name: 'a', x: '1' }, { service_name: 'b' }]).cover).toEqual(['service_name']);
    expect(bind([{ app: 'a' }, { app: 'b' }, { job: 'c' }]).cover).toEqual(['app', 'job']);
    expect(bind([]).cover).toEqual(['service_name', 'job']);
  });

  it('prefers metadata to labels, and what was seen to what is usual', () => {
    const { services: _, ...binding } = bind(
      [{ service_name: 'a', severity: 'x' }],
      ['severity_text', 'detected_level']
    );
    const carriers = boundCarriers('level', { ...binding, services: new Map() });
    // Loki's own guess is none of them: it is believed last.
    expect(carriers).toEqual(['severity_text', 'severity', 'level']);
  });

  it('leaves out what LogQL cannot name', () => {
    const binding = bindLogs({ labelNames: ['a', 'a.b', '__path__'], streams: [], metadata: ['c', 'c-d'] });
    expect(binding.streamLabels).toEqual(['a']);
    expect(binding.metadata).toEqual(['c']);
  });
});

describe('spellings of levels', () => {
  it.each(Object.entries(LEVEL_SPELLINGS))('of %s are read as that', (level, spellings) => {
    expect(spellings.filter((spelling) => readLevel(spelling) !== level)).toEqual([]);
  });

  it('are all that are read as one, so that whoever asks for a level finds what is shown as that', () => {
    const words = 'fatal ftl critical crit alert emergency emerg panic dpanic error err erro eror severe failure'
      .concat(' warn warning wrn info information informational inf notice log config success')
      .concat(' debug dbg dbug debug1 debug5 fine trace trc tracing verbose vrb silly finer finest')
      .split(' ');
    const numbers = '0 1 2 3 4 5 6 7 10 20 30 40 50 60 100 200 250 300 400 500 550 600'.split(' ');
    const missed = [...words, ...numbers].filter((text) => {
      const level = readLevel(text);
      return level !== undefined && level !== 'unknown' && !LEVEL_SPELLINGS[level].includes(text);
    });
    expect(missed).toEqual([]);
  });
});
