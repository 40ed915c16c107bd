import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { tracesDrilldown } from '../../correlation/drilldown';
import { writeOrder } from '../../correlation/pageUrls/order';
import { type TraceOrder, type TracesState } from '../../correlation/pageUrls/traces';
import { t, tCount } from '../../i18n/t';
import { formatCount, formatDuration } from '../../ui/format';
import { exploreTraceUrl } from '../../ui/links/explore';
import { OpenInLinks } from '../../ui/links/OpenInLinks';
import { type UrlState } from '../../ui/page/usePageUrl';
import { type AsyncState } from '../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { Failed } from './Failed';
import { orderInWords, usualOrder } from './traceOrder';
import { TraceTable } from './TraceTable';
import { type TraceList } from './askTraces';

interface FoundTracesProps {
  url: UrlState<TracesState>;
  answer: AsyncState<TraceList>;
  timeZone: string;
}

/** The traces that are selected, or else some that are worth a look. */
export function FoundTraces({ url, answer, timeZone }: FoundTracesProps) {
  const styles = useStyles2(getStyles);
  const { value, isLoading, failure } = answer;
  const usual = usualOrder(url.state.where);
  const order = url.state.sort ?? usual;
  const title = url.state.selected
    ? t('traces.list.selected', 'Selected traces')
    : value?.from === undefined
      ? t('traces.list.all', 'Traces')
      : t('traces.list.slow', 'Slow traces (over {{from}})', { from: formatDuration(value.from) });
  return (
    <section aria-busy={isLoading} className={styles.section} style={{ opacity: isLoading && value ? 0.6 : 1 }}>
      <div className={styles.heading}>
        <Text element="h2" variant="h4">
          {title}
        </Text>
        {value && <ListElsewhere list={value} />}
      </div>
      <Failed answer={answer} />
      {!value && !failure && <LoadingPlaceholder text={t('traces.list.loading', 'Loading traces')} />}
      {value && value.traces.length === 0 && (
        <StatusMessage
          kind="empty"
          message={t('traces.list.none', 'No traces stored for these requests')}
          advice={t('traces.list.none-advice', 'Select more, or choose a longer time range')}
        />
      )}
      {value && value.traces.length > 0 && (
        <>
          <Text variant="bodySmall" color="secondary" element="p">
            {sizeWords(value, order)}
          </Text>
          <TraceTable
            traces={value.traces}
            caption={title}
            order={order}
            onSort={(sort) => url.push({ sort: writeOrder(sort) === writeOrder(usual) ? undefined : sort })}
            shared={url.shared}
            timeZone={timeZone}
          />
        </>
      )}
    </section>
  );
}

/** How many there are, which ones of all, and in which order. */
function sizeWords({ traces, isCut }: TraceList, order: TraceOrder): string {
  const values = { count: formatCount(traces.length), order: orderInWords(order) };
  return isCut
    ? t('traces.list.newest', 'Newest {{count}} matches, {{order}}; more exist', values)
    : tCount(
        'traces.list.size',
        traces.length,
        { one: '{{count}} trace', other: '{{count}} traces, {{order}}' },
        values
      );
}

/** The same search in Grafana's own views. */
function ListElsewhere({ list: { part, sent } }: { list: TraceList }) {
  const [query] = sent;
  return query ? (
    <Stack gap={1}>
      <OpenInLinks
        app="traces"
        explore={exploreTraceUrl(query, part.span)}
        drilldown={tracesDrilldown({ uid: query.dataSource.uid, where: part.where }, part.span)}
      />
    </Stack>
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
  heading: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: theme.spacing(1) }),
});
