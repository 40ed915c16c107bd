import fc from 'fast-check';
import { bindLogs, streamName } from '../../conventions/logs/binding';
import { ranked } from '../../conventions/logs/names';
import { parseLogLine } from '../../logLine/parseLogLine';
import { logqlErrors } from '../../testing/logqlText';
import { passesFilter } from '../../testing/logqlFilter';
import { propertyRuns } from '../../testing/propertyRuns';
import { type Labels } from '../../vocabulary';
import { serviceSelectors } from './selector';

const bind = (streams: readonly Labels[]) => bindLogs({ labelNames: [], streams, metadata: [] });
const select = (values: string[], streams: readonly Labels[]) =>
  serviceSelectors([{ field: 'service', op: 'in', values }], bind(streams)).map(({ matchers }) => matchers);

const VARLOGS: Labels[] = [
  { job: 'varlogs', filename: '/var/log/nginx/access.log' },
  { job: 'varlogs', filename: '/var/log/nginx/error.log.1' },
  { job: 'varlogs', filename: '/var/log/shop/orders.log' },
];

describe('the selector of a service that its files name', () => {
  it('finds exactly its files', () => {
    const [text = '', ...others] = select(['nginx'], VARLOGS);
    expect(others).toEqual([]);
    expect(text).toMatch(/^\{job="varlogs", filename=~"\(\?:\/var\/log\/nginx\/\)/);
    expect(logqlErrors(text)).toEqual([]);
  });

  it('is one for any number of them', () => {
    expect(select(['nginx', 'orders'], VARLOGS)).toHaveLength(1);
  });

  it('of their job itself, as addresses of old have it, finds all of them', () => {
    expect(select(['varlogs'], VARLOGS)).toEqual(['{job="varlogs"}']);
    expect(select(['varlogs', 'nginx'], VARLOGS)).toEqual(['{job="varlogs"}']);
  });

  it('of their job finds those without a file, where there are some', () => {
    expect(select(['varlogs'], [...VARLOGS, { job: 'varlogs' }])).toEqual([
      '{job="varlogs", filename=""}',
      '{job="varlogs", filename=~".*/docker/containers/.*"}',
    ]);
  });

  it('leaves streams alone that a label names', () => {
    expect(select(['cart'], [...VARLOGS, { job: 'cart', filename: '/var/log/nginx/access.log' }])).toEqual([
      '{job="cart"}',
    ]);
  });
});

const value = fc.constantFrom('', 'varlogs', 'syslog', 'cart', 'nginx', 'unknown_service');
const filename = fc.constantFrom(
  '',
  '/var/log/nginx/access.log',
  '/var/log/nginx/error-2026-11-30.log',
  '/var/log/a+b (1)|$x.log',
  '/var/log/cart.log',
  '/var/log/pods/shop_cart-1-2_77/cart/0.log',
  '/var/lib/docker/containers/77/77-json.log'
);
const streams = fc.uniqueArray(
  fc.record({ service_name: value, app: value, job: value, filename }).map((labels) => withoutEmpty(labels)),
  { minLength: 1, maxLength: 8, selector: (labels) => JSON.stringify(labels) }
);
const names = fc.uniqueArray(fc.constantFrom('varlogs', 'syslog', 'cart', 'nginx', 'a+b (1)|$x', 'nobody'), {
  minLength: 1,
});

/** `unknown_service` is Loki's word in its own label only. */
function withoutEmpty(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([label, one]) => one !== '' && (label === 'service_name' || !one.startsWith('unknown_'))
    )
  );
}

/** A job that nothing else is called stands for all its files. */
function isMeant(labels: Labels, wanted: readonly string[], all: readonly Labels[]): boolean {
  const { service, label, file } = streamName(labels, ranked('service', ['service_name', 'app', 'job']));
  const job = file && label !== undefined ? labels[label] : undefined;
  const isWhole = job !== undefined && !bind(all).services.has(job) && wanted.includes(job);
  return isWhole || (service !== undefined && wanted.includes(service));
}

describe('services that labels and files name', () => {
  it('are selected as they are read, each stream by one selector', () => {
    fc.assert(
      fc.property(streams, names, (all, wanted) => {
        const selectors = select(wanted, all).map((text) => text.slice(1, -1));
        const filters = selectors.map((text) => text.replace(/", (?=\w+(?:=|!))/g, '" and '));
        for (const labels of all) {
          const found = filters.filter((filter) => passesFilter(filter, labels)).length;
          expect(found).toBe(isMeant(labels, wanted, all) ? 1 : 0);
        }
      }),
      { numRuns: propertyRuns(3000) }
    );
  });

  it('are left out as they are read', () => {
    fc.assert(
      fc.property(streams, names, fc.boolean(), (all, unwanted, withNone) => {
        const values = withNone ? [...unwanted, ''] : unwanted;
        const [selector] = serviceSelectors([{ field: 'service', op: 'notIn', values }], bind(all));
        const filter = (selector?.stages[0] ?? '').replace(/^\| /, '');
        for (const labels of all) {
          const { service } = streamName(labels, ranked('service', ['service_name', 'app', 'job']));
          const isLeft = isMeant(labels, unwanted, all) || (withNone && service === undefined);
          expect(passesFilter(filter, labels)).toBe(!isLeft);
        }
      }),
      { numRuns: propertyRuns(3000) }
    );
  });

  it('are read of a line as of its stream', () => {
    fc.assert(
      fc.property(streams, (all) => {
        for (const labels of all) {
          const { service } = streamName(labels, ranked('service', Object.keys(labels)));
          expect(parseLogLine('a line', labels, {}).service).toBe(service);
        }
      }),
      { numRuns: propertyRuns(1000) }
    );
  });
});
