import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, Text, useStyles2 } from '@grafana/ui';
import { type FailureKind } from '../../datasources/failure';
import { t } from '../../i18n/t';
import { SampleAction } from './SampleAction';

/** Why there is nothing to see. */
export type StatusKind = 'empty' | 'not-supported' | FailureKind;

interface StatusMessageProps {
  kind: StatusKind;
  /** Instead of the title that its kind has, where that would read as a fault. */
  title?: string;
  /** What happened, in a clause; left out where the title says it all. */
  message?: string;
  /** What the user can do. */
  advice?: string;
  /** The one action beside it; where there is nothing, to see sample data if no other is given; null for none. */
  action?: ReactNode;
}

const LOOKS: Record<StatusKind, { icon: IconName; role: 'status' | 'alert' }> = {
  empty: { icon: 'search', role: 'status' },
  'not-supported': { icon: 'info-circle', role: 'status' },
  absent: { icon: 'plug', role: 'status' },
  forbidden: { icon: 'lock', role: 'alert' },
  failed: { icon: 'exclamation-triangle', role: 'alert' },
};

function titleOf(kind: StatusKind): string {
  switch (kind) {
    case 'empty':
      return t('ui.status.empty', 'No data');
    case 'not-supported':
      return t('ui.status.not-supported', 'Not available');
    case 'absent':
      return t('ui.status.absent', 'No data source');
    case 'forbidden':
      return t('ui.status.forbidden', 'Access denied');
    case 'failed':
      return t('ui.status.failed', 'Query failed');
  }
}

/** Where there is nothing to see, one can still see what there would be. */
const OFFERS_SAMPLE: ReadonlySet<StatusKind> = new Set(['empty', 'absent']);

/** The one view for everything that cannot be shown: each kind looks and sounds different. */
export function StatusMessage({ kind, title, message, advice, action }: StatusMessageProps) {
  const styles = useStyles2(getStyles);
  const { icon, role } = LOOKS[kind];
  return (
    <div className={styles.box} role={role} data-testid={`absence-${kind}`}>
      <Text variant="h6" element="p" color={kind === 'failed' ? 'error' : 'primary'}>
        <Icon name={icon} aria-hidden /> {title ?? titleOf(kind)}
      </Text>
      {message && (
        <Text variant="bodySmall" element="p">
          {message}
        </Text>
      )}
      {advice && (
        <Text variant="bodySmall" color="secondary" element="p">
          {advice}
        </Text>
      )}
      {action === undefined ? OFFERS_SAMPLE.has(kind) && <SampleAction /> : action}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(0.5),
    height: '100%',
    padding: theme.spacing(1),
    textAlign: 'center',
    overflow: 'auto',
    overflowWrap: 'anywhere',
  }),
});
