import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectScraped, scrape, together } from '../../telemetry/exposition/scraped';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { KEPT_DETECTIONS_KEY, KeptDetections } from './keptDetections';
import { readShared } from './readShared';
import { writeShared } from './writeShared';

const DAY = 24 * 3600_000;
const page = readFileSync(
  join(__dirname, '../../telemetry/conventions/recorded/prometheus-fastapi-instrumentator.prom'),
  'utf8'
);
const detectionOf = (count: number) =>
  detectScraped(together(Array.from({ length: count }, (_, index) => scrape(page, `service-${index}`))));
const basisOf = (uid: string, more: unknown[] = []) => JSON.stringify([uid, more]);
const detection = detectionOf(3);

beforeEach(() => window.localStorage.clear());

it('keeps what was detected, with when that was', async () => {
  const at = Date.UTC(2026, 0, 1);
  await new KeptDetections('1.7', () => at).write(basisOf('prom'), { detection, madeAt: at });
  const later = new KeptDetections('1.7', () => at + DAY);
  expect(later.read(basisOf('prom'))).toEqual({ detection: JSON.parse(JSON.stringify(detection)), madeAt: at });
});

it.each([
  ['of another data source', '1.7', basisOf('other'), DAY],
  ['of another user', '1.8', basisOf('prom'), DAY],
  ['by other settings', '1.7', basisOf('prom', ['orders']), DAY],
  ['of a week ago', '1.7', basisOf('prom'), 8 * DAY],
  ['of the future', '1.7', basisOf('prom'), -DAY],
])('knows nothing %s', async (_, whose, basis, later) => {
  const at = Date.UTC(2026, 0, 1);
  await new KeptDetections('1.7', () => at).write(basisOf('prom'), { detection, madeAt: at });
  expect(new KeptDetections(whose, () => at + later).read(basis)).toBeUndefined();
});

it('keeps several data sources apart, of many the latest', async () => {
  const kept = new KeptDetections('1.7');
  const madeAt = Date.now() - DAY;
  for (const count of [1, 2, 3, 4, 5]) {
    await kept.write(basisOf(`prom-${count}`), { detection: detectionOf(count), madeAt: madeAt + count });
  }
  const known = [1, 2, 3, 4, 5].map(
    (count) => kept.read(basisOf(`prom-${count}`))?.detection.families[0]?.services.length
  );
  expect(known).toEqual([undefined, 2, 3, 4, 5]);
});

it('forgets all of it when it is to look again', async () => {
  const kept = new KeptDetections('1.7');
  await kept.write(basisOf('prom'), { detection, madeAt: Date.now() });
  expect(kept.read(basisOf('prom'))).toBeDefined();
  kept.clear();
  expect(Object.keys(window.localStorage)).toEqual([]);
});

it('takes what it cannot read, and a browser without room, for nothing kept', async () => {
  window.localStorage.setItem(`${KEPT_DETECTIONS_KEY}.1.7.prom`, '{"not": "ours"}');
  expect(new KeptDetections('1.7').read(basisOf('prom'))).toBeUndefined();
  const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('QuotaExceededError');
  });
  await expect(
    new KeptDetections('1.7').write(basisOf('prom'), { detection, madeAt: Date.now() })
  ).resolves.toBeUndefined();
  full.mockRestore();
});

it('takes little room where services are alike', () => {
  const [few, many] = [2, 42].map((count) => writeShared(detectionOf(count)).length);
  expect(((many ?? 0) - (few ?? 0)) / 40).toBeLessThan(450);
});

it('reads any JSON back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      fc.pre(!JSON.stringify(value).includes('→') && !JSON.stringify(value).includes('__proto__'));
      expect(readShared(writeShared(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: propertyRuns(1000) }
  );
});
