import { type TimelineEntry } from '../../../analysis/trace/timelineEntries';
import { type TraceTimeline } from '../../../analysis/trace/timeline';
import { type SpanNode } from '../../../analysis/trace/tree';
import { type AttachedLine } from '../../../analysis/trace/attachLogs';
import { t } from '../../../i18n/t';
import { formatDuration, formatShare } from '../../../ui/format';

/** Milliseconds as they are shown: `540 ms`. */
export function formatMs(ms: number): string {
  return formatDuration(ms / 1000);
}

/** A difference in milliseconds with its sign: `+340 ms`. */
export function formatDelta(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${formatMs(Math.abs(ms))}`;
}

/** How a span does against what the trace is compared with, in a few characters and in a sentence. */
export function comparisonMark(
  { comparison }: TraceTimeline,
  node: number
): { text: string; tooltip: string; tone: 'worse' | 'better' | 'other' } | undefined {
  const compared = comparison?.spans[node];
  if (!comparison || !compared || compared.verdict === 'same') {
    return undefined;
  }
  const { verdict, delta = 0, reference = 0, share } = compared;
  const isOne = comparison.traces === 1;
  if (verdict === 'extra') {
    return {
      text: t('trace.mark.extra', '+ extra'),
      tooltip: isOne
        ? t('trace.mark.extra-here', 'The other trace has no such span')
        : t('trace.mark.extra-share', 'In {{share}} of the other traces', { share: formatShare(share) }),
      tone: 'other',
    };
  }
  const usual = { duration: formatMs(reference), count: comparison.traces };
  return {
    text: `${verdict === 'slower' ? '▲' : '▼'} ${formatDelta(delta)}`,
    tooltip: isOne
      ? t('trace.mark.other', '{{duration}} in the other trace', usual)
      : t('trace.mark.typical', '{{duration}} typically (median of {{count}} traces)', usual),
    tone: verdict === 'slower' ? 'worse' : 'better',
  };
}

/** What a row says to those who hear it, and in its tooltip. */
export function describeEntry(story: TraceTimeline, entry: TimelineEntry): string {
  const { tree, errors, selfTimes } = story;
  switch (entry.kind) {
    case 'span': {
      const node = tree.nodes[entry.node];
      return node
        ? [
            `${node.span.service} ${node.span.name}`,
            formatMs(node.span.duration),
            t('trace.row.self-time', 'self time {{duration}}', { duration: formatMs(selfTimes[entry.node] ?? 0) }),
            ...(errors.failed[entry.node] ? [t('trace.row.failed', 'failed')] : []),
            ...(story.onPath.has(entry.node) ? [t('trace.row.on-path', 'on the critical path')] : []),
          ].join(', ')
        : '';
    }
    case 'line':
      return t('trace.row.line', '{{level}} log line at {{time}}: {{message}}', {
        level: entry.placed.line.reading.level,
        time: formatMs(entry.time),
        message: cut(entry.placed.line.reading.message),
      });
    case 'event':
      return t('trace.row.event', 'event {{name}} at {{time}}', {
        name: cut(entry.event.name),
        time: formatMs(entry.time),
      });
    case 'missing':
      return t('trace.row.missing', 'missing: {{service}} {{name}}', {
        service: entry.missing.service,
        name: cut(entry.missing.name),
      });
  }
}

const MOST_HEARD = 200;

function cut(text: string): string {
  return text.length > MOST_HEARD ? `${text.slice(0, MOST_HEARD)}…` : text;
}

/** Why a line stands where it does, where that is not plain. */
export function placementNote({ outside, placed }: AttachedLine): string | undefined {
  const away = { duration: formatMs(Math.abs(outside)) };
  const notes = [
    ...(placed === 'guessed' ? [t('trace.placed.guessed', 'no span ID: placed by service and time')] : []),
    ...(Math.abs(outside) >= 1
      ? [
          outside < 0
            ? t('trace.placed.before', '{{duration}} before the trace', away)
            : t('trace.placed.after', '{{duration}} after the trace', away),
        ]
      : []),
  ];
  return notes.length === 0 ? undefined : notes.join('; ');
}

/** What is odd about a span, and was put right or could not be: in a word, and why. */
export function odditiesOf({ detached, shift, span }: SpanNode): Array<{ word: string; why: string }> {
  return [
    ...(detached === 'missing-parent'
      ? [
          {
            word: t('trace.span.orphan', 'orphan'),
            why: t('trace.span.orphan-why', 'Orphan span: the parent span {{id}} is not in the trace', {
              id: span.parentSpanId,
            }),
          },
        ]
      : []),
    ...(detached === 'cycle'
      ? [
          {
            word: t('trace.span.loop', 'loop'),
            why: t('trace.span.loop-why', 'The parent spans form a loop, which was cut here'),
          },
        ]
      : []),
    ...(shift !== 0
      ? [
          {
            word: t('trace.span.clock', 'clock'),
            why: t('trace.span.clock-why', 'Clock skew: times of {{service}} were shifted by {{shift}}', {
              service: span.service,
              shift: formatMs(Math.abs(shift)),
            }),
          },
        ]
      : []),
  ];
}
