import React from 'react';
import { dateTime } from '@grafana/data';
import { logsDrilldown } from '../../correlation/drilldown';
import { streamSelector } from '../../telemetry/dialects/logql/selector';
import { type LogLine, type SentQuery } from '../../telemetry/questions/logs';
import { exploreUrl } from '../../views/explore';
import { WaysOut } from '../../views/WaysOut';

/** So much of its stream is shown before and after a line. */
const AROUND_MS = 5 * 60_000;

interface LineWaysOutProps {
  line: LogLine;
  dataSource: SentQuery['dataSource'];
}

/** The stream of a line around its moment, in Explore and in the app for logs. */
export function LineWaysOut({ line: { labels, time }, dataSource }: LineWaysOutProps) {
  if (Object.keys(labels).length === 0) {
    return null;
  }
  const text = streamSelector(labels);
  const span = { from: time - AROUND_MS, to: time + AROUND_MS };
  const range = { from: dateTime(Math.floor(span.from)), to: dateTime(Math.ceil(span.to)) };
  return (
    <WaysOut
      app="logs"
      explore={exploreUrl(dataSource, [{ expr: text, instant: false, dataSource }], range)}
      drilldown={logsDrilldown({ uid: dataSource.uid, text }, span)}
    />
  );
}
