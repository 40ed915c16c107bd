import { useEffect, useState } from 'react';
import { type DrilldownApp } from '../../correlation/drilldown';
import { hasDrilldown } from '../../datasources/drilldownApps';

/** Whether a drilldown app is there for this user; false until that is known. */
export function useDrilldown(app: DrilldownApp): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    let isOver = false;
    void hasDrilldown(app).then((found) => !isOver && setThere(found));
    return () => {
      isOver = true;
    };
  }, [app]);
  return isThere;
}
