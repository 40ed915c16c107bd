import { stepsOf } from '../../analysis/causes/steps';
import { type ChangesAnswer, type ChangesSignal } from '../../datasources/changes/question';
import { t, tCount } from '../../i18n/t';
import { signalWord, tookText } from '../../ui/changes/answerWords';
import { formatCount, formatDuration } from '../../ui/format';

/** One fact, as it is shown. */
export interface Fact {
  name: string;
  value: string;
}

interface Looked {
  answer: ChangesAnswer;
  stepSeconds: number;
  formatTime: (time: number) => string;
}

/** What an answer rests on. */
export function factsOf({ answer, stepSeconds, formatTime }: Looked): Fact[] {
  const { one, changed, signals } = answer;
  const steps = stepsOf(one);
  const span = ({ from, to }: ChangesAnswer['one']['during'], count: number) =>
    tCount(
      'changes.looked-at.span',
      count,
      { one: '{{from}} – {{to}}, {{count}} step', other: '{{from}} – {{to}}, {{count}} steps' },
      { from: formatTime(from), to: formatTime(to) }
    );
  const traces = new Set([...(one.traces?.any ?? []), ...(one.traces?.failed ?? [])].map(({ traceId }) => traceId));
  const fact = (name: string, value: string): Fact => ({ name, value });
  return [
    fact(t('changes.looked-at.during', 'Later time'), span(one.during, steps.during.length)),
    fact(t('changes.looked-at.before', 'Compared with'), span(one.before, steps.before.length)),
    fact(t('changes.looked-at.step', 'Step'), formatDuration(stepSeconds)),
    fact(t('changes.looked-at.series', 'Series'), formatCount(one.series.length)),
    fact(t('changes.looked-at.calls', 'Calls'), formatCount(one.edges?.length ?? 0)),
    fact(t('changes.looked-at.traces', 'Traces'), formatCount(traces.size)),
    fact(t('changes.looked-at.patterns', 'Log patterns'), formatCount(one.patterns?.length ?? 0)),
    fact(t('changes.looked-at.tested', 'Tested'), formatCount(changed.changes.looked)),
    ...(['metrics', 'traces', 'logs'] as const).map((signal) =>
      fact(
        t('changes.looked-at.signal', 'Reading {{signal}}', { signal: signalWord(signal) }),
        stateText(signals[signal])
      )
    ),
    fact(t('changes.looked-at.took', 'Took'), tookText(answer)),
  ];
}

function stateText({ state }: ChangesAnswer['signals'][ChangesSignal]): string {
  switch (state) {
    case 'waiting':
      return t('changes.state.waiting', 'under way');
    case 'read':
      return t('changes.state.read', 'done');
    case 'missing':
      return t('changes.state.missing', 'no data source');
    case 'unasked':
      return t('changes.state.unasked', 'not needed: metrics did not change');
    case 'failed':
      return t('changes.state.failed', 'failed');
  }
}
