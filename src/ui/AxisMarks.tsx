import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface AxisMarksProps {
  /** Where along the axis each stands, 0 to 1, in order, and what it says. */
  marks: ReadonlyArray<{ share: number; text: string }>;
}

/**
 * Marks of an axis, each with its words at the right. Where there is no room for words up to the next mark, they are
 * left out.
 */
export function AxisMarks({ marks }: AxisMarksProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {marks.map(({ share, text }, i) => (
        <span
          key={share}
          className={styles.mark}
          style={{ left: `${share * 100}%`, width: `${((marks[i + 1]?.share ?? 1) - share) * 100}%` }}
        >
          <span className={styles.text}>{text}</span>
        </span>
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Words that do not fit beside the line that is as high as all wrap, out of sight: nothing has to be measured.
  mark: css({
    position: 'absolute',
    top: 0,
    height: '100%',
    display: 'flex',
    flexWrap: 'wrap',
    overflow: 'hidden',
    '&::before': { content: '""', height: '100%', borderLeft: `1px solid ${theme.colors.border.medium}` },
  }),
  text: css({ padding: theme.spacing(0, 0.5), whiteSpace: 'nowrap' }),
});
