import React from 'react';
import { cx } from '@emotion/css';
import { type TimelineEntry } from '../../../analysis/trace/timelineEntries';
import { type SpanNode } from '../../../analysis/trace/tree';
import { printable } from './printable';
import { indentStyle, type RowContext } from './rowContext';
import { comparisonMark, formatMs } from './marks';
import { SpanBar } from './SpanBar';

/** From this depth on the indent hardly tells any more, so the number does. */
const DEEP = 10;

interface SpanRowProps {
  entry: Extract<TimelineEntry, { kind: 'span' }>;
  node: SpanNode;
  context: RowContext;
  isShut: boolean;
  hasBelow: boolean;
}

/** The cells of a span: name, duration, and its bar. */
export function SpanRow({ entry, node, context, isShut, hasBelow }: SpanRowProps) {
  const { story, styles, colorOf } = context;
  const { span, index } = node;
  const parent = story.tree.nodes[node.parent];
  const isFailed = story.errors.failed[index] === 1;
  const failedBelow = isShut ? (story.errors.below[index] ?? 0) : 0;
  const mark = comparisonMark(story, index);
  return (
    <>
      <div role="gridcell" className={styles.name} style={indentStyle(entry)}>
        <span className={styles.toggle} data-toggle={hasBelow ? index : undefined} aria-hidden>
          {hasBelow ? (isShut ? '▸' : '▾') : ''}
        </span>
        <span className={styles.stripe} style={{ background: colorOf(span.service) }} aria-hidden />
        {isFailed && (
          <span className={styles.errorMark} role="img" aria-label="failed" title={span.statusMessage ?? 'failed'}>
            !
          </span>
        )}
        {node.depth >= DEEP && (
          <span className={styles.secondary} title={`${node.depth} levels deep`}>
            {node.depth}
          </span>
        )}
        {span.service !== parent?.span.service && <span className={styles.service}>{printable(span.service)}</span>}
        <span className={cx(styles.text, isFailed && styles.error)} title={printable(span.name)}>
          {printable(span.name)}
        </span>
        {isShut && <span className={styles.note}>{`${node.until - index - 1} below`}</span>}
        {failedBelow > 0 && <span className={styles.errorMark}>{`! ${failedBelow} below`}</span>}
        <Oddities node={node} context={context} />
      </div>
      <div role="gridcell" className={styles.duration}>
        {mark && (
          <span className={styles[mark.tone]} title={mark.tooltip}>
            {mark.text}
          </span>
        )}
        <span>{formatMs(span.duration)}</span>
      </div>
      <SpanBar node={node} context={context} />
    </>
  );
}

/** What is odd about a span, and was put right or could not be. */
function Oddities({ node: { detached, shift, span }, context: { styles } }: Pick<SpanRowProps, 'node' | 'context'>) {
  const notes = [
    ...(detached === 'missing-parent' ? [['no parent', `Its parent ${span.parentSpanId} is not in the trace`]] : []),
    ...(detached === 'cycle' ? [['circle', 'Its parents go round in a circle, which was opened here']] : []),
    ...(shift !== 0
      ? [['clock', `The clock of ${span.service} seems off by ${formatMs(Math.abs(shift))}; its times were shifted`]]
      : []),
  ];
  return (
    <>
      {notes.map(([short, whole]) => (
        <span key={short} className={styles.note} title={whole}>
          {short}
        </span>
      ))}
    </>
  );
}
