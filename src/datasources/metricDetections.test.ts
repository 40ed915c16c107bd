import { scrape, type Scraped, together } from '../telemetry/exposition/scraped';
import { type DetectionKeeper, type KeptDetection, MetricDetections } from './metricDetections';
import { knownServices } from './services';
import { FakePrometheus } from './testing/fakePrometheus';

const PAGE = '# TYPE http_requests_total counter\nhttp_requests_total{method="GET",path="/",status="200"} 90\n';
const shop = (...services: string[]): Scraped => together(services.map((service) => scrape(PAGE, service)));

/** A browser's memory. */
class Memory implements DetectionKeeper {
  private kept = new Map<string, KeptDetection>();
  read = (basis: string) => this.kept.get(basis);
  write = async (basis: string, kept: KeptDetection) => void this.kept.set(basis, kept);
  clear = () => this.kept.clear();
}

const look = async (detections: MetricDetections, prometheus: FakePrometheus, settings = {}) => {
  const detection = detections.at({ instance: prometheus as never, settings }, Date.now());
  await jest.advanceTimersByTimeAsync(100);
  return knownServices(await detection).map(({ service }) => service);
};
const renewed = async (detections: MetricDetections, prometheus: FakePrometheus) => {
  const answer = detections.renewed({ instance: prometheus as never, settings: {} });
  await jest.advanceTimersByTimeAsync(10_000);
  return answer;
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('shows at once what was kept from an earlier visit, and asks as often as ever behind it', async () => {
  const memory = new Memory();
  await look(new MetricDetections(Date.now, memory), new FakePrometheus(shop('cart')));
  const again = new FakePrometheus(shop('cart'));
  const detections = new MetricDetections(Date.now, memory);
  expect(await look(detections, again)).toEqual(['cart']);
  expect([again.resources, again.detections]).toEqual([[], 0]);
  expect(await renewed(detections, again)).toBe(false);
  expect([again.resources.length, again.detections]).toEqual([2, 1]);
});

it('takes what the check finds for known, and keeps it', async () => {
  const memory = new Memory();
  await look(new MetricDetections(Date.now, memory), new FakePrometheus(shop('cart')));
  const grown = new FakePrometheus(shop('cart', 'pay'));
  const detections = new MetricDetections(Date.now, memory);
  expect(await look(detections, grown)).toEqual(['cart']);
  expect(await renewed(detections, grown)).toBe(true);
  expect(await look(detections, grown)).toEqual(['cart', 'pay']);
  expect(grown.detections).toBe(1);
  expect(await look(new MetricDetections(Date.now, memory), grown)).toEqual(['cart', 'pay']);
});

it('renews what was asked before the check ended, and nothing that is asked after it', async () => {
  const memory = new Memory();
  await look(new MetricDetections(Date.now, memory), new FakePrometheus(shop('cart')));
  const prometheus = new FakePrometheus(shop('cart', 'pay'));
  const source = { instance: prometheus as never, settings: {} };
  const detections = new MetricDetections(Date.now, memory);
  const before = Date.now();
  await look(detections, prometheus);
  await renewed(detections, prometheus);
  expect(await detections.renewed(source, before)).toBe(true);
  expect(await detections.renewed(source, Date.now())).toBe(false);
});

it('keeps nothing of a check during which all was forgotten', async () => {
  const memory = new Memory();
  await look(new MetricDetections(Date.now, memory), new FakePrometheus(shop('cart')));
  const detections = new MetricDetections(Date.now, memory);
  await look(detections, new FakePrometheus(shop('late')));
  detections.clear();
  const prometheus = new FakePrometheus(shop('cart', 'pay'));
  expect(await look(detections, prometheus)).toEqual(['cart', 'pay']);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await look(detections, prometheus)).toEqual(['cart', 'pay']);
});

it('shows what it knows while it looks again after five minutes', async () => {
  const prometheus = new FakePrometheus(shop('cart'));
  const detections = new MetricDetections(Date.now, new Memory());
  await look(detections, prometheus);
  await jest.advanceTimersByTimeAsync(6 * 60_000);
  prometheus.failResources = [new Error('down'), new Error('down')];
  expect(await look(detections, prometheus)).toEqual(['cart']);
  expect(await renewed(detections, prometheus)).toBe(false);
});

it('asks first where other metrics were mapped, where it is to look again, and without a memory', async () => {
  const memory = new Memory();
  const prometheus = new FakePrometheus(shop('cart'));
  const detections = new MetricDetections(Date.now, memory);
  await look(detections, prometheus);
  await look(detections, prometheus, { business: [{ measure: 'orders', metric: 'orders_total', type: 'counter' }] });
  expect(prometheus.detections).toBe(2);
  detections.clear();
  await look(detections, prometheus);
  expect(prometheus.detections).toBe(3);
  await look(new MetricDetections(Date.now), prometheus);
  expect(prometheus.detections).toBe(4);
});
