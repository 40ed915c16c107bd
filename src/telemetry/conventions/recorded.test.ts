import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectScraped, scrape, type Scraped, together } from '../exposition/scraped';
import { type MetricDetection, type MetricFamily } from './binding';
import { type ConventionId, type DurationSource } from './convention';
import { TARGET_LABELS } from './labelNames';

/** What a page says about its requests, judged by its library's documentation; see recorded/README.md. */
interface Expected {
  kind: 'positive' | 'negative';
  convention: ConventionId | null;
  requests: { metric: string; from: 'counter' | 'histogram-count' | 'summary-count' } | null;
  duration: DurationSource | null;
  inFlight: { metric: string } | null;
  labels: { route: string | null; method: string | null; status: string | null };
  statusStyle: 'code' | 'class' | 'rpc' | 'outcome' | 'none';
}

interface Recorded {
  name: string;
  page: string;
  expected: Expected;
}

/** Positives that are not recognised, on purpose, with the reason. No service is better than a wrong one. */
const NOT_RECOGNISED: Readonly<Record<string, string>> = {
  'graphql-yoga': 'Its name says neither requests nor a unit',
  'dropwizard-simpleclient': 'No labels at all: nothing tells its summary from that of any other thing called requests',
};

const FOLDER = join(__dirname, 'recorded');
const recorded: Recorded[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.expected.json'))
  .map((file) => file.replace('.expected.json', ''))
  .sort()
  .map((name) => ({
    name,
    page: readFileSync(join(FOLDER, `${name}.prom`), 'utf8'),
    expected: JSON.parse(readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8')) as Expected,
  }));

const positives = recorded.filter(({ name, expected }) => expected.kind === 'positive' && !(name in NOT_RECOGNISED));
const negatives = recorded.filter(({ expected }) => expected.kind === 'negative');

/** The family that answers, in the words of the expectation. */
function seen(family: MetricFamily): Expected {
  const { convention, requests, duration, inFlight, statusStyle, errorMark } = family;
  const isMarked = requests.labels.status === undefined && errorMark !== undefined;
  return {
    kind: 'positive',
    convention,
    requests: {
      metric: requests.from === 'counter' ? requests.metric : `${requests.metric}_count`,
      from: requests.from === 'native-histogram-count' ? 'histogram-count' : requests.from,
    },
    duration: duration ? { metric: duration.metric, type: duration.type, unit: duration.unit } : null,
    inFlight: inFlight ? { metric: inFlight.metric } : null,
    labels: {
      route: requests.labels.route?.[0] ?? null,
      method: requests.labels.method?.[0] ?? null,
      status: isMarked ? errorMark.label : (requests.labels.status?.[0] ?? null),
    },
    statusStyle: isMarked ? 'outcome' : statusStyle,
  };
}

function wanted({ convention, requests, duration, inFlight, labels, statusStyle }: Expected): Expected {
  return { kind: 'positive', convention, requests, duration, inFlight, labels, statusStyle };
}

/** The page with every service's name in it made its own, so that two pages do not speak of the same service. */
function asServiceOf(name: string, { page }: Recorded): Scraped {
  const scraped = scrape(page, name);
  const labels = new Set<string>(TARGET_LABELS.service.filter((label) => label !== 'job'));
  return {
    ...scraped,
    series: scraped.series.map((one) => ({
      ...one,
      labels: Object.fromEntries(
        Object.entries(one.labels).map(([label, value]) => [label, labels.has(label) ? `${name}/${value}` : value])
      ),
    })),
  };
}

function familiesFor(name: string, { families }: MetricDetection): MetricFamily[] {
  return families.filter(({ services }) => services.some(({ service }) => service.split('/')[0] === name));
}

/** A family as it is for one service; others of the family may bring labels of their own. */
function ofService(name: string, family: MetricFamily): MetricFamily {
  const labels = family.services.find(({ service }) => service.split('/')[0] === name)?.requests ?? {};
  return { ...family, requests: { ...family.requests, labels } };
}

describe('a recorded page by itself', () => {
  it('is one of many', () => {
    expect(positives.length).toBeGreaterThanOrEqual(88);
    expect(negatives.length).toBeGreaterThanOrEqual(41);
  });

  it.each(positives.map((one) => [one.name, one] as const))('%s is recognised', (name, { page, expected }) => {
    const { families } = detectScraped(scrape(page, name));
    expect(families.map(seen)).toEqual([wanted(expected)]);
    expect(families[0]?.services).toHaveLength(1);
  });

  it.each(negatives.map((one) => [one.name, one] as const))('%s has no requests of the shop', (name, { page }) => {
    const { families } = detectScraped(scrape(page, name));
    expect(families.map(seen)).toEqual([]);
  });

  it.each(Object.entries(NOT_RECOGNISED))('%s is not recognised: %s', (name) => {
    const page = recorded.find((one) => one.name === name)?.page ?? '';
    expect(page).not.toBe('');
    expect(detectScraped(scrape(page, name)).families).toEqual([]);
  });
});

describe('all recorded pages in one Prometheus', () => {
  const detection = detectScraped(together(recorded.map((one) => asServiceOf(one.name, one))));

  it.each(positives.map((one) => [one.name, one] as const))('%s keeps its own convention', (name, { expected }) => {
    const { convention, requests, duration, labels } = wanted(expected);
    const answering = familiesFor(name, detection).map((family) => seen(ofService(name, family)));
    expect(answering).toEqual([expect.objectContaining({ convention, requests, duration, labels })]);
  });

  it('has no service but those of the positive pages', () => {
    const names = detection.families.flatMap(({ services }) => services.map(({ service }) => service.split('/')[0]));
    expect([...names].sort()).toEqual(positives.map(({ name }) => name).sort());
  });

  it('gives each service to one family only', () => {
    const services = detection.families.flatMap((family) => family.services.map(({ service }) => service));
    expect(new Set(services).size).toBe(services.length);
  });
});

/** Where fewer series show less: spans without a route, for which their name stands, are not among the busiest. */
const SHOWN_BY_MORE = 'spanmetrics-collector';

it.each(recorded.filter(({ name }) => name !== SHOWN_BY_MORE))('$name is detected alike among very many', (one) => {
  const { name, page } = one;
  const scraped = scrape(page, name);
  expect(answersOf(detectScraped(scraped, 'ofMany'))).toEqual(answersOf(detectScraped(scraped)));
});

/** All that queries are written by; other names of a service are only seen on the series that were looked at. */
function answersOf({ families, signals }: MetricDetection) {
  const services = (all: MetricFamily['services']) => all.map(({ service, label }) => ({ service, label })).sort();
  return {
    families: families.map((family) => ({
      ...family,
      services: services(family.services),
      elsewhere: services(family.elsewhere),
    })),
    signals: signals.map((signal) => ({ ...signal, services: services(signal.services), elsewhere: [] })),
  };
}
