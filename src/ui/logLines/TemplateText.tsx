import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { LineText } from './LineText';

interface TemplateTextProps {
  /** Text with `<*>` or `<id>` for what varies. */
  template: string;
  /** At most so many characters of each stretch. */
  limit: number;
}

/** What lines have in common, with the places where they differ set apart. */
export function TemplateText({ template, limit }: TemplateTextProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {template.split(/(<\*>|<id>)/).map((part, index) =>
        index % 2 === 1 ? (
          <span key={index} className={styles.variable}>
            {part}
          </span>
        ) : (
          <LineText key={index} text={part} showsAnsi={false} limit={limit} />
        )
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  variable: css({ color: theme.colors.text.secondary, background: theme.colors.background.secondary }),
});
