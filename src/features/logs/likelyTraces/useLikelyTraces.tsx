import React, { useCallback } from 'react';
import { useLocationService } from '@grafana/runtime';
import { traceUrl } from '../../../correlation/pageUrls/trace';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { findLikelyTraces } from '../../../datasources/likelyTraces';
import { useTelemetryClient } from '../../../datasources/client/context';
import { type Identities } from '../../../datasources/client/identities';
import { type SourceContext } from '../../../datasources/client/sourceContext';
import { type LogLine } from '../../../telemetry/questions/logs';
import { LikelyTraces } from './LikelyTraces';
import { appHref } from '../../../ui/links/links';
import { type OpenLogs } from '../useLogSource';

/** How far around a line names of services are looked for. */
const NAMES_WITHIN_MS = 1800_000;

async function nameInTraces(
  identities: Identities,
  { time, reading: { service } }: LogLine,
  context: SourceContext
): Promise<string | undefined> {
  const around = { from: time - NAMES_WITHIN_MS, to: time + NAMES_WITHIN_MS };
  return service === undefined ? undefined : (await identities.inTraces(context, [service], around)).get(service);
}

/** What a line without a trace id shows instead of a way to its story. */
export function useLikelyTraces(open: OpenLogs, context: SourceContext) {
  const { traces: sources, identities } = useTelemetryClient();
  const search = useLocationService().getLocation().search;
  return useCallback(
    (line: LogLine) => (
      <LikelyTraces
        line={line}
        find={async (one, signal) => {
          const [logs, traces] = await Promise.all([open(), sources.open(context)]);
          return findLikelyTraces(one, logs, traces, signal, await nameInTraces(identities, one, context));
        }}
        storyHref={(traceId) => appHref(traceUrl.write({ traceId, near: line.time }), sharedPart(search))}
      />
    ),
    [open, sources, identities, context, search]
  );
}
