import React, { type ReactNode, useMemo, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { tCount } from '../../i18n/t';
import { ANSI_COLORS, type AnsiColor, type AnsiStyle } from './text/ansi';
import { piecesOf } from './text/pieces';

interface LineTextProps {
  text: string;
  showsAnsi: boolean;
  /** What is pointed out. */
  hits?: RegExp;
  /** At most so many characters at first. */
  limit: number;
  /** Offers the rest in portions of this many characters; without, it only says that there is more. */
  more?: number;
  /** Characters that were left out at the end before; they are told with the others. */
  omitted?: number;
}

/**
 * A text out of a log, which may hold anything: it is drawn as text alone, with the colours that a terminal would give
 * it and signs for what would not be seen.
 */
export function LineText({ text, showsAnsi, hits, limit, more, omitted = 0 }: LineTextProps) {
  const styles = useStyles2(getStyles);
  const [extra, setExtra] = useState(0);
  const { pieces, left } = useMemo(
    () => piecesOf(text, { showsAnsi, hits, limit: limit + extra }),
    [text, showsAnsi, hits, limit, extra]
  );
  const classOf = ({ color, background, ...weight }: AnsiStyle) =>
    cx(
      color && styles[`text-${color}`],
      background && styles[`on-${background}`],
      weight.isBold && styles.bold,
      weight.isDim && styles.dim,
      weight.isItalic && styles.italic,
      weight.isUnderlined && styles.underlined
    ) || undefined;
  return (
    <>
      {pieces.map(({ text: part, style, isHit, standsFor }, index) => {
        const className = classOf(style);
        if (standsFor) {
          return (
            <span key={index} className={cx(className, styles.sign)} title={standsFor} data-stands-for={standsFor}>
              {part}
            </span>
          );
        }
        return isHit ? (
          <mark key={index} className={cx(className, styles.hit)}>
            {part}
          </mark>
        ) : className ? (
          <span key={index} className={className}>
            {withTabs(part, styles.tab)}
          </span>
        ) : (
          withTabs(part, styles.tab)
        );
      })}
      {left + omitted > 0 &&
        (more === undefined ? (
          <span className={styles.sign}>
            {' … '}
            {tCount('ui.log-line.cut', left + omitted, {
              one: '{{count}} more character',
              other: '{{count}} more characters',
            })}
          </span>
        ) : (
          <Button size="sm" variant="secondary" fill="text" onClick={() => setExtra(extra + more)}>
            {tCount(
              'ui.log-line.show-more',
              left,
              { one: 'Show {{count}} more character', other: 'Show {{shown}} of {{count}} more characters' },
              { shown: Math.min(more, left).toLocaleString('en-US') }
            )}
          </Button>
        ))}
    </>
  );
}

/** Text whose tabs are seen; they stay characters of the text, so that it is found and copied as it is. */
function withTabs(text: string, className: string): ReactNode {
  return text.includes('\t')
    ? text.split(/(\t)/).map((part, index) =>
        part === '\t' ? (
          <span key={index} className={className}>
            {part}
          </span>
        ) : (
          part
        )
      )
    : text;
}

type ColorClass = `${'text' | 'on'}-${AnsiColor}`;

function getStyles(theme: GrafanaTheme2) {
  // What terminals call black and white are text and background, whichever way round the theme has them.
  const plain: Partial<Record<AnsiColor, string>> = {
    black: theme.colors.text.disabled,
    white: theme.colors.text.primary,
  };
  const named: Partial<Record<AnsiColor, string>> = { magenta: 'purple', cyan: 'light-blue' };
  const colorOf = (color: AnsiColor) => plain[color] ?? theme.visualization.getColorByName(named[color] ?? color);
  const colors = Object.fromEntries(
    ANSI_COLORS.flatMap((color) => [
      [`text-${color}`, css({ color: colorOf(color) })],
      [
        `on-${color}`,
        css({
          boxShadow: `inset 0 -0.5em 0 ${theme.colors.action.hover}`,
          borderBottom: `1px solid ${colorOf(color)}`,
        }),
      ],
    ])
  ) as Record<ColorClass, string>;
  return {
    ...colors,
    bold: css({ fontWeight: theme.typography.fontWeightBold }),
    dim: css({ opacity: 0.7 }),
    italic: css({ fontStyle: 'italic' }),
    underlined: css({ textDecoration: 'underline' }),
    hit: css({ background: theme.colors.warning.transparent, color: 'inherit', padding: 0 }),
    // Of no width, at the beginning of the space that the tab takes.
    tab: css({
      position: 'relative',
      '&::before': { content: '"→"', position: 'absolute', color: theme.colors.text.disabled },
    }),
    sign: css({ color: theme.colors.text.secondary, fontStyle: 'normal' }),
  };
}
