import React from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeProps, ClipboardButton, LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { ServiceSwatch } from '../../ui/ServiceSwatch';
import { printable } from './waterfall/printable';
import { OpenInLinks } from '../../ui/links/OpenInLinks';
import { ComparePicker } from './ComparePicker';
import { type RequestSummary, requestTitle } from './request';

interface StoryHeaderProps {
  request: RequestSummary;
  /** Where no page around it says what it was. */
  isTitleShown: boolean;
  traceId: string;
  timeZone?: string;
  compare?: string;
  onCompare?: (compare: string | undefined) => void;
  /** All of its log lines, and the metrics of its route. */
  logs?: string;
  route?: string;
  /** The trace in Explore, and in the app for traces. */
  exploreUrl?: string;
  drilldown?: string;
}

/** One request in one line: what it was, how it went, when, and its id. */
export function StoryHeader({
  request,
  isTitleShown,
  traceId,
  timeZone,
  compare,
  onCompare,
  ...ways
}: StoryHeaderProps) {
  const styles = useStyles2(getStyles);
  const when = dateTimeFormat(request.start, { format: 'YYYY-MM-DD HH:mm:ss.SSS', timeZone });
  return (
    <Stack wrap="wrap" alignItems="center" gap={1.5}>
      {isTitleShown && (
        <Text variant="h4" element="h2">
          {requestTitle(request)}
        </Text>
      )}
      <span className={styles.service}>
        <ServiceSwatch service={request.service} />
        {printable(request.service)}
      </span>
      {(request.status !== undefined || request.isFailed) && (
        <Badge
          {...outcomeLook(request)}
          text={request.status === undefined ? t('trace.header.failed', 'failed') : String(request.status)}
        />
      )}
      <Text color="secondary">{when}</Text>
      <span className={styles.id}>{t('trace.header.id', 'trace {{id}}', { id: traceId })}</span>
      <ClipboardButton size="sm" variant="secondary" fill="text" icon="copy" getText={() => traceId}>
        {t('trace.header.copy-id', 'Copy trace ID')}
      </ClipboardButton>
      <Stack wrap="wrap" alignItems="center" gap={1}>
        {onCompare && <ComparePicker compare={compare} onCompare={onCompare} />}
        {ways.logs && (
          <LinkButton size="sm" variant="secondary" href={ways.logs}>
            {t('trace.header.logs', 'Logs')}
          </LinkButton>
        )}
        {ways.route && (
          <LinkButton size="sm" variant="secondary" href={ways.route}>
            {t('trace.header.route', 'Route metrics')}
          </LinkButton>
        )}
        <OpenInLinks app="traces" explore={ways.exploreUrl} drilldown={ways.drilldown} />
      </Stack>
    </Stack>
  );
}

/** What the client was refused is no failure of the service, and did not go well either. */
function outcomeLook({ status = 0, isFailed }: RequestSummary): Pick<BadgeProps, 'color' | 'icon'> {
  if (isFailed) {
    return { color: 'red', icon: 'exclamation-circle' };
  }
  return status >= 400 ? { color: 'orange', icon: 'exclamation-triangle' } : { color: 'green', icon: 'check-circle' };
}

const getStyles = (theme: GrafanaTheme2) => ({
  service: css({ display: 'inline-flex', alignItems: 'center' }),
  id: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
});
