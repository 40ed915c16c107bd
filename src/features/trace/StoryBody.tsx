import React, { useCallback, useEffect, useMemo, useRef } from 'react';
import { locationService } from '@grafana/runtime';
import { type SceneComponentProps, sceneGraph, SceneObjectBase } from '@grafana/scenes';
import { TextLink } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { type Address, at, logsAddress, storyAddress, tracesAddress } from '../../correlation/addresses';
import { logsLike } from '../../correlation/logsLike';
import { PATHS } from '../../correlation/routes';
import { sharedPart } from '../../correlation/sharedUrlState';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
import { RequestStory } from './RequestStory';
import { AROUND_LINES_MS } from './storyQuestion';
import { hopLink } from '../../ui/links/links';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { type StoryLinks } from './waterfall/links';
import { type TimelineSelection } from './waterfall/timelineSelection';
import { selectionIn, selectionParams, readStoryUrl } from './url';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** The page of one request. Which one, and what is selected, is in its address. */
export class StoryBody extends SceneObjectBase {
  static Component = StoryBodyView;
}

/** What is usual is seen in the hour around. */
const HALF_HOUR_MS = 1800_000;

/** Keys that are held down select many rows; the address follows when they rest. */
const ADDRESS_DELAY_MS = 250;

function StoryBodyView({ model }: SceneComponentProps<StoryBody>) {
  const { pathname, search } = useLocation();
  const context = useSourceContext(model);
  const range = useTimeSpan(model);
  const address = useMemo(() => readStoryUrl(pathname, search), [pathname, search]);
  const shared = sharedPart(search).toString();
  const links = useMemo(() => linksFrom(new URLSearchParams(shared)), [shared]);
  const place = useMemo(() => address && selectionIn(address), [address]);
  const onSelect = useAddressOf(pathname);
  const onCompare = useCallback(
    (compare: string | undefined) => locationService.partial({ compare: compare ?? null }),
    []
  );

  if (!address) {
    const list = hopLink({ path: PATHS.traces, params: [] }, sharedPart(search));
    return (
      <StatusMessage
        kind="empty"
        message="This address names no trace"
        action={<TextLink href={list}>Choose one on the Traces page</TextLink>}
      />
    );
  }
  return (
    <RequestStory
      // Nothing of one request is left in the view of another.
      key={address.traceId}
      traceId={address.traceId}
      near={address.near}
      compare={address.compare}
      range={range}
      context={context}
      place={place}
      onSelect={onSelect}
      onCompare={onCompare}
      links={links}
      timeZone={sceneGraph.getTimeRange(model).getTimeZone()}
    />
  );
}

/** Writes what is selected into the address, without a step of history for each. */
function useAddressOf(pathname: string): (place: TimelineSelection) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), [pathname]);
  return useCallback((place: TimelineSelection) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => locationService.partial(selectionParams(place), true), ADDRESS_DELAY_MS);
  }, []);
}

/** Ways on from the details; each carries what all pages share. */
function linksFrom(shared: URLSearchParams): StoryLinks {
  const to = (address: Address, span?: TimeSpan) => hopLink(span ? at(address, span) : address, shared);
  return {
    filter: (field, value) => to(tracesAddress({ where: [{ field, op: 'in', values: [value] }] })),
    similar: ({ service, name }) =>
      to(
        tracesAddress({
          where: [
            { field: 'service', op: 'in', values: [service] },
            { field: 'name', op: 'in', values: [name] },
          ],
        })
      ),
    logsOf: ({ traceId, spanId, start, duration }) =>
      to(
        logsAddress({
          where: [
            { field: 'traceId', op: 'in', values: [traceId] },
            { field: 'spanId', op: 'in', values: [spanId] },
          ],
        }),
        { from: start - AROUND_LINES_MS, to: start + duration + AROUND_LINES_MS }
      ),
    logsOfTrace: (traceId, { from, to: end }) =>
      to(logsAddress({ where: [{ field: 'traceId', op: 'in', values: [traceId] }] }), {
        from: from - AROUND_LINES_MS,
        to: end + AROUND_LINES_MS,
      }),
    route: ({ service, route, time }) => {
      const params: Address['params'] = [
        ['service', service],
        ['route', route],
      ];
      return to({ path: PATHS.route, params }, around(time, HALF_HOUR_MS));
    },
    alike: (line) => {
      const address = logsLike(line);
      return address && to(address, around(line.time, HALF_HOUR_MS));
    },
    line: ({ id, time, reading }) =>
      to(
        logsAddress({
          where: reading.service === undefined ? [] : [{ field: 'service', op: 'in', values: [reading.service] }],
          line: id,
        }),
        around(time, AROUND_LINES_MS)
      ),
    story: (traceId, span) => to(storyAddress({ traceId, span })),
  };
}

function around(time: number, milliseconds: number): TimeSpan {
  return { from: time - milliseconds, to: time + milliseconds };
}
