import React from 'react';
import { cx } from '@emotion/css';
import { type TimelineEntry } from '../../../analysis/trace/timelineEntries';
import { type SpanNode } from '../../../analysis/trace/tree';
import { t, tCount } from '../../../i18n/t';
import { printable } from './printable';
import { indentStyle, type RowContext } from './rowContext';
import { comparisonMark, formatMs, odditiesOf } from './marks';
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
          <span className={styles.errorMark} role="img" aria-label={t('trace.span.failed', 'failed')}>
            !
          </span>
        )}
        {node.depth >= DEEP && (
          <span
            className={styles.secondary}
            title={t('trace.span.depth', '{{depth}} levels deep', { depth: node.depth })}
          >
            {node.depth}
          </span>
        )}
        {span.service !== parent?.span.service && <span className={styles.service}>{printable(span.service)}</span>}
        <span className={cx(styles.text, isFailed && styles.error)} title={printable(span.name)}>
          {printable(span.name)}
        </span>
        {isShut && <span className={styles.note}>{hiddenWords(node.until - index - 1)}</span>}
        {failedBelow > 0 && (
          <span className={styles.errorMark}>
            {t('trace.span.failed-below', '! {{count}} failed', { count: failedBelow })}
          </span>
        )}
        {odditiesOf(node).map(({ word, why }) => (
          // The details say it in print.
          <span key={word} className={styles.note} title={why}>
            {word}
          </span>
        ))}
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

function hiddenWords(spans: number): string {
  return tCount('trace.span.hidden', spans, { one: '+{{count}} span', other: '+{{count}} spans' });
}
