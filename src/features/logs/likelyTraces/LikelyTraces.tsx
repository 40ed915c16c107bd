import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Text, TextLink, useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { type LikelyTrace } from '../../../correlation/likelyTraces';
import { type LogLine } from '../../../telemetry/questions/logs';
import { formatShare } from '../../../ui/format';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';

interface LikelyTracesProps {
  line: LogLine;
  find: (line: LogLine, signal: AbortSignal) => Promise<LikelyTrace[]>;
  storyHref: (traceId: string) => string;
}

/** Most of a list that help; the others are less likely still. */
const SHOWN = 5;

/**
 * For a line without a trace id: the traces that it probably belongs to, why, and how sure that is. Asks when told to.
 */
export function LikelyTraces({ line, find, storyHref }: LikelyTracesProps) {
  const styles = useStyles2(getStyles);
  const [isAsked, setAsked] = useState(false);
  const { value, isLoading, failure } = useAsyncQuery(isAsked ? (signal) => find(line, signal) : undefined, [
    isAsked,
    line,
  ]);
  const title = t('logs.likely.title', 'Likely traces');
  if (!isAsked) {
    return (
      <Button size="sm" variant="secondary" fill="outline" icon="gf-traces" onClick={() => setAsked(true)}>
        {title}
      </Button>
    );
  }
  return (
    <div className={styles.box} role="status">
      <Text variant="bodySmall" weight="medium">
        {title}
      </Text>
      {isLoading && <Text variant="bodySmall">{t('logs.likely.loading', 'Searching requests at that time')}</Text>}
      {failure && <Text variant="bodySmall" color="error">{`${failure.message}. ${failure.advice}`}</Text>}
      {value?.length === 0 && (
        <Text variant="bodySmall">{t('logs.likely.none', 'No request of this service found at that time')}</Text>
      )}
      {value?.slice(0, SHOWN).map(({ traceId, reason, sure }) => (
        <div key={traceId} className={styles.one}>
          <TextLink href={storyHref(traceId)} inline={false} variant="bodySmall">
            {t('logs.likely.trace', 'trace {{id}}', { id: traceId.slice(0, 8) })}
          </TextLink>
          <Text variant="bodySmall" color="secondary">
            {t('logs.likely.match', '{{share}} match: {{reason}}', { share: formatShare(sure), reason })}
          </Text>
        </div>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.25) }),
  one: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'baseline' }),
});
