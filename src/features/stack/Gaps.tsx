import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type Gap, scrapeConfig } from '../../analysis/stack/gaps';
import { t } from '../../i18n/t';
import { ConfigText } from '../../ui/ConfigText';
import { Section } from '../../ui/page/Section';
import { gapWords } from './words';

/** What is missing from the set-up, and what adds it. */
export function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const styles = useStyles2(getStyles);
  return (
    <Section title={t('stack.gaps.title', 'Not monitored')}>
      <ul className={styles.list}>
        {gaps.map((gap) => (
          <li key={gap.about}>{gapWords(gap)}</li>
        ))}
      </ul>
      <p className={styles.about}>
        {t(
          'stack.gaps.about',
          'Add these jobs to prometheus.yml, with the host names of your servers, then reload Prometheus'
        )}
      </p>
      <ConfigText label={t('stack.gaps.config', 'Scrape configuration')} text={scrapeConfig(gaps)} />
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, paddingLeft: theme.spacing(3) }),
  about: css({ margin: 0, color: theme.colors.text.secondary }),
});
