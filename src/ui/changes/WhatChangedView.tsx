import React, { useId, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Spinner, Text, TextLink, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { changesUrl } from '../../correlation/pageUrls/changes';
import { at } from '../../correlation/appLocation';
import { sharedPart } from '../../correlation/sharedUrlState';
import { type ChangesAnswer, type ChangesQuestion } from '../../datasources/changes/question';
import { t } from '../../i18n/t';
import { appHref } from '../links/links';
import { TrendLine } from '../TrendLine';
import { visuallyHidden } from '../visuallyHidden';
import {
  comparedText,
  headingText,
  lookedText,
  neededTexts,
  readingText,
  signalsThat,
  timeFormat,
  tookText,
  unreadText,
  verdictText,
} from './answerWords';
import { type CauseContext, CauseLine } from './CauseItem';
import { CauseList } from './CauseList';
import { picturesOf } from './pictures';
import { type Fit, stepSecondsOf } from './times';
import { type Asked } from './useWhatChanged';

/** How a block begins: in one line that opens, which is not there where nothing changed; or open. */
export type BlockLook = 'line' | 'open';

interface WhatChangedViewProps {
  asked: Asked;
  question: ChangesQuestion;
  fit: Fit;
  look: BlockLook;
  timeZone: string;
  /** Whether a link leads to all changes: not on the page that shows them. */
  hasWayOn?: boolean;
}

/** What changed between two times, and why: the likely causes with what speaks for them. */
export function WhatChangedView({ asked, question, fit, look, timeZone, hasWayOn = true }: WhatChangedViewProps) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  const shared = sharedPart(useLocation().search);
  const { answer, isStale, isReading, failure } = asked;
  const [isOpen, setOpen] = useState(look === 'open');
  if (look === 'line' && isQuiet(asked)) {
    // Seen as nothing, as it is no news; who listens cannot see that.
    return answer && !isReading ? <p className={visuallyHidden}>{verdictText(answer, true)}</p> : null;
  }
  const shown = answer?.question ?? question;
  const formatTime = timeFormat(shown, timeZone);
  const stepSeconds = stepSecondsOf(answer);
  const formatMoment = timeFormat(shown, timeZone, stepSeconds < 60);
  const told = answer && { answer, stepSeconds, formatTime: formatMoment, shared };
  const reading = isReading ? readingText(isStale ? undefined : answer) : undefined;
  const all = at(changesUrl.write({ service: question.service }), question.during);
  return (
    <section className={styles.block} aria-labelledby={heading} aria-busy={isReading} data-testid="what-changed">
      <div className={styles.line}>
        <Text element="h2" variant="h6" id={heading}>
          {headingText(shown, answer, formatTime)}
        </Text>
        {!isOpen && told && <FirstCause {...told} />}
        {isOpen && (
          <Facts
            facts={[
              comparedText(answer ?? { question }, fit, formatTime),
              ...(answer ? [lookedText(answer), tookText(answer)] : []),
            ]}
          />
        )}
        {/* On the line itself, so that nothing below moves when it comes and goes. */}
        <span role="status" className={styles.status}>
          {reading !== undefined && (
            <>
              <Spinner inline size="sm" aria-hidden />
              <span className={cx(!isOpen && visuallyHidden)}>{reading}</span>
            </>
          )}
        </span>
        <span className={styles.ways}>
          {look === 'line' && (
            <Button
              size="sm"
              variant="secondary"
              fill="text"
              icon={isOpen ? 'angle-up' : 'angle-down'}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {t('changes.evidence.title', 'Evidence')}
            </Button>
          )}
          {hasWayOn && (
            <TextLink href={appHref(all, shared)} inline={false} variant="bodySmall">
              {t('changes.all', 'All changes')}
            </TextLink>
          )}
        </span>
      </div>
      {isOpen && told && (
        <div className={cx(isStale && styles.stale)}>
          <Answer {...told} isReading={isReading} />
        </div>
      )}
      {[...(failure ? [`${failure.message}. ${failure.advice}`] : []), ...(answer ? unreadText(answer) : [])].map(
        (text) => (
          <p key={text} className={styles.notice} role="alert">
            <Icon name="exclamation-triangle" size="sm" aria-hidden /> {text}
          </p>
        )
      )}
    </section>
  );
}

/** Whether there is nothing to tell: nothing was found so far, and nothing failed. */
function isQuiet({ answer, failure }: Asked): boolean {
  const isTold = (verdict: ChangesAnswer['changed']['verdict']) => verdict === 'causes' || verdict === 'unclear';
  return !failure && (!answer || (!isTold(answer.changed.verdict) && signalsThat(answer, 'failed').length === 0));
}

function Facts({ facts }: { facts: readonly string[] }) {
  return (
    <Text variant="bodySmall" color="secondary">
      {facts.join(' · ')}
    </Text>
  );
}

/** The likeliest cause, with the small chart that tells most; or that there is none. */
function FirstCause(context: CauseContext) {
  const { answer, stepSeconds } = context;
  const [cause] = answer.changed.causes;
  const [picture] = cause ? picturesOf(cause, answer, stepSeconds) : [];
  return cause ? (
    <>
      <CauseLine {...context} cause={cause} place={1} />
      {picture && <TrendLine values={picture.values} label={picture.label} tone="bad" />}
    </>
  ) : (
    <Text color="secondary">{verdictText(answer, false) ?? ''}</Text>
  );
}

/** The causes, or why there are none and what would be needed to tell. */
function Answer({ isReading, ...context }: CauseContext & { isReading: boolean }) {
  const styles = useStyles2(getStyles);
  const { answer } = context;
  const isAll = !isReading && signalsThat(answer, 'failed').length === 0;
  const verdict = isReading && answer.changed.verdict === 'nothing' ? undefined : verdictText(answer, isAll);
  const needed = isReading || answer.changed.verdict === 'causes' ? [] : neededTexts(answer);
  return (
    <>
      {verdict !== undefined && <Text element="p">{verdict}</Text>}
      {answer.changed.causes.length > 0 && <CauseList {...context} />}
      {needed.length > 0 && (
        <>
          <Text variant="bodySmall" color="secondary" element="p">
            {t('changes.needed.title', 'To tell more, this would be needed:')}
          </Text>
          <ul className={styles.needed}>
            {needed.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  block: css({ display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' }),
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
    minHeight: theme.spacing(3),
  }),
  status: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    '&:empty': { display: 'none' },
  }),
  ways: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1), marginLeft: 'auto' }),
  stale: css({ opacity: 0.6 }),
  notice: css({
    margin: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  needed: css({
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
});
