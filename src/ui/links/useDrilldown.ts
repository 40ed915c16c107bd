import { useEffect, useState } from 'react';
import { type DrilldownApp } from '../../correlation/drilldown';
import { useTelemetryClient } from '../../datasources/client/context';

/** Whether a drilldown app is there for this user; false until that is known. */
export function useDrilldown(app: DrilldownApp): boolean {
  const { drilldowns } = useTelemetryClient();
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    let isOver = false;
    void drilldowns.has(app).then((found) => !isOver && setThere(found));
    return () => {
      isOver = true;
    };
  }, [app, drilldowns]);
  return isThere;
}
