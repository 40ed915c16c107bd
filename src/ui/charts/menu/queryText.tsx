import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Modal, Stack, Text, useStyles2 } from '@grafana/ui';
import { type AskedQuery } from '../../../datasources/answer';
import { t } from '../../../i18n/t';

/** The queries behind a panel, and what its answer leaves out. */
export interface ShownQueries {
  queries: readonly AskedQuery[];
  notices: readonly string[];
}

interface QueryTextProps extends ShownQueries {
  title: string;
  onDismiss: () => void;
}

/** A window with the text that was sent, to learn from and to take along. */
export function QueryText({ title, queries, notices, onDismiss }: QueryTextProps) {
  const styles = useStyles2(getStyles);
  return (
    <Modal isOpen title={t('ui.query.title', 'Query: {{panel}}', { panel: title })} onDismiss={onDismiss}>
      <Stack direction="column" gap={2}>
        {queries.map(({ expr, dataSource }) => (
          <Stack key={expr} direction="column" gap={1}>
            <Stack justifyContent="space-between" alignItems="center">
              <Text variant="bodySmall" color="secondary">
                {`PromQL · ${dataSource.name}`}
              </Text>
              <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => expr}>
                {t('ui.query.copy', 'Copy')}
              </ClipboardButton>
            </Stack>
            <pre className={styles.query} tabIndex={0} aria-label={t('ui.query.label', 'PromQL query')}>
              {expr}
            </pre>
          </Stack>
        ))}
        {notices.map((notice) => (
          <Text key={notice} element="p" variant="bodySmall" color="secondary">
            {notice}
          </Text>
        ))}
      </Stack>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  query: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0, padding: theme.spacing(1) }),
});
