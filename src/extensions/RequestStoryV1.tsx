import React, { useMemo, useState } from 'react';
import { usePluginContext } from '@grafana/data';
import { TelemetryClientContext } from '../datasources/client/context';
import { useRootTelemetryClient } from '../datasources/client/rootClient';
import { t } from '../i18n/t';
import { RequestStory } from '../features/trace/RequestStory';
import { normalizeTraceId } from '../telemetry/traceId';
import { StatusMessage } from '../ui/status/StatusMessage';

/** What other plugins say of the request that they want told. A contract: later versions get another id. */
export interface RequestStoryV1Props {
  /** In any spelling. */
  traceId: string;
  /** When it was, in milliseconds since the epoch: its lines are looked for around it. Now, where it is left out. */
  near?: number;
  /** Uids of data sources; the preferred ones, where they are left out. */
  logs?: string;
  traces?: string;
}

const HOUR_MS = 3600_000;

/** The story of one request in somebody else's page: its spans and lines, without the charts around them. */
export default function RequestStoryV1({ traceId, near, logs = '', traces = '' }: RequestStoryV1Props) {
  // Outside of the app nobody has told what the plugin's configuration says.
  const client = useRootTelemetryClient(usePluginContext()?.meta.jsonData);
  const context = useMemo(() => ({ metrics: '', logs, traces, environments: [] }), [logs, traces]);
  const [shownAt] = useState(Date.now);
  const range = useMemo(() => {
    const moment = near ?? shownAt;
    return { from: moment - HOUR_MS, to: moment + HOUR_MS };
  }, [near, shownAt]);
  const id = normalizeTraceId(traceId);
  return (
    <TelemetryClientContext.Provider value={client}>
      {id === undefined ? (
        <StatusMessage
          kind="empty"
          message={t('trace.id.invalid', '“{{traceId}}” is not a trace ID', { traceId })}
          advice={t('trace.id.invalid-advice', 'A trace ID has 1 to 32 hexadecimal digits')}
        />
      ) : (
        <RequestStory key={id} traceId={id} near={near} range={range} context={context} showAround={false} />
      )}
    </TelemetryClientContext.Provider>
  );
}
