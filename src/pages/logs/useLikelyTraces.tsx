import React, { useCallback } from 'react';
import { useLocationService } from '@grafana/runtime';
import { storyAddress } from '../../correlation/addresses';
import { sharedPart } from '../../correlation/sharedUrlState';
import { findLikelyTraces } from '../../datasources/likelyTraces';
import { type SourceContext, traceSource } from '../../datasources/sources';
import { type LogLine } from '../../telemetry/questions/logs';
import { LikelyTraces } from '../../views/likelyTraces/LikelyTraces';
import { hopLink } from '../../views/links';
import { type OpenLogs } from './useLogSource';

/** What a line without a trace id shows instead of a way to its story. */
export function useLikelyTraces(open: OpenLogs, context: SourceContext) {
  const search = useLocationService().getLocation().search;
  return useCallback(
    (line: LogLine) => (
      <LikelyTraces
        line={line}
        find={async (one, signal) => findLikelyTraces(one, await open(), await traceSource(context), signal)}
        storyHref={(traceId) => hopLink(storyAddress({ traceId, near: line.time }), sharedPart(search))}
      />
    ),
    [open, context, search]
  );
}
