import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextLink, Tooltip, useStyles2 } from '@grafana/ui';
import { type Cause } from '../../analysis/causes/cause';
import { type ChangesAnswer } from '../../datasources/changes/question';
import { t } from '../../i18n/t';
import { appHref } from '../links/links';
import { SignalLink } from '../links/SignalLink';
import { ServiceSwatch } from '../ServiceSwatch';
import { placeOfCause, sureHint, sureText, symptomOfCause } from './causeWords';
import { healthOfCause, linkTimes, logsOfCause, serviceAt, tracesOfCause } from './changeLinks';
import { EvidenceChart } from './EvidenceChart';
import { evidenceOf, onsetText, victimsText } from './evidenceWords';
import { axisOf, picturesOf } from './pictures';

/** What all parts of a block need. */
export interface CauseContext {
  answer: ChangesAnswer;
  /** Length of a step, in seconds. */
  stepSeconds: number;
  formatTime: (time: number) => string;
  shared: URLSearchParams;
}

interface CauseItemProps extends CauseContext {
  cause: Cause;
  /** Which one it is, counted from 1. */
  place: number;
}

/** Where a cause is, how sure it is, and what is wrong. */
export function CauseLine({ cause, place, answer, stepSeconds, formatTime, shared }: CauseItemProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <span className={styles.place} data-testid={`cause-${place}`}>
        <ServiceSwatch service={cause.service} />
        <TextLink
          href={appHref(healthOfCause(cause, linkTimes(answer.question)), shared)}
          inline={false}
          color="primary"
        >
          {placeOfCause(cause).join(' · ')}
        </TextLink>
      </span>
      <Tooltip content={sureHint(cause.sure)}>
        <span className={styles.sure} tabIndex={0}>
          {sureText(cause.sure)}
        </span>
      </Tooltip>
      <span>{symptomOfCause(cause, { stepSeconds, formatTime })}</span>
    </>
  );
}

/** One cause: a sentence, what speaks for it, small charts of that, and who suffers under it. */
export function CauseItem(props: CauseItemProps) {
  const { cause, place, answer, stepSeconds, formatTime, shared } = props;
  const styles = useStyles2(getStyles);
  const times = linkTimes(answer.question);
  const axis = axisOf(answer.one);
  const pictures = picturesOf(cause, answer, stepSeconds);
  const onset = onsetText(cause, { formatTime });
  const name = placeOfCause(cause).join(' · ');
  return (
    <li className={styles.cause} data-cause>
      <div className={styles.line}>
        <span className={styles.rank} aria-hidden>
          {place}
        </span>
        <CauseLine {...props} />
        <span className={styles.ways}>
          <SignalLink href={appHref(tracesOfCause(cause, times), shared)} to="traces" of={name} />
          <SignalLink href={appHref(logsOfCause(cause, times), shared)} to="logs" of={name} />
        </span>
      </div>
      <ul className={styles.evidence} aria-label={t('changes.evidence.label', 'Evidence for {{name}}', { name })}>
        {evidenceOf(cause, answer, { stepSeconds, formatTime }).map(({ id, text, location }) => (
          <li key={id}>
            {location ? (
              <TextLink href={appHref(location, shared)} inline={false} variant="bodySmall" color="secondary">
                {text}
              </TextLink>
            ) : (
              text
            )}
          </li>
        ))}
        {onset !== undefined && <li>{onset}</li>}
      </ul>
      {pictures.length > 0 && (
        <div className={styles.pictures}>
          {pictures.map(({ location, ...picture }) => (
            <EvidenceChart
              key={picture.id}
              picture={picture}
              axis={axis}
              began={cause.began}
              href={location && appHref(location, shared)}
            />
          ))}
        </div>
      )}
      {cause.victims.length > 0 && (
        <p className={styles.victims}>
          {cause.victims.map((victim) => (
            <span key={victim}>
              <ServiceSwatch service={victim} />
              <TextLink
                href={appHref(serviceAt(victim, 'overview', times.wide), shared)}
                inline={false}
                variant="bodySmall"
              >
                {victim}
              </TextLink>
            </span>
          ))}
          <span>{victimsText(cause, place)}</span>
        </p>
      )}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const words = {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1.5),
    margin: 0,
    overflowWrap: 'anywhere',
  } as const;
  return {
    cause: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), padding: theme.spacing(0.5, 0) }),
    line: css({ ...words, alignItems: 'center' }),
    rank: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
    place: css({
      display: 'inline-flex',
      alignItems: 'center',
      minWidth: 0,
      fontWeight: theme.typography.fontWeightMedium,
    }),
    sure: css({
      padding: theme.spacing(0, 0.75),
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.pill,
      fontSize: theme.typography.bodySmall.fontSize,
      whiteSpace: 'nowrap',
    }),
    ways: css({ display: 'inline-flex', marginLeft: 'auto' }),
    evidence: css({
      ...words,
      columnGap: theme.spacing(2),
      listStyle: 'none',
      marginLeft: theme.spacing(2.5),
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      // Dots stand between those of one line: one that would begin a line is cut off.
      overflow: 'hidden',
      li: { display: 'flex', marginLeft: theme.spacing(-2) },
      'li::before': { content: '"·"', width: theme.spacing(2), flexShrink: 0, textAlign: 'center' },
    }),
    pictures: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(180px, 100%), 1fr))',
      gap: theme.spacing(0.5, 2),
      paddingLeft: theme.spacing(2.5),
    }),
    victims: css({
      ...words,
      paddingLeft: theme.spacing(2.5),
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      '& > span': { display: 'inline-flex', alignItems: 'center' },
    }),
  };
};
