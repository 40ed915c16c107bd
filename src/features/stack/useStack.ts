import { type SceneObject } from '@grafana/scenes';
import { type Gap, gapsOf } from '../../analysis/stack/gaps';
import { type ServerRow, serverRows } from '../../analysis/stack/serverRows';
import { type StackVerdict, stackVerdict } from '../../analysis/stack/verdict';
import { useTelemetryClient } from '../../datasources/client/context';
import { openStack } from '../../datasources/stack/stackSources';
import { t } from '../../i18n/t';
import { type StackAnswer, type StackSurroundings } from '../../telemetry/questions/stack';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
import { type AsyncState, useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { useSampleMode } from '../../ui/status/useSampleMode';

/** The stack, as the page shows it. */
export interface ShownStack {
  answer: StackAnswer;
  verdict: StackVerdict;
  /** The worst first. */
  rows: ServerRow[];
}

/** What the page shows: each part when it is there. */
export interface StackView {
  stack: AsyncState<ShownStack>;
  surroundings: AsyncState<StackSurroundings>;
  /** Undefined until it is known what should be monitored. */
  gaps?: Gap[];
}

/** Data sources are tested, and rules read, no more often than this, however often the page is refreshed. */
const TESTED_EACH_MS = 60_000;

/** Asks about the stack, and again with each refresh of the page. */
export function useStack(scene: SceneObject): StackView {
  const client = useTelemetryClient();
  const context = useSourceContext(scene);
  const span = useTimeSpan(scene);
  const isSample = useSampleMode();
  const stack = useAsyncQuery(
    async (signal) => {
      const answer = await (await openStack(client, context, span.to)).stack(signal);
      return { answer, verdict: stackVerdict(answer), rows: serverRows(answer.metrics.value?.servers ?? []) };
    },
    [client, context, span, isSample],
    t('stack.source', 'The monitoring stack')
  );
  const surroundings = useAsyncQuery(
    async (signal) => (await openStack(client, context, span.to)).surroundings(signal),
    [client, context, isSample, Math.floor(span.to / TESTED_EACH_MS)],
    t('stack.source-grafana', 'Grafana')
  );
  const gaps = stack.value && surroundings.value && gapsOf(stack.value.answer, surroundings.value.sources);
  return { stack, surroundings, ...(gaps && { gaps }) };
}
