import { type PanelData } from '@grafana/data';
import { momentFormat } from '../../momentFormat';
import { spanOf } from '../useSettledData';
import { marksIn, type ReadAlerts } from './found';
import { markFrames } from './frames';

/**
 * A chart's own part of the data of its page, with marks of what happened to the service.
 * @param read what is known besides; undefined where charts are not to be marked
 */
export function withMarks(own: PanelData, all: PanelData, read: ReadAlerts | undefined, timeZone: string): PanelData {
  if (!read) {
    return own;
  }
  const span = spanOf(all);
  const frames = markFrames(marksIn(all, read), span, momentFormat(span, timeZone));
  return frames.length > 0 ? { ...own, annotations: [...(own.annotations ?? []), ...frames] } : own;
}
