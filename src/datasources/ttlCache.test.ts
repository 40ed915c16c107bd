import { type MetricDetection } from '../telemetry/conventions/binding';
import { TtlCache } from './ttlCache';

const found = (metricCount: number): MetricDetection => ({ families: [], covered: [], signals: [], metricCount });

describe('detections', () => {
  it('are made once for all who ask at the same time, and anew when they are old', async () => {
    let now = 0;
    const detections = new TtlCache(() => now);
    let times = 0;
    const detect = async () => found((times += 1));
    const [first, second] = await Promise.all([detections.get('prom', detect), detections.get('prom', detect)]);
    expect(first).toBe(second);
    now = 4 * 60 * 1000;
    expect((await detections.get('prom', detect)).metricCount).toBe(1);
    now = 5 * 60 * 1000;
    expect((await detections.get('prom', detect)).metricCount).toBe(2);
    expect(times).toBe(2);
  });

  it('of different data sources are kept apart', async () => {
    const detections = new TtlCache();
    expect((await detections.get('a', async () => found(1))).metricCount).toBe(1);
    expect((await detections.get('b', async () => found(2))).metricCount).toBe(2);
  });

  it('that failed are forgotten, but not one that was made since', async () => {
    const detections = new TtlCache();
    let fail: (error: Error) => void = () => undefined;
    const failing = detections.get('prom', () => new Promise((_, reject) => (fail = reject)));
    detections.clear();
    const since = await detections.get('prom', async () => found(7));
    fail(new Error('down'));
    await expect(failing).rejects.toThrow('down');
    expect(await detections.get('prom', async () => found(8))).toBe(since);
    await expect(detections.get('other', async () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect((await detections.get('other', async () => found(9))).metricCount).toBe(9);
  });
});
