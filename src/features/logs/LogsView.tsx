import React, { useCallback, useMemo, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import { dateTime, getTimeZone, type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps, sceneGraph } from '@grafana/scenes';
import { Button, LoadingPlaceholder, Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { BehaviorSubject } from 'rxjs';
import { type Facet, GrowingFacets } from '../../analysis/facets';
import { t } from '../../i18n/t';
import { LOG_TABS, type LogTab } from '../../correlation/pageUrls/logs';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
import { SkipButton } from '../../ui/SkipButton';
import { isLevel, type Level, type LogField, type LogLine, type LogLinesAnswer } from '../../telemetry/questions/logs';
import { type LinesInView } from './volume/Band';
import { LogVolume } from './volume/LogVolume';
import { FailureMessage } from './FailureMessage';
import { toggleValue, valuesKept } from './conditions';
import { FacetList } from './facets/FacetList';
import { FilterBar } from './FilterBar';
import { heldSpan } from './lines/linePages';
import { LinesTab } from './lines/LinesTab';
import { type LogsBody } from './LogsBody';
import { OtherTabs } from './OtherTabs';
import { QueryFacts } from './QueryFacts';
import { useTotals, useVolume } from './useLogCounts';
import { useLogPages } from './lines/useLogPages';
import { useLikelyTraces } from './likelyTraces/useLikelyTraces';
import { useLogSource } from './useLogSource';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** Narrower screens begin without facets. */
const ROOM_FOR_FACETS = 1000;

/** The page: what is asked on top, how many lines there are, then the lines themselves or what they have in common. */
export function LogsView({ model }: SceneComponentProps<LogsBody>) {
  const { params } = model.useState();
  const styles = useStyles2(getStyles);
  const span = useTimeSpan(model);
  const { value: range } = sceneGraph.getTimeRange(model).useState();
  const context = useSourceContext(model);
  const open = useLogSource(context);
  const likelyTraces = useLikelyTraces(open, context);
  const [isReading, setReading] = useState(false);
  const [inView] = useState<LinesInView>(() => new BehaviorSubject<TimeSpan | undefined>(undefined));
  const [isTailing, setTailing] = useState(false);
  const lineSpan = useHeldSpan(span, isReading || isTailing);
  const timeZone = zoneOf(sceneGraph.getTimeRange(model).getTimeZone());

  const volume = useVolume(open, params, span);
  const totals = useTotals(open, params, span);
  // Said once, not in each part of the page.
  const said = volume.failure?.message;
  const isLines = params.tab === 'lines';
  // Lines that were looked at stay, so that a look at what they have in common costs nothing on the way back.
  const [wereLines, setWereLines] = useState(isLines);
  if (isLines && !wereLines) {
    setWereLines(true);
  }
  const pages = useLogPages(open, params, params.order, lineSpan, isLines || wereLines);
  const [others, setOthers] = useState<readonly LogLinesAnswer[]>([]);
  const answers = isLines ? [pages.first].flatMap((first) => first ?? []) : others;
  const lines = isLines ? pages.lines : (others[0]?.lines ?? pages.lines);
  const loaded = useFacets(lines);
  const hasFacets = params.hasFacets ?? window.innerWidth >= ROOM_FOR_FACETS;

  const onFilter = useCallback(
    (field: LogField, value: string, op: 'in' | 'notIn') =>
      model.change({ where: toggleValue(model.state.params.where, field, value, op), line: undefined }),
    [model]
  );
  const main = useRef<HTMLDivElement>(null);
  const onInView = useCallback((seen: TimeSpan) => inView.next(seen), [inView]);
  const zoom = ({ from, to }: TimeSpan) => {
    const range = { from: dateTime(from), to: dateTime(to) };
    sceneGraph.getTimeRange(model).onTimeRangeChange({ ...range, raw: range });
  };
  return (
    <div className={styles.page}>
      <FilterBar params={params} onChange={(part) => model.change(part)} />
      <div className={cx(styles.columns, hasFacets && styles.withFacets)}>
        {hasFacets && (
          <aside className={styles.facets}>
            <SkipButton to={main}>{t('logs.facets.skip', 'Skip facets')}</SkipButton>
            {totals.failure && !totals.value && totals.failure.message !== said && (
              <FailureMessage failure={totals.failure} />
            )}
            <FacetList
              exact={totals.value?.facets ?? []}
              loaded={loaded}
              open={open}
              selection={params}
              span={span}
              onFilter={onFilter}
            />
          </aside>
        )}
        <div ref={main} tabIndex={-1} className={styles.main}>
          <div className={styles.volume}>
            {volume.value ? (
              <LogVolume
                counts={volume.value.counts}
                step={volume.value.step ?? span.to - span.from}
                span={span}
                timeZone={timeZone}
                inView={isLines ? inView : undefined}
                isStale={volume.isLoading || volume.failure !== undefined}
                onZoom={zoom}
                levels={levelsIn(valuesKept(params.where, 'level'))}
                onToggleLevel={(level) => onFilter('level', level, 'in')}
              />
            ) : volume.failure ? null : (
              <LoadingPlaceholder text={t('logs.volume.counting', 'Counting log lines')} />
            )}
            {volume.failure && <FailureMessage failure={volume.failure} />}
          </div>
          <div className={styles.tabs}>
            <div className={styles.choices}>
              <Button
                size="sm"
                variant="secondary"
                fill="text"
                icon={hasFacets ? 'angle-double-left' : 'angle-double-right'}
                aria-pressed={hasFacets}
                onClick={() => model.adjust({ hasFacets: !hasFacets })}
              >
                {t('logs.facets.toggle', 'Facets')}
              </Button>
              <TabsBar hideBorder>
                {LOG_TABS.map((tab) => (
                  <Tab
                    key={tab}
                    label={tabName(tab)}
                    active={tab === params.tab}
                    onChangeTab={() => model.change({ tab, line: undefined })}
                  />
                ))}
              </TabsBar>
            </div>
            <QueryFacts
              question={JSON.stringify([params.where, params.lines, params.order, params.tab, range.raw])}
              pages={pages}
              order={isLines && !isTailing ? params.order : undefined}
              total={totals.value?.total}
              costs={[...answers, volume.value, totals.value?.answer].map((answer) => answer?.cost)}
              sent={[...answers, volume.value, totals.value?.answer].flatMap((answer) => answer?.sent ?? [])}
              span={lineSpan}
            />
          </div>
          {isLines ? (
            <LinesTab
              model={model}
              open={open}
              span={lineSpan}
              pages={pages}
              fields={loaded}
              timeZone={timeZone}
              isTailing={isTailing}
              onTailing={setTailing}
              onReading={setReading}
              onInView={onInView}
              likelyTraces={likelyTraces}
              said={said}
              onFilter={onFilter}
            />
          ) : (
            <OtherTabs
              model={model}
              tab={params.tab}
              open={open}
              span={span}
              timeZone={timeZone}
              said={said}
              onAnswers={setOthers}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** What the lines at hand say; each page of them is counted once. */
function useFacets(lines: readonly LogLine[]): Facet[] {
  const [facets] = useState(() => new GrowingFacets());
  return useMemo(() => facets.of(lines), [facets, lines]);
}

function tabName(tab: LogTab): string {
  switch (tab) {
    case 'lines':
      return t('logs.tab.lines', 'Logs');
    case 'patterns':
      return t('logs.tab.patterns', 'Patterns');
    case 'errors':
      return t('logs.tab.errors', 'Errors');
  }
}

/** The span that lines are of: the one before a refresh, while somebody reads in them. */
function useHeldSpan(span: TimeSpan, isReading: boolean): TimeSpan {
  const [held, setHeld] = useState(span);
  const next = heldSpan(held, span, isReading);
  if (next !== held) {
    setHeld(next);
  }
  return next;
}

function levelsIn(values: readonly string[]): Level[] {
  return values.filter(isLevel);
}

/** Scenes say `browser` for what the user's preference is. */
function zoneOf(timeZone: string | undefined): string {
  return timeZone === undefined || timeZone === '' ? getTimeZone() : timeZone;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), width: '100%', minWidth: 0 }),
  columns: css({ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: theme.spacing(2) }),
  withFacets: css({
    gridTemplateColumns: `${theme.spacing(30)} minmax(0, 1fr)`,
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  facets: css({
    display: 'flex',
    flexDirection: 'column',
    maxHeight: '85vh',
    minHeight: 0,
    [theme.breakpoints.down('md')]: { maxHeight: '30vh' },
  }),
  main: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0, outline: 'none' }),
  tabs: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  // What is chosen keeps its place, however long the facts beside it are.
  choices: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  // Keeps its place while it is counted.
  volume: css({ minHeight: theme.spacing(19) }),
});
