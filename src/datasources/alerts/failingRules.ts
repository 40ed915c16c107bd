import { type InferOutput } from 'valibot';
import { type AlertNotice, type AlertOrigin } from '../../telemetry/questions/alerts';
import { type FailingRule } from '../../telemetry/questions/stack';
import { askAlertApi, noticeOf } from './alertApi';
import { GRAFANA, ruleServers } from './alertServers';
import { problemOf, RULES_BODY } from './ruleBodies';

/** Grafana and so many data sources are asked for their rules, those of the pages first. */
const MOST_SERVERS = 3;

/** Rules that could not be evaluated the last time, and who could not be asked for them. Never throws but on abort. */
export async function askFailingRules(
  preferred: ReadonlyArray<string | undefined>,
  signal?: AbortSignal
): Promise<{ failing: FailingRule[]; notices: AlertNotice[] }> {
  const origins = [GRAFANA, ...ruleServers(preferred).slice(0, MOST_SERVERS)];
  const answers = await Promise.all(origins.map((origin) => rulesOf(origin, signal)));
  return {
    failing: answers.flatMap((answer) => (Array.isArray(answer) ? answer : [])),
    notices: answers.flatMap((answer) => (Array.isArray(answer) ? [] : [answer])),
  };
}

async function rulesOf(origin: AlertOrigin, signal?: AbortSignal): Promise<FailingRule[] | AlertNotice> {
  try {
    const url = `/api/prometheus/${encodeURIComponent(origin.uid)}/api/v1/rules`;
    return failingRules(await askAlertApi(url, RULES_BODY, signal), origin);
  } catch (error) {
    signal?.throwIfAborted();
    return noticeOf(error, origin);
  }
}

/** The rules of an origin, those that record among them, that could not be evaluated the last time. */
function failingRules({ data: { groups } }: InferOutput<typeof RULES_BODY>, origin: AlertOrigin): FailingRule[] {
  return groups.flatMap(({ name: group, file: folder, rules }) =>
    rules.flatMap((rule): FailingRule[] => {
      const { name, uid, type, isPaused } = rule;
      const problem = problemOf(rule);
      const isRecording = type === 'recording';
      return problem && !isPaused ? [{ name, group, folder, ...(uid && { uid }), origin, problem, isRecording }] : [];
    })
  );
}
