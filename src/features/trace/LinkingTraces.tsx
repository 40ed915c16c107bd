import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, Text, TextLink, useStyles2 } from '@grafana/ui';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { useTelemetryClient } from '../../datasources/client/context';
import { t } from '../../i18n/t';
import { type LinkingSpansAnswer } from '../../telemetry/questions/traces';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { formatDuration } from '../../ui/format';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { type StoryLinks } from './waterfall/links';
import { printable } from './waterfall/printable';

/** Messages wait in their queue; who waited longer than this is not looked for. */
const WITHIN_MS = 3_600_000;

interface LinkingTracesProps {
  traceId: string;
  /** When the request was. */
  span: TimeSpan;
  context: SourceContext;
  links: StoryLinks;
}

/** Who links to a request: above all what was done with the messages that it sent, each in a trace of its own. */
export function LinkingTraces({ traceId, span, context, links }: LinkingTracesProps) {
  const { traces } = useTelemetryClient();
  const { from, to } = span;
  const { value, failure, isLoading } = useAsyncQuery(
    async (signal) => ({
      answer: await (await traces.open(context)).linkingSpans(traceId, { from, to: to + WITHIN_MS }, signal),
    }),
    [traces, context, traceId, from, to],
    t('trace.source.traces', 'The data source for traces')
  );
  return (
    <section aria-label={t('trace.linking.label', 'Traces linked to this request')} data-testid="linking-traces">
      <Text variant="h5" element="h2">
        {t('trace.linking.label', 'Traces linked to this request')}
      </Text>
      {value ? (
        <Linking answer={value.answer} since={from} links={links} />
      ) : failure ? (
        <StatusMessage {...failure} />
      ) : (
        isLoading && <Text color="secondary">{t('trace.linking.loading', 'Loading linked traces')}</Text>
      )}
    </section>
  );
}

interface LinkingProps {
  answer: LinkingSpansAnswer | undefined;
  /** When the request began, milliseconds since the epoch. */
  since: number;
  links: StoryLinks;
}

function Linking({ answer, since, links }: LinkingProps) {
  const styles = useStyles2(getStyles);
  if (!answer) {
    return (
      <StatusMessage
        kind="not-supported"
        message={t('trace.linking.old', 'This version of Tempo cannot search for links')}
        advice={t('trace.linking.old-advice', 'Upgrade Tempo to see what was done with the messages of this request')}
        action={null}
      />
    );
  }
  if (answer.spans.length === 0) {
    return (
      <Text color="secondary" element="p">
        {t('trace.linking.none', 'No trace of the following hour is linked to this request')}
      </Text>
    );
  }
  const inOrder = [...answer.spans].sort((a, b) => a.start - b.start);
  return (
    <>
      <ul className={styles.list}>
        {inOrder.map(({ traceId, spanId, service, name, start, duration, status }) => {
          const title = `${printable(service)}: ${printable(name)}`;
          return (
            <li key={`${traceId} ${spanId}`}>
              {links.story ? <TextLink href={links.story(traceId, spanId)}>{title}</TextLink> : title}{' '}
              <Text color="secondary" variant="bodySmall">
                {t('trace.linking.when', '{{later}} later, took {{duration}}', {
                  later: formatDuration(Math.max(0, start - since) / 1000),
                  duration: formatDuration(duration / 1000),
                })}
              </Text>
              {status === 'error' && (
                <span className={styles.failed}>
                  {' '}
                  <Icon name="exclamation-circle" size="sm" aria-hidden /> {t('trace.linking.failed', 'failed')}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {answer.isCut && (
        <Text color="secondary" variant="bodySmall" element="p">
          {t('trace.linking.cut', 'Only some are shown: there may be more')}
        </Text>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0, overflowWrap: 'anywhere' }),
  failed: css({ color: theme.colors.error.text }),
});
