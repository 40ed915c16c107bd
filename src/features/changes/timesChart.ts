import { type DataFrame, DataTopic, dateTime, FieldColorModeId, FieldType, LoadingState } from '@grafana/data';
import { PanelBuilders, SceneDataNode, SceneTimeRange, type VizPanel } from '@grafana/scenes';
import { AxisPlacement, LegendDisplayMode, TooltipDisplayMode } from '@grafana/schema';
import { type ChangesAnswer } from '../../datasources/changes/question';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { t } from '../../i18n/t';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { stepSecondsOf } from '../../ui/changes/times';
import { chartSpan, holds, hull } from './comparedTimes';
import { totalsOf } from './rows';

const REQUESTS = 'requests';
const ERRORS = 'errors';

/** A chart of requests and errors on which times are chosen, to be filled by {@link fillChart}. */
export function timesChart(): VizPanel {
  return PanelBuilders.timeseries()
    .setTitle(t('changes.chart.title', 'Requests and errors'))
    .setData(new SceneDataNode())
    .setTimeRange(new SceneTimeRange())
    .setOption('legend', { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] })
    .setOption('tooltip', { mode: TooltipDisplayMode.Multi })
    .setMin(0)
    .setUnit('reqps')
    .setOverrides((overrides) =>
      overrides
        .matchFieldsByQuery(ERRORS)
        .overrideUnit('percentunit')
        .overrideColor({ mode: FieldColorModeId.Fixed, fixedColor: 'red' })
        .overrideCustomFieldConfig('axisPlacement', AxisPlacement.Right)
        .overrideCustomFieldConfig('axisSoftMax', 0.02)
    )
    .build();
}

/** What is drawn: requests and errors, from when to when they are known, of which service, and who was asked. */
export interface DrawnTotals extends TimeSpan {
  service?: string;
  context: SourceContext;
  frames: DataFrame[];
}

/** The totals to draw: those of an answer, unless those drawn already say the same and more. */
export function totalsToDraw(
  answer: ChangesAnswer,
  context: SourceContext,
  drawn: DrawnTotals | undefined
): DrawnTotals {
  const { before, during, service } = answer.question;
  const span = before.to === during.from ? hull(before, during) : during;
  return drawn && drawn.service === service && drawn.context === context && holds(drawn, span)
    ? drawn
    : { ...span, service, context, frames: chartFrames(answer) };
}

/** Draws requests and errors, with the two times of an answer marked. */
export function fillChart(chart: VizPanel, { question }: ChangesAnswer, drawn: DrawnTotals, range: TimeSpan): void {
  const { $data, $timeRange } = chart.state;
  if (!($data instanceof SceneDataNode) || !($timeRange instanceof SceneTimeRange)) {
    return;
  }
  const span = chartSpan(question, range);
  const [from, to] = [dateTime(span.from), dateTime(span.to)];
  const timeRange = { from, to, raw: { from, to } };
  $timeRange.onTimeRangeChange(timeRange);
  $data.setState({
    data: { state: LoadingState.Done, series: drawn.frames, annotations: [timeMarks({ question })], timeRange },
  });
}

/** Requests per second and the share that failed, at the start of each step. */
function chartFrames(answer: ChangesAnswer): DataFrame[] {
  const { times } = answer.one;
  const stepSeconds = stepSecondsOf(answer);
  const { requests, errors } = totalsOf(answer);
  const perSecond = requests.map((count) => (count === null ? null : count / stepSeconds));
  return [
    frame(REQUESTS, t('changes.chart.requests', 'requests'), times, perSecond),
    frame(ERRORS, t('changes.chart.errors', 'error rate'), times, errors),
  ];
}

function frame(refId: string, name: string, times: readonly number[], values: ReadonlyArray<number | null>): DataFrame {
  return {
    refId,
    length: times.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: [...times] },
      { name, type: FieldType.number, config: { displayName: name }, values: [...values] },
    ],
  };
}

/** Both times as regions, as Grafana's charts draw them. */
function timeMarks({ question: { before, during } }: Pick<ChangesAnswer, 'question'>): DataFrame {
  const texts = [t('changes.chart.before', 'Compared with'), t('changes.chart.during', 'Later time')];
  const field = (name: string, type: FieldType, values: unknown[]) => ({ name, type, config: {}, values });
  return {
    length: 2,
    meta: { dataTopic: DataTopic.Annotations },
    fields: [
      field('time', FieldType.time, [before.from, during.from]),
      field('timeEnd', FieldType.time, [before.to, during.to]),
      field('isRegion', FieldType.boolean, [true, true]),
      field('text', FieldType.string, texts),
      field('color', FieldType.string, ['blue', 'orange']),
    ],
  };
}
