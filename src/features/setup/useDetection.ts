import { useCallback, useEffect, useState } from 'react';
import { type DataSourceInstanceSettings } from '@grafana/data';
import { useTelemetryClient } from '../../datasources/client/context';
import { explainFailure } from '../../datasources/explain';
import { type Failure } from '../../datasources/failure';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';

export interface DetectionState {
  /** The last detection; stays while the next one is made. */
  detection?: MetricDetection;
  failure?: Failure;
  isLooking: boolean;
  /** Forgets what was found and looks again. */
  lookAgain: () => void;
}

/**
 * What is known about the metrics of a data source.
 * @param dataSource the one to look at; undefined where there is none
 * @param basis whatever else the detection depends on: when it changes, what was found is looked up again
 */
export function useDetection(dataSource: DataSourceInstanceSettings | undefined, basis: unknown): DetectionState {
  const { metrics } = useTelemetryClient();
  const [round, setRound] = useState(0);
  const { value, isLoading } = useAsyncQuery(
    dataSource &&
      (async () => {
        // A failure is an answer, too: it takes the place of what was found before.
        const answer = await metrics.detection(dataSource.uid, Date.now()).then(
          ({ detection }) => ({ detection }),
          async (error: unknown) => ({ failure: await explainFailure(error, dataSource) })
        );
        return { uid: dataSource.uid, ...answer };
      }),
    [metrics, dataSource, basis, round]
  );
  const shownUid = value?.uid;
  useEffect(() => {
    let isHere = true;
    if (shownUid !== undefined) {
      // What was kept from an earlier visit is shown at once, and what has changed since in its place.
      metrics.isRenewed(shownUid).then(
        (isRenewed) => isHere && isRenewed && setRound((before) => before + 1),
        () => undefined
      );
    }
    return () => {
      isHere = false;
    };
  }, [metrics, shownUid]);
  const lookAgain = useCallback(() => {
    metrics.lookAgain();
    setRound((before) => before + 1);
  }, [metrics]);
  // What was found in one data source says nothing of another.
  const { uid, ...shown } = value?.uid === dataSource?.uid && value ? value : { uid: undefined };
  return { ...shown, isLooking: isLoading, lookAgain };
}
