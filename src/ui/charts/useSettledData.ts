import { useState } from 'react';
import { LoadingState, type PanelData } from '@grafana/data';
import { type TimeSpan } from '../../telemetry/timeSpan';

/**
 * The last data that was answered in full. While the next is loading it stays whole, with the time range that it
 * belongs to: numbers that divide by the length of the range must not divide by the next one's.
 */
export function useSettledData(data: PanelData | undefined): PanelData | undefined {
  const [settled, setSettled] = useState(isSettled(data) ? data : undefined);
  if (isSettled(data) && data !== settled) {
    setSettled(data);
    return data;
  }
  return settled;
}

/** Whether there is an answer, be it an error. */
export function isSettled(data: PanelData | undefined): boolean {
  return data !== undefined && data.state !== LoadingState.Loading && data.state !== LoadingState.NotStarted;
}

/** The time range that data belongs to, in milliseconds since the epoch. */
export function spanOf({ timeRange: { from, to } }: PanelData): TimeSpan {
  return { from: from.valueOf(), to: to.valueOf() };
}

/** Length of the time range that data belongs to, in seconds; 0 where there is no data. */
export function secondsOf(data: PanelData | undefined): number {
  const { from, to } = data ? spanOf(data) : { from: 0, to: 0 };
  return (to - from) / 1000;
}
