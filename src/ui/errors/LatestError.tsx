import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';

type LatestErrorProps = {
  /** What the way to the latest line is called. */
  text: string;
  /** Address of the story of its trace; undefined where no line has one. */
  trace: string | undefined;
} & ({ onLine: () => void } | { lines: string });

/** Ways from an error to its latest line, here or at an address, and to a request. */
export function LatestError({ text, trace, ...way }: LatestErrorProps) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.latest}>
      {'onLine' in way ? (
        <button type="button" className={styles.button} onClick={way.onLine}>
          {text}
        </button>
      ) : (
        <TextLink href={way.lines} inline={false} variant="bodySmall">
          {text}
        </TextLink>
      )}
      {trace && (
        <TextLink href={trace} inline={false} variant="bodySmall">
          {t('ui.errors.trace', 'Trace')}
        </TextLink>
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  latest: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  button: css({
    border: 0,
    padding: 0,
    background: 'none',
    fontSize: 'inherit',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
