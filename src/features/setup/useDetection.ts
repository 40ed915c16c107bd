import { useCallback, useEffect, useMemo, useState } from 'react';
import { type DataSourceInstanceSettings } from '@grafana/data';
import { explainFailure } from '../../datasources/explain';
import { type Failure } from '../../datasources/failure';
import { type TelemetryDataSource } from '../../datasources/telemetry';
import { type MetricDetection } from '../../telemetry/conventions/binding';

/** The part of our data source that the page needs. */
export type Telemetry = Pick<TelemetryDataSource, 'detection' | 'forget'>;

export interface DetectionState {
  /** The last detection; stays while the next one is made. */
  detection?: MetricDetection;
  failure?: Failure;
  isLooking: boolean;
  /** Forgets what was found and looks again. */
  lookAgain: () => void;
}

interface Request {
  dataSource: DataSourceInstanceSettings | undefined;
}

interface Answer {
  request: Request;
  detection?: MetricDetection;
  failure?: Failure;
}

/**
 * What is known about the metrics of a data source.
 * @param dataSource the one to look at; undefined where there is none
 * @param basis whatever else the detection depends on: when it changes, what was found is looked up again
 */
export function useDetection(
  telemetry: Telemetry,
  dataSource: DataSourceInstanceSettings | undefined,
  basis: unknown
): DetectionState {
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Answer>();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a new request for every round and basis, though it names neither
  const request = useMemo<Request>(() => ({ dataSource }), [dataSource, basis, round]);

  useEffect(() => {
    let current = true;
    const asked = request.dataSource;
    if (asked) {
      telemetry
        .detection(asked.uid, Date.now())
        .then(
          ({ detection }) => ({ request, detection }),
          async (error: unknown) => ({ request, failure: await explainFailure(error, asked) })
        )
        .then((next) => current && setAnswer(next));
    }
    return () => {
      current = false;
    };
  }, [telemetry, request]);

  const lookAgain = useCallback(() => {
    telemetry.forget();
    setRound((before) => before + 1);
  }, [telemetry]);
  // What was found in one data source says nothing of another.
  const shown = answer?.request.dataSource?.uid === dataSource?.uid ? answer : undefined;
  return {
    detection: shown?.detection,
    failure: shown?.failure,
    isLooking: dataSource !== undefined && answer?.request !== request,
    lookAgain,
  };
}
