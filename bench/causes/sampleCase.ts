import { type ChangeCase } from '../../src/analysis/causes/case';
import { isNothing } from '../../src/analysis/causes/isNothing';
import { minePatterns } from '../../src/analysis/patterns/miner';
import { type MinedLine, type MiningOptions } from '../../src/analysis/patterns/pattern';
import { askCaseLogs } from '../../src/datasources/changes/askLogs';
import { askCaseTraces } from '../../src/datasources/changes/askTraces';
import { compute } from '../../src/datasources/changes/computing';
import { caseMetricQuestions } from '../../src/datasources/changes/metricQuestions';
import { type MetricsOfCase, readCaseMetrics } from '../../src/datasources/changes/readMetrics';
import { stepFor } from '../../src/datasources/changes/steps';
import { answerMetric } from '../../src/sample/answers/metric';
import { SampleLogs } from '../../src/sample/answers/logs/source';
import { SampleTraces } from '../../src/sample/answers/traces/source';
import { type SampleShop } from '../../src/sample/shop';
import { type TimeSpan } from '../../src/telemetry/timeSpan';

const ANYWHERE = { metrics: '', logs: '', traces: '', environments: [] };
/** Services have one name in the sample shop. */
const identities = { onPages: async () => new Map(), logsOnPages: async () => new Map() };
const patterns = {
  mineEach: async (groups: ReadonlyArray<readonly MinedLine[]>, options: MiningOptions) =>
    groups.map((lines) => minePatterns(lines, options)),
};

/**
 * What the page learns of the sample shop about two times that meet: the same questions are asked, in the same order,
 * and the same readers read the answers.
 * @param hasMetrics false where there are none: then nothing says when something was worse
 */
export async function sampleCase(
  shop: SampleShop,
  before: TimeSpan,
  during: TimeSpan,
  hasMetrics: boolean
): Promise<ChangeCase> {
  const now = () => during.to;
  const metrics = hasMetrics ? metricsOf(shop, before, during) : { times: [], series: [] };
  const known: ChangeCase = { before, during, ...metrics };
  const { changed, worse } = compute({ one: known });
  if (hasMetrics && isNothing(changed)) {
    return known;
  }
  const traces = { open: async () => new SampleTraces(shop, [], now) };
  const logs = { open: async () => new SampleLogs(shop, [], now) };
  return {
    ...known,
    ...(await askCaseTraces({ traces, identities }, ANYWHERE, known, worse)),
    ...(await askCaseLogs({ logs, identities, patterns }, ANYWHERE, known)),
  };
}

function metricsOf(shop: SampleShop, before: TimeSpan, during: TimeSpan): MetricsOfCase {
  const step = stepFor(before, during);
  const questions = caseMetricQuestions('all');
  const answers = new Map(
    questions.map(({ refId, question }) => {
      const range = { from: before.from + step, to: during.to, step };
      const answer = answerMetric(shop, question, range, { errorStatus: '5..' });
      if ('notSupported' in answer) {
        throw new Error(answer.notSupported);
      }
      return [refId, answer.series];
    })
  );
  return readCaseMetrics(questions, (refId) => answers.get(refId) ?? [], { before, during }, step);
}
