import { useCallback, useState } from 'react';
import { useTelemetryClient } from '../../../datasources/client/context';
import { type SourceContext } from '../../../datasources/client/sourceContext';
import { type Failure } from '../../../datasources/failure';
import { t } from '../../../i18n/t';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { type BlindSpotReport } from './askBlindSpots';

const HOUR_MS = 3_600_000;

export interface BlindSpotsState {
  /** What was measured last; undefined until somebody asked. */
  report?: BlindSpotReport;
  failure?: Failure;
  isMeasuring: boolean;
  /** Measures the last hour. */
  measure: () => void;
}

/**
 * What keeps correlation from working: measured when somebody wants to know, since it costs many requests.
 * @param context the data sources and environments that other pages ask
 */
export function useBlindSpots(context: SourceContext): BlindSpotsState {
  const client = useTelemetryClient();
  const [asked, setAsked] = useState<{ context: SourceContext; now: number }>();
  const { value, isLoading, failure } = useAsyncQuery(
    asked &&
      (async (signal) => {
        // The rest of the page does without what measures.
        const { askBlindSpots } = await import('./askBlindSpots');
        return askBlindSpots(client, asked.context, { from: asked.now - HOUR_MS, to: asked.now }, signal);
      }),
    [asked, client],
    t('setup.names.your-sources', 'Your data sources')
  );
  const measure = useCallback(() => setAsked({ context, now: Date.now() }), [context]);
  return { report: value, failure, isMeasuring: isLoading, measure };
}
