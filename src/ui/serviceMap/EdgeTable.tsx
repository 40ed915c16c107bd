import React, { useRef } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { formatDuration, formatRate, formatShare } from '../format';
import { tableStyles } from '../entityTable/styles';
import { useRowKeys } from '../entityTable/useRowKeys';
import { visuallyHidden } from '../visuallyHidden';
import { type ServiceMapLinks } from './ServiceMap';
import { errorShareOf, isFailing } from './words';

interface EdgeTableProps extends ServiceMapLinks {
  edges: readonly ServiceEdge[];
  caption: string;
  /** Left out where it is the same in all rows. */
  without?: 'from' | 'to';
}

/** Calls as a table: what the map says, in words and numbers. Failing ones first, then by rate. */
export function EdgeTable({ edges, caption, without, hrefOfNode, hrefOfEdge }: EdgeTableProps) {
  const styles = useStyles2(getStyles);
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = useRowKeys(body);
  const rows = [...edges].sort(
    (a, b) => Number(isFailing(b)) - Number(isFailing(a)) || b.rate - a.rate || a.to.localeCompare(b.to)
  );
  const party = (name: string, kind: ServiceEdge['kind']) => {
    const href = hrefOfNode(name, kind);
    return href === undefined ? (
      name
    ) : (
      <TextLink href={href} inline={false} color="primary">
        {name}
      </TextLink>
    );
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {without !== 'from' && <th scope="col">Caller</th>}
            {without !== 'to' && <th scope="col">Called</th>}
            <th scope="col">Kind</th>
            <th scope="col">Calls</th>
            <th scope="col">Errors</th>
            <th scope="col">p95</th>
            <th scope="col">Traces</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((edge) => (
            <tr key={`${edge.from} ${edge.to} ${edge.kind}`} className={styles.row}>
              {without !== 'from' && <td>{party(edge.from, 'service')}</td>}
              {without !== 'to' && <td>{party(edge.to, edge.kind)}</td>}
              <td>{edge.kind}</td>
              <td className={styles.number}>{formatRate(edge.rate)}</td>
              <td className={isFailing(edge) ? styles.failing : styles.number}>
                {isFailing(edge) && (
                  <>
                    <Icon name="exclamation-circle" aria-hidden /> <span className={visuallyHidden}>failing:</span>{' '}
                  </>
                )}
                {formatShare(errorShareOf(edge))}
              </td>
              <td className={styles.number}>{formatDuration(edge.p95)}</td>
              <td>
                <TextLink
                  href={hrefOfEdge(edge)}
                  inline={false}
                  color="secondary"
                  aria-label={`traces of calls from ${edge.from} to ${edge.to}`}
                >
                  traces →
                </TextLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...tableStyles(theme),
  failing: css({
    color: theme.colors.error.text,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
});
