import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { type TimeZone } from '@grafana/schema';
import { Button, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { type Facet } from '../../../analysis/facets';
import { at } from '../../../correlation/appLocation';
import { logsLike } from '../../../correlation/logsLike';
import { logsUrl } from '../../../correlation/pageUrls/logs';
import { traceUrl } from '../../../correlation/pageUrls/trace';
import { millisecondOf } from '../../../telemetry/nanoseconds';
import { type LogField } from '../../../telemetry/questions/logs';
import { appHref } from '../../../ui/links/links';
import { type LineActions } from '../../../ui/logLines/actions';
import { LogLines, type LogLinesHandle } from '../../../ui/logLines/LogLines';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { FailureMessage } from '../FailureMessage';
import { LineOpenInLinks } from './LineOpenInLinks';
import { MOST_LINES } from './linePages';
import { LinesTable } from './LinesTable';
import { LinesToolbar } from './LinesToolbar';
import { type LogsBody } from '../LogsBody';
import { type Pane, SidePane } from './SidePane';
import { type LogPages } from './useLogPages';
import { type OpenLogs } from '../useLogSource';
import { useLogTail } from './useLogTail';
import { type TimeSpan } from '../../../telemetry/timeSpan';

interface LinesTabProps {
  model: LogsBody;
  open: OpenLogs;
  span: TimeSpan;
  pages: LogPages;
  fields: readonly Facet[];
  timeZone: TimeZone;
  isTailing: boolean;
  onTailing: (isOn: boolean) => void;
  /** Somebody scrolled into the list, or came back to its beginning. */
  onReading: (isReading: boolean) => void;
  onInView: (span: TimeSpan) => void;
  onFilter: (field: LogField, value: string, op: 'in' | 'notIn') => void;
  likelyTraces?: LineActions['likelyTraces'];
  /** The failure that the page says already. */
  said: string | undefined;
}

/** The lines, as a list or a table, or as they arrive; beside it what surrounds one of them. */
export function LinesTab(props: LinesTabProps) {
  const { model, open, span, pages, fields, timeZone, isTailing, onTailing, onReading, onInView, onFilter } = props;
  const { said } = props;
  const { params } = model.useState();
  const styles = useStyles2(getStyles);
  const [pane, setPane] = useState<Pane>();
  const [isAway, setAway] = useState(false);
  // Lines of the question before answer another one.
  const begin = pages.isLoading || pages.failure ? undefined : pages.lines;
  const tail = useLogTail(open, params, isTailing, begin, isAway);
  const lines = isTailing ? tail.lines : pages.lines;
  const actions = useLineActions(props, setPane);

  const listHandle = useRef<LogLinesHandle>(null);
  const onAtStart = useCallback((isAtStart: boolean) => setAway(!isAtStart), []);
  const isTable = params.columns.length > 0 && !isTailing;
  const hasList = lines.length > 0 && !isTable;
  const [hadList, setHadList] = useState(hasList);
  if (hadList !== hasList) {
    setHadList(hasList);
    // Nobody reads in a list that is gone, and it does not say so any more.
    setAway(isAway && hasList);
  }
  useEffect(() => onReading(isAway), [isAway, onReading]);
  const onNearEnd = isTailing ? undefined : pages.loadMore;
  const list = (
    <LogLines
      // Another question is another list: it begins at its beginning.
      key={JSON.stringify([params.where, params.lines, params.order, isTailing])}
      lines={lines}
      order={isTailing ? 'newest' : params.order}
      view={params.view}
      label={t('logs.list.label', 'Log lines')}
      filters={params.lines}
      actions={actions}
      timeZone={timeZone}
      openId={params.line}
      onOpen={(line) => model.adjust({ line: line?.id })}
      onNearEnd={onNearEnd}
      onInView={onInView}
      onAtStart={onAtStart}
      handle={listHandle}
      footer={<ListFooter pages={pages} isTailing={isTailing} />}
    />
  );
  return (
    <div className={styles.tab}>
      <LinesToolbar
        params={params}
        lines={lines}
        fields={fields}
        tail={tail}
        onView={(view) => model.adjust({ view })}
        onOrder={(order) => model.change({ order, line: undefined })}
        onColumns={(columns) => model.adjust({ columns })}
        onTail={onTailing}
        onShowNewest={() => listHandle.current?.showStart()}
      />
      {params.line !== undefined && pages.first && !lines.some(({ id }) => id === params.line) && (
        <Text variant="bodySmall" color="secondary" element="p">
          {t('logs.list.not-loaded', 'The linked log line is not loaded. The time range may have changed.')}
        </Text>
      )}
      <div className={cx(styles.columns, pane && styles.withPane)}>
        <div className={lines.length === 0 ? styles.empty : styles.list}>
          {lines.length === 0 ? (
            <NoLines
              pages={pages}
              isTailing={isTailing}
              hasFilters={params.where.length + params.lines.length > 0}
              said={said}
            />
          ) : isTable ? (
            <LinesTable
              lines={lines}
              columns={params.columns}
              view={params.view}
              timeZone={timeZone}
              actions={actions}
              onFilter={onFilter}
              onNearEnd={pages.loadMore}
            />
          ) : (
            list
          )}
        </div>
        {pane && (
          <SidePane
            key={JSON.stringify([pane.kind, pane.kind === 'count' ? pane.field : pane.line.id])}
            pane={pane}
            open={open}
            selection={params}
            span={span}
            view={params.view}
            timeZone={timeZone}
            actions={actions}
            onClose={() => setPane(undefined)}
          />
        )}
      </div>
    </div>
  );
}

function useLineActions(
  { model, span, pages, onFilter, likelyTraces }: LinesTabProps,
  setPane: (pane: Pane) => void
): LineActions {
  const search = useLocationService().getLocation().search;
  const shared = useMemo(() => sharedPart(search), [search]);
  const dataSource = pages.first?.sent[0]?.dataSource;
  return useMemo<LineActions>(
    () => ({
      onFilter,
      likelyTraces,
      storyLink: ({ id, time, reading: { traceId } }) =>
        traceId === undefined ? undefined : appHref(traceUrl.write({ traceId, near: time, line: id }), shared),
      lineLink: (line) => {
        const { where, lines } = model.state.params;
        // The newest lines are shown first: with the range ending at it, the line is among them whatever else there is.
        const range = { from: span.from, to: millisecondOf(line.nanoseconds) + 1 };
        return appHref(at(logsUrl.write({ where, lines, line: line.id }), range), shared);
      },
      alikeLink: (line) => {
        const location = logsLike(line);
        return location && appHref(location, shared);
      },
      waysOut: dataSource && ((line) => <LineOpenInLinks line={line} dataSource={dataSource} />),
      onContext: (line) => setPane({ kind: 'context', line }),
      onTraceLines: (line) => setPane({ kind: 'trace', line }),
      onCountBy: (field) => setPane({ kind: 'count', field }),
    }),
    [model, span, dataSource, onFilter, likelyTraces, shared, setPane]
  );
}

interface NoLinesProps extends Pick<LinesTabProps, 'pages' | 'isTailing' | 'said'> {
  hasFilters: boolean;
}

function NoLines({ pages, isTailing, hasFilters, said }: NoLinesProps) {
  if (isTailing) {
    return pages.isLoading ? (
      <LoadingPlaceholder text={t('logs.list.loading', 'Loading log lines')} />
    ) : (
      <StatusMessage
        kind="empty"
        message={t('logs.tail.none', 'No new log lines yet')}
        advice={t('logs.tail.none-advice', 'New log lines appear here as they are written')}
      />
    );
  }
  if (pages.failure) {
    return pages.failure.message === said ? null : <FailureMessage failure={pages.failure} />;
  }
  if (pages.isLoading) {
    return <LoadingPlaceholder text={t('logs.list.loading', 'Loading log lines')} />;
  }
  return (
    <StatusMessage
      kind="empty"
      message={
        hasFilters
          ? t('logs.list.none-match', 'No log lines match these filters')
          : t('logs.list.none', 'No log lines in this time range')
      }
      advice={
        hasFilters
          ? t('logs.list.none-match-advice', 'Remove a filter, or choose a longer time range')
          : t('logs.list.none-advice', 'Choose a longer time range')
      }
    />
  );
}

function ListFooter({
  pages: { lines, isCut, more, failure, retry },
  isTailing,
}: {
  pages: LogPages;
  isTailing: boolean;
}) {
  const styles = useStyles2(getStyles);
  if (isTailing) {
    return null;
  }
  return (
    <div className={styles.footer}>
      {more.failure ? (
        <Stack alignItems="center" gap={1}>
          <Text color="error" variant="bodySmall">
            {more.failure.message}
          </Text>
          <Button size="sm" variant="secondary" onClick={retry}>
            {t('logs.list.retry', 'Try again')}
          </Button>
        </Stack>
      ) : failure ? (
        <Text color="error" variant="bodySmall">
          {t('logs.list.previous', 'Showing previous log lines: {{failure}}', { failure: failure.message })}
        </Text>
      ) : more.isLoading ? (
        t('logs.list.loading-more', 'Loading more log lines')
      ) : !isCut ? (
        t('logs.list.end', 'End of log lines in this time range')
      ) : lines.length >= MOST_LINES ? (
        t('logs.list.limit', 'Limit of {{count}} lines reached. Add a filter to see the rest', {
          count: MOST_LINES.toLocaleString('en-US'),
        })
      ) : (
        ''
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tab: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  columns: css({ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: theme.spacing(1) }),
  withPane: css({
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  empty: css({ minWidth: 0, paddingTop: theme.spacing(4) }),
  list: css({ height: '62vh', minHeight: theme.spacing(40), minWidth: 0 }),
  footer: css({
    padding: theme.spacing(1),
    textAlign: 'center',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
