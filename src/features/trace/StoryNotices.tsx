import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { samplingOf } from '../../analysis/sampling';
import { formatCount, formatShare } from '../../ui/format';
import { type StoryAnswers } from './useStory';
import { TYPICAL } from './storyQuestion';

interface StoryNoticesProps {
  answers: StoryAnswers;
  /** Why not all of the trace is there. */
  partial?: string;
  compare?: string;
}

/** What of a story is missing, and why: each part speaks for itself, the others stand. */
export function StoryNotices({ answers, partial, compare }: StoryNoticesProps) {
  const styles = useStyles2(getStyles);
  const { lines, compared, story } = answers;
  const spans = answers.trace.value?.trace?.spans;
  const sampling = useMemo(() => spans && samplingOf(spans), [spans]);
  const duplicates = story?.tree.duplicates ?? 0;
  const isAlone = compared.value?.traces === 0 && !compared.isLoading;
  const notices = [
    ...(partial ? [`Not all of the trace is there: ${partial}`] : []),
    ...(sampling?.by === 'sampler'
      ? [
          `Sampled: it stands for about ${formatCount(1 / sampling.share)} requests, as ${sampling.from} says (${formatShare(sampling.share)} are kept)`,
        ]
      : []),
    ...(lines.isLoading ? ['Looking for its log lines…'] : []),
    ...(lines.failure ? [`No log lines: ${lines.failure.message}. ${lines.failure.advice}`] : []),
    ...(lines.value?.isCut
      ? [`Only the first ${formatCount(lines.value.lines.length)} of its log lines are shown`]
      : []),
    ...(lines.value?.lines.length === 0 ? ['No log line carries the id of this trace'] : []),
    ...(compare !== undefined && compared.isLoading ? ['Looking for what to compare with…'] : []),
    ...(compared.failure ? [`No comparison: ${compared.failure.message}. ${compared.failure.advice}`] : []),
    ...(isAlone && compare === TYPICAL ? ['No other request of its kind was found in the hour around it'] : []),
    ...(isAlone && compare !== TYPICAL ? ['The trace to compare with was not found'] : []),
    ...(duplicates > 0 ? [`${formatCount(duplicates)} spans came twice and are shown once`] : []),
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
