import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { samplingOf } from '../../analysis/sampling';
import { t, tCount } from '../../i18n/t';
import { formatCount, formatShare } from '../../ui/format';
import { type StoryAnswers } from './useStory';
import { TYPICAL } from './storyQuestion';

interface StoryNoticesProps {
  answers: StoryAnswers;
  /** Why not all of the trace is there. */
  partial?: string;
  compare?: string;
}

/** What of a story is missing, and why: each part on its own. */
export function StoryNotices({ answers, partial, compare }: StoryNoticesProps) {
  const styles = useStyles2(getStyles);
  const { lines, compared, story } = answers;
  const spans = answers.trace.value?.trace?.spans;
  const sampling = useMemo(() => spans && samplingOf(spans), [spans]);
  const duplicates = story?.tree.duplicates ?? 0;
  const orphans = useMemo(
    () => story?.tree.nodes.filter(({ detached }) => detached === 'missing-parent').length ?? 0,
    [story]
  );
  const isAlone = compared.value?.traces === 0 && !compared.isLoading;
  const notices = [
    ...(partial ? [t('trace.notice.partial', 'Incomplete trace: {{why}}', { why: partial })] : []),
    ...(orphans > 0
      ? [
          tCount('trace.notice.orphans', orphans, {
            one: '{{count}} orphan span: the parent span is not in the trace',
            other: '{{count}} orphan spans: the parent spans are not in the trace',
          }),
        ]
      : []),
    ...(sampling?.by === 'sampler'
      ? [
          t('trace.notice.sampled', 'Sampled: represents ~{{requests}} requests ({{share}} kept, from {{source}})', {
            requests: formatCount(1 / sampling.share),
            share: formatShare(sampling.share),
            source: sampling.from,
          }),
        ]
      : []),
    ...(lines.isLoading ? [t('trace.notice.loading-logs', 'Loading logs…')] : []),
    ...(lines.failure ? [t('trace.notice.no-logs', 'No logs: {{message}}. {{advice}}', { ...lines.failure })] : []),
    ...(lines.value?.isCut
      ? [
          tCount('trace.notice.logs-cut', lines.value.lines.length, {
            one: 'Only the first log line is shown',
            other: 'Only the first {{count}} log lines are shown',
          }),
        ]
      : []),
    ...(lines.value?.lines.length === 0 ? [t('trace.notice.empty-logs', 'No logs with this trace ID')] : []),
    ...(compare !== undefined && compared.isLoading
      ? [t('trace.notice.loading-comparison', 'Loading comparison…')]
      : []),
    ...(compared.failure
      ? [t('trace.notice.no-comparison', 'No comparison: {{message}}. {{advice}}', { ...compared.failure })]
      : []),
    ...(isAlone && compare === TYPICAL
      ? [t('trace.notice.no-similar', 'No similar request in the surrounding hour')]
      : []),
    ...(isAlone && compare !== TYPICAL
      ? [t('trace.notice.other-not-found', 'The trace to compare with was not found')]
      : []),
    ...(duplicates > 0
      ? [
          tCount('trace.notice.duplicates', duplicates, {
            one: '{{count}} duplicate span hidden',
            other: '{{count}} duplicate spans hidden',
          }),
        ]
      : []),
  ];
  if (notices.length === 0) {
    return null;
  }
  return (
    <ul className={styles.list} role="status" data-testid="story-notices">
      {notices.map((notice) => (
        <li key={notice}>
          <Icon name="info-circle" size="sm" aria-hidden /> {notice}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
});
