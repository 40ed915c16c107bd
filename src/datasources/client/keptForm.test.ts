import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '../../analysis/patterns/hash';
import {
  type BoundLabels,
  type BoundSignal,
  type MetricDetection,
  type MetricFamily,
  type ServiceBinding,
} from '../../telemetry/conventions/binding';
import { detectScraped, scrape, together } from '../../telemetry/exposition/scraped';
import { KEPT_DETECTIONS_KEY } from './keptDetections';
import { writeShared } from './writeShared';

/*
 * What a browser keeps of a detection was written by another version of the plugin. Where its form changes, the number
 * in the key is raised, so that nothing of an old form is read.
 */

const labels: Required<Pick<BoundLabels, 'route'>> = { route: ['path'] };
const service: Required<ServiceBinding> = {
  ...{ service: 'cart', label: 'job', requests: labels, duration: labels },
  ...{ environments: ['prod'], alsoNamed: ['cart-1'], namespaces: ['shop'] },
};
const only = { label: 'a', values: ['b'] };
// With all that there may be: whoever adds a property to the types adds it here.
const family: Required<MetricFamily> = {
  convention: 'otel-stable',
  kind: 'requests',
  requests: { metric: 'requests', from: 'counter', labels },
  duration: { metric: 'seconds', type: 'histogram', unit: 's', labels, max: { metric: 'max', labels } },
  inFlight: { metric: 'active', labels },
  statusStyle: 'code',
  only: [only],
  without: [only],
  errorMark: { label: 'exception', value: 'x' },
  failures: 'failures',
  countsMessages: true,
  failing: { errors: '5..' },
  alsoFailing: { label: 'grpc', statuses: { errors: '13' } },
  startsAtZero: true,
  services: [service],
  elsewhere: [service],
  layouts: [['cart']],
};
const signal: Required<BoundSignal> = {
  ...{ measure: 'memory', metric: 'memory', type: 'gauge', unit: 'bytes', scale: 1, across: 'max' },
  ...{ only, without: only, splitBy: 'currency', freeOf: 'all', told: { of: 'x', by: ['a'], apart: ['b'] } },
  ...{ entity: 'service', labels, services: [service], elsewhere: [service], systems: ['cluster'] },
};
const whole: Required<MetricDetection> = { families: [family], covered: [family], signals: [signal], metricCount: 1 };

/** Where a form has a map, its keys say nothing of the form: fields, and measures. */
const MAPS = new Set(['labels', 'requests', 'duration', 'failing', 'statuses']);

/** All places of a value with what is there, those of all elements of a list as one. */
function formOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return [...new Set(value.flatMap((one) => formOf(one, `${path}[]`)))];
  }
  if (typeof value !== 'object' || value === null) {
    return [`${path}: ${typeof value}`];
  }
  const isMap = MAPS.has(path.replace(/.*\./, '')) && !('metric' in value);
  const places = Object.entries(value).flatMap(([key, own]) => formOf(own, `${path}.${isMap ? '*' : key}`));
  return [...new Set(places)].sort();
}

it('has the number of its form: raise it, and write both here, where the form changes', () => {
  // The places of what is kept, and how anything is written.
  const form = [...formOf(whole), writeShared({ a: [{ b: 1 }, { b: 1 }], c: null })].join('\n');
  expect([KEPT_DETECTIONS_KEY.replace(/.*-/, ''), hash(form)]).toEqual(['1', '2d9e8cbeb9e4fdb8']);
});

it('has no other form than that, of whatever instrumentation', () => {
  const recorded = join(__dirname, '../../telemetry/conventions/recorded');
  const pages = readdirSync(recorded).filter((file) => file.endsWith('.prom'));
  const scraped = pages.map((page) => scrape(readFileSync(join(recorded, page), 'utf8'), page));
  const detected: unknown = JSON.parse(JSON.stringify(detectScraped(together(scraped))));
  const known = new Set(formOf(whole));
  expect(formOf(detected).filter((place) => !known.has(place))).toEqual([]);
  expect(formOf(detected).length).toBeGreaterThan(50);
});

it('is another one where something is added, renamed or of another type', () => {
  const { metricCount, ...rest } = whole;
  const forms = [whole, rest, { ...rest, count: metricCount }, { ...whole, metricCount: '1' }].map((one) =>
    formOf(one).join()
  );
  expect(new Set(forms).size).toBe(4);
});
