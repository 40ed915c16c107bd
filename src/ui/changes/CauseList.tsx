import React, { useRef } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { useRowKeys } from '../entityTable/useRowKeys';
import { type CauseContext, CauseItem } from './CauseItem';

/** Causes that are told; what is less likely is no cause that anybody looks into. */
export const MOST_CAUSES = 3;

/** The causes, the likeliest first. With the focus among them `j` and `k` lead from one to the next. */
export function CauseList(context: CauseContext) {
  const styles = useStyles2(getStyles);
  const list = useRef<HTMLOListElement>(null);
  const onKeyDown = useRowKeys(list, 'li[data-cause]');
  const { causes } = context.answer.changed;
  return (
    <ol
      ref={list}
      className={styles.list}
      aria-label={t('changes.causes', 'Causes, the likeliest first')}
      onKeyDown={onKeyDown}
    >
      {causes.slice(0, MOST_CAUSES).map((cause, index) => (
        <CauseItem key={cause.service} {...context} cause={cause} place={index + 1} />
      ))}
    </ol>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: 0,
    '& > li + li': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
});
