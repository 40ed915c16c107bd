import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { likelyCauses, type LikelyCause, sampledFlag } from '../../analysis/trace/notFound';
import { t } from '../../i18n/t';
import { useTelemetryClient } from '../../datasources/client/context';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { type StoryAnswers } from './useStory';
import { type StoryQuestion } from './storyQuestion';

const AROUND_MS = 10 * 60_000;

interface NotFoundStoryProps {
  question: StoryQuestion;
  answers: StoryAnswers;
  onRetry: () => void;
}

/** A trace that is not there: what may be the cause, by what speaks for it. */
export function NotFoundStory({ question, answers, onRetry }: NotFoundStoryProps) {
  const styles = useStyles2(getStyles);
  const { near, context } = question;
  const { traces } = useTelemetryClient();
  const [now] = useState(() => Date.now());
  const lines = answers.lines.value?.lines;
  const when = near ?? lines?.[0]?.time;
  const others = useAsyncQuery(
    when === undefined
      ? undefined
      : async (signal) => {
          const source = await traces.open(context);
          const span = { from: when - AROUND_MS, to: when + AROUND_MS };
          return (
            (await source.search({ about: 'traces', where: [], spans: 'all', limit: 1 }, span, signal)).traces.length >
            0
          );
        },
    [when, traces, context],
    t('trace.source.traces', 'The data source for traces')
  );
  const causes = useMemo(
    () =>
      likelyCauses({
        asked: question.traceId,
        now,
        when,
        lines: lines?.length,
        isSampled: lines && sampledFlag(lines),
        othersThen: others.value,
      }),
    [question.traceId, now, when, lines, others.value]
  );
  return (
    <section className={styles.box} role="status" data-testid="story-not-found">
      <Text variant="h4" element="h2">
        {t('trace.not-found.title', 'Trace not found')}
      </Text>
      <ol className={styles.causes}>
        {causes.map(({ cause, sureness, sentence, advice }) => (
          <li key={cause}>
            <Text weight="medium">{`${surenessWords(sureness)}: `}</Text>
            {`${sentence}. `}
            {advice && <Text color="secondary">{`${advice}.`}</Text>}
          </li>
        ))}
      </ol>
      <Stack gap={1}>
        <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
          {t('trace.not-found.retry', 'Retry')}
        </Button>
      </Stack>
    </section>
  );
}

function surenessWords(sureness: LikelyCause['sureness']): string {
  switch (sureness) {
    case 'certain':
      return t('trace.not-found.certain', 'Certain');
    case 'likely':
      return t('trace.not-found.likely', 'Likely');
    case 'possible':
      return t('trace.not-found.possible', 'Possible');
    case 'unlikely':
      return t('trace.not-found.unlikely', 'Less likely');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    background: theme.colors.background.primary,
    overflowWrap: 'anywhere',
  }),
  causes: css({ margin: theme.spacing(1, 0), paddingLeft: theme.spacing(3) }),
});
