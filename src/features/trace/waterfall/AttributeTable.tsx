import React, { Fragment } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, LinkButton, useStyles2 } from '@grafana/ui';
import { redact } from '../../../analysis/redaction';
import { t } from '../../../i18n/t';
import { attributeText } from '../../../telemetry/conventions/spans';
import { type Attributes } from '../../../telemetry/questions/traces';
import { TARGET_SIZE } from '../../../ui/targetSize';
import { LineText } from '../../../ui/logLines/LineText';

const VALUE_LIMIT = 500;
const PORTION = 10_000;

interface AttributeTableProps {
  title: string;
  attributes: Attributes;
  /** Address of the traces that have this value. */
  filter?: (name: string, value: string) => string;
}

/**
 * Attributes by name, each a way to the traces that share it. Values are text, whatever they hold. Names and values of
 * one span, not a table of entities: it has no columns to sort or to leave out.
 */
export function AttributeTable({ title, attributes, filter }: AttributeTableProps) {
  const styles = useStyles2(getStyles);
  const names = Object.keys(attributes).sort();
  if (names.length === 0) {
    return null;
  }
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{title}</caption>
      <tbody>
        {names.map((name) => {
          const value = attributeText(attributes[name] ?? '');
          return (
            <tr key={name} className={styles.row}>
              <th scope="row" className={styles.name}>
                <Name name={name} />
              </th>
              <td className={styles.value}>
                <LineText text={value} showsAnsi={false} limit={VALUE_LIMIT} more={PORTION} />
                <span className={styles.actions} data-actions>
                  {filter && (
                    <LinkButton
                      size="sm"
                      fill="text"
                      variant="secondary"
                      icon="filter"
                      href={filter(name, value)}
                      tooltip={t('trace.attribute.filter', 'Traces with this {{name}}', { name })}
                      aria-label={t('trace.attribute.filter', 'Traces with this {{name}}', { name })}
                    />
                  )}
                  <IconButton
                    name="copy"
                    size="sm"
                    className={styles.target}
                    tooltip={t('trace.attribute.copy', 'Copy {{name}}', { name })}
                    onClick={() => void navigator.clipboard?.writeText(redact(value, name))}
                  />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/**
 * A name that goes on in a new line after one of its dots and not within a word, as long as there is room for the word.
 */
function Name({ name }: { name: string }) {
  const parts = name.slice(0, VALUE_LIMIT).split(/(?<=[._/-])(?=[^._/-])/);
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          <LineText
            text={part}
            showsAnsi={false}
            limit={VALUE_LIMIT}
            omitted={index === parts.length - 1 ? Math.max(0, name.length - VALUE_LIMIT) : 0}
          />
        </Fragment>
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ width: '100%', tableLayout: 'fixed', fontSize: theme.typography.bodySmall.fontSize }),
  caption: css({
    captionSide: 'top',
    padding: theme.spacing(0.5, 0),
    color: theme.colors.text.primary,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  row: css({
    verticalAlign: 'top',
    'th, td': { paddingTop: theme.spacing(0.25), paddingBottom: theme.spacing(0.25) },
    '&:hover, &:focus-within': { background: theme.colors.background.secondary },
    '&:not(:hover, :focus-within) [data-actions]': { opacity: 0 },
    // Fingers do not hover.
    '@media (hover: none)': { '&:not(:hover, :focus-within) [data-actions]': { opacity: 1 } },
  }),
  name: css({
    width: '50%',
    paddingRight: theme.spacing(1),
    overflowWrap: 'anywhere',
    fontWeight: theme.typography.fontWeightRegular,
    color: theme.colors.text.secondary,
  }),
  value: css({
    position: 'relative',
    fontFamily: theme.typography.fontFamilyMonospace,
    overflowWrap: 'anywhere',
    unicodeBidi: 'isolate',
    whiteSpace: 'pre-wrap',
  }),
  target: css(TARGET_SIZE),
  // Over the end of the value, so that names and values have all the room there is.
  actions: css({
    position: 'absolute',
    top: 0,
    right: 0,
    display: 'flex',
    alignItems: 'center',
    paddingLeft: theme.spacing(1),
    background: theme.colors.background.secondary,
  }),
});
