import React from 'react';
import { Text, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type SourceHealth } from '../../telemetry/questions/stack';
import { StateMark } from '../../ui/status/StateBadge';
import { markedListStyles } from './markedListStyles';
import { Section } from '../../ui/page/Section';

/** Grafana's own tests of the data sources that the pages ask. */
export function Sources({ sources }: { sources: readonly SourceHealth[] }) {
  const styles = useStyles2(markedListStyles);
  return (
    <Section title={t('stack.sources.title', 'Data sources')}>
      <ul className={styles.list}>
        {sources.map(({ uid, name, isHealthy, message }) => (
          <li key={uid} className={styles.row} data-testid={`stack-source-${name}`}>
            <StateMark state={isHealthy === undefined ? 'unknown' : isHealthy ? 'ok' : 'critical'}>
              {isHealthy === undefined
                ? t('stack.sources.untested', 'Not tested')
                : isHealthy
                  ? t('stack.sources.ok', 'OK')
                  : t('stack.sources.failed', 'Test failed')}
            </StateMark>
            <Text>{name}</Text>
            {isHealthy === false && (
              <Text color="secondary" variant="bodySmall">
                {message}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
