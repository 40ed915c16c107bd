import React, { useMemo } from 'react';
import { Stack, Text } from '@grafana/ui';
import { type TimelineEntry } from '../../../analysis/trace/timelineEntries';
import { type TraceTimeline } from '../../../analysis/trace/timeline';
import { t } from '../../../i18n/t';
import { type LineActions } from '../../../ui/logLines/actions';
import { LineDetails } from '../../../ui/logLines/LineDetails';
import { DEFAULT_LINE_VIEW } from '../../../correlation/pageUrls/lineView';
import { lineHeadline } from '../../../ui/logLines/lineFields';
import { type StoryLinks } from './links';
import { formatMs, placementNote } from './marks';
import { printable } from './printable';
import { EventDetails, MissingDetails, SpanDetails } from './SpanDetails';

interface EntryDetailsProps {
  story: TraceTimeline;
  entry: TimelineEntry;
  links: StoryLinks;
  select: (entry: number) => void;
}

/** The details of whatever is selected in a story. */
export function EntryDetails({ story, entry, links, select }: EntryDetailsProps) {
  const { line: lineLink, alike: alikeLink } = links;
  const actions = useMemo(
    (): LineActions => ({ ...(lineLink && { lineLink }), ...(alikeLink && { alikeLink }) }),
    [lineLink, alikeLink]
  );
  switch (entry.kind) {
    case 'span':
      return <SpanDetails story={story} node={entry.node} links={links} select={select} />;
    case 'missing':
      return <MissingDetails story={story} entry={entry} />;
    case 'event':
      return (
        <Stack direction="column" gap={1}>
          <Text variant="bodySmall" color="secondary">
            {t('trace.details.event-time', 'at +{{time}}', { time: formatMs(entry.time) })}
          </Text>
          <EventDetails event={entry.event} />
        </Stack>
      );
    case 'line': {
      const { line } = entry.placed;
      const note = placementNote(entry.placed);
      return (
        <Stack direction="column" gap={1}>
          <Text variant="h5" element="h2">
            {printable(lineHeadline(line.reading))}
          </Text>
          <Text variant="bodySmall" color="secondary">
            {[line.reading.service, line.reading.level, note].filter((part) => part !== undefined).join(' · ')}
          </Text>
          <LineDetails event={{ line, parts: [line] }} view={DEFAULT_LINE_VIEW} hits={undefined} actions={actions} />
        </Stack>
      );
    }
  }
}
