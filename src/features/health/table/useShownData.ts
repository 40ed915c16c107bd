import { type PanelData } from '@grafana/data';
import { isComing } from '../../../datasources/answer';
import { useSettledData } from '../../../ui/charts/useSettledData';

/** What a table shows, and whether that is only what it shows first: the rest of it is still to come. */
export interface ShownData {
  data: PanelData | undefined;
  isPartial: boolean;
}

/** The last data that was answered in full; before the first time, as much as there is. */
export function useShownData(latest: PanelData | undefined): ShownData {
  const settled = useSettledData(latest);
  const isPartial = settled === undefined && latest !== undefined && isComing(latest.series);
  return { data: isPartial ? latest : settled, isPartial };
}
