import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { useTelemetryClient } from '../../datasources/client/context';
import { type ObjectivesContext } from '../../datasources/objectives/askQuestions';
import { t } from '../../i18n/t';
import { downloadText } from '../../ui/downloadText';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { type RuleKind, rulesFile } from './rulesFile';
import { type ObjectiveRow } from './rows';

interface RulesSectionProps {
  rows: readonly ObjectiveRow[];
  context: ObjectivesContext;
  isSample: boolean;
}

/** Rules that record objectives and alert on them, to copy or download. Written when somebody asks for them. */
export function RulesSection({ rows, context, isSample }: RulesSectionProps) {
  const styles = useStyles2(getStyles);
  const client = useTelemetryClient();
  const [kind, setKind] = useState<RuleKind>();
  const ids = rows.map(({ id }) => id).join('\n');
  const { value, isLoading, failure } = useAsyncQuery(kind && (() => rulesFile(client, context, rows, kind)), [
    client,
    kind,
    ids,
    context.metrics,
  ]);
  const title = t('objectives.rules.title', 'Rules');
  return (
    <section className={styles.section} aria-label={title}>
      <Text element="h2" variant="h5">
        {title}
      </Text>
      <Text color="secondary" variant="bodySmall" element="p">
        {isSample
          ? t('objectives.rules.sample', 'Rules are written for your own metrics: turn off sample data to see them')
          : t(
              'objectives.rules.about',
              'Recording rules keep long windows cheap, and this page uses them where they run. An alert fires when a budget is spent too fast.'
            )}
      </Text>
      {!isSample && (
        <Stack gap={1} wrap="wrap">
          <Button variant="secondary" size="sm" onClick={() => setKind('prometheus')}>
            {t('objectives.rules.prometheus', 'Show Prometheus rules')}
          </Button>
          <Button variant="secondary" size="sm" onClick={() => setKind('grafana')}>
            {t('objectives.rules.grafana', 'Show Grafana alert rules')}
          </Button>
        </Stack>
      )}
      {isLoading && <LoadingPlaceholder text="" />}
      {failure && <StatusMessage {...failure} />}
      {value && !isLoading && (
        <>
          {value.excluded.map((reason) => (
            <Text key={reason} color="secondary" variant="bodySmall" element="p">
              {reason}
            </Text>
          ))}
          <Stack gap={1}>
            <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => value.text}>
              {t('objectives.rules.copy', 'Copy')}
            </ClipboardButton>
            <Button
              variant="secondary"
              size="sm"
              icon="download-alt"
              onClick={() =>
                downloadText(value.text, { name: `slo-${value.kind}`, extension: 'yml', type: 'text/yaml' })
              }
            >
              {t('objectives.rules.download', 'Download')}
            </Button>
          </Stack>
          <pre className={styles.code} tabIndex={0} aria-label={t('objectives.rules.file', 'Rule file')}>
            {value.text}
          </pre>
        </>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    width: '100%',
    minWidth: 0,
  }),
  code: css({ margin: 0, width: '100%', maxHeight: theme.spacing(60), overflow: 'auto' }),
});
