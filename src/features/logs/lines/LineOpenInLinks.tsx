import React from 'react';
import { logsDrilldown } from '../../../correlation/drilldown';
import { streamSelector } from '../../../telemetry/dialects/logql/selector';
import { type LogLine, type SentQuery } from '../../../telemetry/questions/logs';
import { exploreLogsUrl } from '../../../ui/links/explore';
import { OpenInLinks } from '../../../ui/links/OpenInLinks';

/** So much of its stream is shown before and after a line. */
const AROUND_MS = 5 * 60_000;

interface LineWaysOutProps {
  line: LogLine;
  dataSource: SentQuery['dataSource'];
}

/** The stream of a line around its moment, in Explore and in the app for logs. */
export function LineOpenInLinks({ line: { labels, time }, dataSource }: LineWaysOutProps) {
  if (Object.keys(labels).length === 0) {
    return null;
  }
  const text = streamSelector(labels);
  const span = { from: time - AROUND_MS, to: time + AROUND_MS };
  return (
    <OpenInLinks
      app="logs"
      explore={exploreLogsUrl({ text, dataSource }, span)}
      drilldown={logsDrilldown({ uid: dataSource.uid, text }, span)}
    />
  );
}
