import React from 'react';
import { cx } from '@emotion/css';
import { type SpanNode } from '../../../analysis/trace/tree';
import { t } from '../../../i18n/t';
import { placeOf, type TimeWindow, weightOf } from './geometry';
import { formatMs } from './marks';
import { type RowContext } from './rowContext';

/** More sections than this on one bar cannot be told apart, and would slow down scrolling. */
const MOST_SECTIONS = 100;

/**
 * A span as a bar: the thicker, the more self time it has; the critical path as a line through its sections;
 * hatched where nothing is recorded of what went on.
 */
export function SpanBar({ node, context }: { node: SpanNode; context: RowContext }) {
  const { story, styles, window, colorOf, mostSelfTime } = context;
  const place = placeOf({ from: node.start, to: node.end }, window);
  const own = story.selfTimes[node.index] ?? 0;
  return (
    <div role="gridcell" className={styles.timeline}>
      {place && (
        <div
          className={cx(styles.bar, story.errors.failed[node.index] === 1 && styles.failedBar)}
          style={{
            left: `${place.left}%`,
            width: `${place.width}%`,
            height: `${Math.round(weightOf(own, mostSelfTime) * 16)}px`,
            background: colorOf(node.span.service),
          }}
          title={t('trace.bar.title', '{{duration}}, self time {{own}}', {
            duration: formatMs(node.span.duration),
            own: formatMs(own),
          })}
        />
      )}
      {stretches(story.gaps.get(node.index), window, styles.gap)}
      {stretches(story.onPath.get(node.index), window, styles.path)}
    </div>
  );
}

function stretches(some: readonly TimeWindow[] | undefined, window: TimeWindow, className: string) {
  return some?.slice(0, MOST_SECTIONS).map((stretch) => {
    const place = placeOf(stretch, window);
    return (
      place && (
        <div key={stretch.from} className={className} style={{ left: `${place.left}%`, width: `${place.width}%` }} />
      )
    );
  });
}
