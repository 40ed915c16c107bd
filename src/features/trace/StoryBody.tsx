import React, { useCallback, useEffect, useMemo, useRef } from 'react';
import { type SceneComponentProps, sceneGraph, SceneObjectBase } from '@grafana/scenes';
import { TextLink } from '@grafana/ui';
import { type AppLocation, at } from '../../correlation/appLocation';
import { logsLike } from '../../correlation/logsLike';
import { logsUrl } from '../../correlation/pageUrls/logs';
import { routeUrl } from '../../correlation/pageUrls/route';
import { type TraceState, traceUrl } from '../../correlation/pageUrls/trace';
import { tracesUrl } from '../../correlation/pageUrls/traces';
import { t } from '../../i18n/t';
import { namePage } from '../../ui/page/pageTitle';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
import { type UrlState, usePageUrl } from '../../ui/page/usePageUrl';
import { RequestStory } from './RequestStory';
import { AROUND_LINES_MS } from './storyQuestion';
import { appHref } from '../../ui/links/links';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { type StoryLinks } from './waterfall/links';
import { type TimelineSelection } from './waterfall/timelineSelection';
import { selectionIn, selectionParams } from './url';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** The page of one request. Which one, and what is selected, is in its address. */
export class StoryBody extends SceneObjectBase {
  static Component = StoryBodyView;
}

/** What is usual is seen in the hour around. */
const HALF_HOUR_MS = 1800_000;

/** Keys that are held down select many rows; the URL follows when they rest. */
const URL_DELAY_MS = 250;

function StoryBodyView({ model }: SceneComponentProps<StoryBody>) {
  const url = usePageUrl(traceUrl);
  const context = useSourceContext(model);
  const range = useTimeSpan(model);
  const shared = url.shared.toString();
  const links = useMemo(() => linksFrom(new URLSearchParams(shared)), [shared]);
  const place = useMemo(() => selectionIn(url.state), [url.state]);
  const onSelect = useSelect(url);
  const onTitle = useCallback((title: string) => namePage(model, title), [model]);
  const { push } = url;
  const onCompare = useCallback((compare: string | undefined) => push({ compare }), [push]);
  const { traceId, near, compare } = url.state;

  if (!traceId) {
    return (
      <StatusMessage
        kind="empty"
        message={t('trace.none.message', 'No trace selected')}
        action={
          <TextLink href={appHref(tracesUrl.write({}), url.shared)}>
            {t('trace.none.action', 'Choose one on the Traces page')}
          </TextLink>
        }
      />
    );
  }
  return (
    <RequestStory
      // Nothing of one request is left in the view of another.
      key={traceId}
      traceId={traceId}
      near={near}
      compare={compare}
      range={range}
      context={context}
      place={place}
      onSelect={onSelect}
      onCompare={onCompare}
      onTitle={onTitle}
      links={links}
      timeZone={sceneGraph.getTimeRange(model).getTimeZone()}
    />
  );
}

/** Writes what is selected into the URL, without a step of history for each. */
function useSelect({ state: { traceId }, replace }: UrlState<TraceState>): (place: TimelineSelection) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), [traceId]);
  return useCallback(
    (place: TimelineSelection) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => replace(selectionParams(place)), URL_DELAY_MS);
    },
    [replace]
  );
}

/** Ways on from the details; each carries what all pages share. */
function linksFrom(shared: URLSearchParams): StoryLinks {
  const to = (location: AppLocation, span?: TimeSpan) => appHref(span ? at(location, span) : location, shared);
  return {
    filter: (field, value) => to(tracesUrl.write({ where: [{ field, op: 'in', values: [value] }] })),
    similar: ({ service, name }) =>
      to(
        tracesUrl.write({
          where: [
            { field: 'service', op: 'in', values: [service] },
            { field: 'name', op: 'in', values: [name] },
          ],
        })
      ),
    logsOf: ({ traceId, spanId, start, duration }) =>
      to(
        logsUrl.write({
          where: [
            { field: 'traceId', op: 'in', values: [traceId] },
            { field: 'spanId', op: 'in', values: [spanId] },
          ],
        }),
        { from: start - AROUND_LINES_MS, to: start + duration + AROUND_LINES_MS }
      ),
    logsOfTrace: (traceId, { from, to: end }) =>
      to(logsUrl.write({ where: [{ field: 'traceId', op: 'in', values: [traceId] }] }), {
        from: from - AROUND_LINES_MS,
        to: end + AROUND_LINES_MS,
      }),
    route: ({ service, route, time }) => to(routeUrl.write({ service, route }), around(time, HALF_HOUR_MS)),
    alike: (line) => {
      const location = logsLike(line);
      return location && to(location, around(line.time, HALF_HOUR_MS));
    },
    line: ({ id, time, reading }) =>
      to(
        logsUrl.write({
          where: reading.service === undefined ? [] : [{ field: 'service', op: 'in', values: [reading.service] }],
          line: id,
        }),
        around(time, AROUND_LINES_MS)
      ),
    story: (traceId, span) => to(traceUrl.write({ traceId, span })),
  };
}

function around(time: number, milliseconds: number): TimeSpan {
  return { from: time - milliseconds, to: time + milliseconds };
}
