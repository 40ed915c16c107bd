import React, { useEffect, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import {
  type SceneComponentProps,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import { changesUrl } from '../../correlation/pageUrls/changes';
import { type ChangesAnswer, type ChangesQuestion } from '../../datasources/changes/question';
import { t } from '../../i18n/t';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { signalsThat, timeFormat } from '../../ui/changes/answerWords';
import { stepSecondsOf } from '../../ui/changes/times';
import { useWhatChanged } from '../../ui/changes/useWhatChanged';
import { WhatChangedView } from '../../ui/changes/WhatChangedView';
import { followPointer, type PointerPosition } from '../../ui/charts/lastPointer';
import { interceptRange } from '../../ui/charts/rangeSelection';
import { MOST_CAUSES } from '../../ui/changes/CauseList';
import { FilterInput } from '../../ui/inputs/FilterInput';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
import { usePageUrl } from '../../ui/page/usePageUrl';
import { ServiceColors } from '../../ui/ServiceColors';
import { ChangeTables } from './ChangeTables';
import { comparedTimes } from './comparedTimes';
import { CostSection } from './CostSection';
import { LookedAt } from './LookedAt';
import { changeRows } from './rows';
import { TimesControls } from './TimesControls';
import { TimesMenu } from './TimesMenu';
import { type DrawnTotals, fillChart, timesChart, totalsToDraw } from './timesChart';

/** A part of the chart that was dragged over, until it is decided what it is to be. */
export interface ChosenTime extends TimeSpan, PointerPosition {}

interface ChangesBodyState extends SceneObjectState {
  /** Of requests and errors, on which times are chosen. */
  chart: VizPanel;
  chosen?: ChosenTime;
}

/** The page of what changed between two times. Which times is in the address. */
export class ChangesBody extends SceneObjectBase<ChangesBodyState> {
  static Component = ChangesBodyView;

  constructor() {
    super({ chart: timesChart() });
    this.addActivationHandler(() => {
      const pointer = followPointer();
      const giveBack = interceptRange(this.state.chart, ({ from, to }) =>
        this.setState({ chosen: { from: Math.round(from), to: Math.round(to), ...pointer.place() } })
      );
      return () => {
        pointer.stop();
        giveBack();
        this.setState({ chosen: undefined });
      };
    });
  }
}

function ChangesBodyView({ model }: SceneComponentProps<ChangesBody>) {
  const styles = useStyles2(getStyles);
  const { chart, chosen } = model.useState();
  const { state, shared, push, replace } = usePageUrl(changesUrl);
  const context = useSourceContext(model);
  const range = useTimeSpan(model);
  const timeZone = sceneGraph.getTimeRange(model).getTimeZone();
  const { before, during, fit } = comparedTimes(state, range, timeZone);
  const question: ChangesQuestion = { before, during, ...(state.service !== '' && { service: state.service }) };
  const asked = useWhatChanged(question, context, 'all');
  const { answer, isStale } = asked;
  const rows = useMemo(() => answer && changeRows(answer), [answer]);
  const drawn = useRef<DrawnTotals>(undefined);
  useEffect(() => {
    if (answer && !isStale) {
      drawn.current = totalsToDraw(answer, context, drawn.current);
      fillChart(chart, answer, drawn.current, range);
    }
  }, [chart, answer, isStale, context, range]);
  const stepSeconds = stepSecondsOf(answer);
  const formatTime = timeFormat(answer?.question ?? question, timeZone, stepSeconds < 60);
  const services = useMemo(() => new Set(answer?.one.series.map(({ entity }) => entity.service) ?? []), [answer]);
  return (
    <ServiceColors services={services}>
      <div className={styles.page}>
        <TimesControls state={state} onChange={push} />
        {/* Before what grows while telemetry is read: times are chosen on it. */}
        <div className={styles.chart}>
          <chart.Component model={chart} />
        </div>
        <WhatChangedView asked={asked} question={question} fit={fit} look="open" timeZone={timeZone} hasWayOn={false} />
        <CostSection
          during={isStale ? undefined : timeOfTrouble(answer)}
          causes={Math.min(MOST_CAUSES, answer?.changed.causes.length ?? 0)}
          context={context}
          timeZone={timeZone}
        />
        {chosen && (
          <TimesMenu
            chosen={chosen}
            formatTime={timeFormat(question, timeZone, true)}
            onChoose={push}
            onClose={() => model.setState({ chosen: undefined })}
          />
        )}
        {answer && rows && (
          <>
            <div className={styles.filter}>
              <FilterInput
                value={state.filter}
                onChange={(filter) => replace({ filter })}
                label={t('changes.filter', 'Filter changes')}
              />
            </div>
            <ChangeTables
              rows={rows}
              filter={state.filter}
              isStale={isStale}
              question={answer.question}
              stepSeconds={stepSeconds}
              formatTime={formatTime}
              shared={shared}
            />
            <LookedAt answer={answer} stepSeconds={stepSeconds} formatTime={formatTime} />
          </>
        )}
      </div>
    </ServiceColors>
  );
}

/** From when the likeliest cause began, while something is still being read not yet. */
function timeOfTrouble(answer: ChangesAnswer | undefined): TimeSpan | undefined {
  const began = answer?.changed.causes[0]?.began;
  return answer && began && signalsThat(answer, 'waiting').length === 0
    ? { from: began.at, to: answer.question.during.to }
    : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), flexGrow: 1, minWidth: 0 }),
  chart: css({ position: 'relative', height: 200 }),
  filter: css({ display: 'flex', justifyContent: 'flex-end' }),
});
