import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { gapLook, PATH_HEIGHT } from './styles';

/** What the signs on the bars mean. */
export function WaterfallLegend() {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label={t('trace.legend.label', 'Legend')}>
      <li>
        <i className={styles.path} />
        {t('trace.legend.path', 'critical path')}
      </li>
      <li>
        <i className={styles.bar} />
        {t('trace.legend.self-time', 'the thicker, the more self time')}
      </li>
      <li>
        <i className={styles.gap} />
        {t('trace.legend.gap', 'time without a recorded child span')}
      </li>
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const sign = { display: 'inline-block', width: theme.spacing(3), marginRight: theme.spacing(0.75) } as const;
  const bar = { ...sign, verticalAlign: 'middle', borderRadius: 2, background: theme.colors.text.disabled };
  return {
    list: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      listStyle: 'none',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    path: css({ ...sign, verticalAlign: 'middle', height: PATH_HEIGHT, background: theme.colors.text.primary }),
    bar: css({ ...bar, height: 14 }),
    gap: css({ ...bar, height: 10, backgroundImage: gapLook(theme) }),
  };
};
