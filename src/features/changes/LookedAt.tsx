import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { type ChangesAnswer } from '../../datasources/changes/question';
import { t } from '../../i18n/t';
import { factsOf } from './facts';

interface LookedAtProps {
  answer: ChangesAnswer;
  stepSeconds: number;
  formatTime: (time: number) => string;
}

/** What was looked at, in numbers: an answer is as good as what it rests on. */
export function LookedAt(props: LookedAtProps) {
  const styles = useStyles2(getStyles);
  const title = t('changes.looked-at.title', 'What was looked at');
  return (
    <section aria-label={title}>
      <Text element="h2" variant="h5">
        {title}
      </Text>
      <dl className={styles.facts}>
        {factsOf(props).map(({ name, value }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 3), margin: 0 }),
  fact: css({ dt: { color: theme.colors.text.secondary, fontWeight: 'normal' }, dd: { margin: 0 } }),
});
