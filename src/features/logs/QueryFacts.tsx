import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, Spinner, Stack, Text, useStyles2 } from '@grafana/ui';
import { logsDrilldown } from '../../correlation/drilldown';
import { t } from '../../i18n/t';
import { type QueryCost, type SentQuery } from '../../telemetry/questions/logs';
import { exploreLogsUrl } from '../../ui/links/explore';
import { visuallyHidden } from '../../ui/visuallyHidden';
import { OpenInLinks } from '../../ui/links/OpenInLinks';
import { type LogPages } from './lines/useLogPages';
import { useAnnouncement } from './useAnnouncement';
import { costInWords, shownInWords, totalInWords } from './words';
import { type TimeSpan } from '../../telemetry/timeSpan';

interface QueryFactsProps {
  /** What is asked, but for the moment: its answer is announced, refreshes are not. */
  question: string;
  pages: LogPages;
  /** What is shown; undefined where it is something else than these pages, which then speaks for itself. */
  order: 'newest' | 'oldest' | undefined;
  /** All lines in the time range; undefined where they were not counted (yet). */
  total: number | undefined;
  costs: ReadonlyArray<QueryCost | undefined>;
  sent: readonly SentQuery[];
  span: TimeSpan;
}

/** How much of the answer is here, what it cost, and the queries it came from. */
export function QueryFacts({ question, pages, order, total, costs, sent, span }: QueryFactsProps) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const words = order ? shownInWords(pages.lines.length, total, pages.isCut, order) : totalInWords(total);
  const isAnswered = order ? pages.first !== undefined && !pages.isLoading : total !== undefined;
  const announced = useAnnouncement(isAnswered ? words : undefined, question);
  const cost = costInWords(costs);
  const texts = [...new Map(sent.map((query) => [query.text, query])).values()];
  return (
    <>
      <Stack wrap="wrap" alignItems="center" gap={1}>
        <span data-testid="log-facts">
          <Text variant="bodySmall">{words}</Text>
        </span>
        <span className={visuallyHidden} role="status">
          {announced}
        </span>
        {pages.isLoading && <Spinner inline size="sm" />}
        {cost !== '' && (
          <Text variant="bodySmall" color="secondary">
            {cost}
          </Text>
        )}
        {texts.length > 0 && (
          <Button size="sm" variant="secondary" fill="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('logs.facts.show-query', 'Show query')}
          </Button>
        )}
      </Stack>
      {isOpen &&
        texts.map((query) => (
          <div key={query.text} className={styles.query}>
            <pre
              className={styles.text}
              tabIndex={0}
              aria-label={t('logs.facts.query', 'Query sent to {{dataSource}}', { dataSource: query.dataSource.name })}
            >
              {query.text}
            </pre>
            <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => query.text}>
              {t('logs.facts.copy', 'Copy')}
            </ClipboardButton>
            <OpenInLinks
              app="logs"
              explore={exploreLogsUrl(query, span)}
              drilldown={logsDrilldown({ uid: query.dataSource.uid, text: query.text }, span)}
            />
          </div>
        ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  query: css({
    flexBasis: '100%',
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
  }),
  text: css({ flex: 1, margin: 0, padding: theme.spacing(0.5, 1), whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});
