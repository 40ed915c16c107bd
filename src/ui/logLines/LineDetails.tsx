import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type LogEvent } from '../../analysis/logEvents/events';
import { redact } from '../../analysis/redaction';
import { type LineActions } from './actions';
import { FieldTable } from './FieldTable';
import { lineFields } from './lineFields';
import { LineText } from './LineText';
import { lineDetailsLabel, preciseTime } from './lineTime';
import { type LineView } from '../../correlation/pageUrls/lineView';
import { SourceLinks } from './SourceLinks';
import { copyExactly } from './text/copyExactly';
import { layOutJson } from './text/json';

/** Of a huge line this much is shown at first, and so much more with each click. */
const OPEN_LIMIT = 10_000;
const PORTION = 100_000;

interface LineDetailsProps {
  event: LogEvent;
  view: LineView;
  hits: RegExp | undefined;
  actions: LineActions;
}

/** Everything about a line, or an event of several: where it leads, the whole of it, and each of its fields. */
export function LineDetails({ event, view, hits, actions }: LineDetailsProps) {
  const styles = useStyles2(getStyles);
  const { line, parts } = event;
  const { exception } = line.reading;
  const body = layOutJson(line.body) ?? line.body;
  const stack = exception?.stack;
  return (
    <section className={styles.details} aria-label={lineDetailsLabel(preciseTime(line))} onCopy={copyExactly}>
      <LineLinks event={event} actions={actions} />
      <pre
        className={styles.text}
        tabIndex={0}
        aria-label={
          parts.length > 1 ? t('ui.log-line.full-parts', 'Full log lines') : t('ui.log-line.full', 'Full log line')
        }
      >
        <LineText text={body} showsAnsi={view.showsAnsi} hits={hits} limit={OPEN_LIMIT} more={PORTION} />
      </pre>
      {stack !== undefined && !line.body.includes(stack) && (
        <pre className={styles.text} tabIndex={0} aria-label={t('ui.log-line.stack', 'Stack trace')}>
          <LineText text={stack} showsAnsi={false} limit={OPEN_LIMIT} more={PORTION} />
        </pre>
      )}
      <FieldTable fields={lineFields(line)} actions={actions} />
    </section>
  );
}

function LineLinks({ event: { line, parts }, actions }: Pick<LineDetailsProps, 'event' | 'actions'>) {
  const { storyLink, lineLink, onContext, onTraceLines, likelyTraces, alikeLink, waysOut } = actions;
  const story = storyLink?.(line);
  // What is asked of the backend is about a line as that has it.
  const [first = line] = parts;
  const alike = alikeLink?.(first);
  return (
    <Stack wrap="wrap" alignItems="center" gap={1}>
      {story && (
        <LinkButton size="sm" icon="gf-traces" href={story}>
          {t('ui.log-line.open-trace', 'Open trace')}
        </LinkButton>
      )}
      {onContext && (
        <Button size="sm" variant="secondary" onClick={() => onContext(first)}>
          {t('ui.log-line.context', 'Show context')}
        </Button>
      )}
      {onTraceLines && line.reading.traceId && (
        <Button size="sm" variant="secondary" onClick={() => onTraceLines(line)}>
          {t('ui.log-line.trace-logs', 'Logs for this trace')}
        </Button>
      )}
      {alike && (
        <LinkButton size="sm" variant="secondary" href={alike}>
          {t('ui.log-line.similar', 'Similar logs')}
        </LinkButton>
      )}
      <ClipboardButton
        size="sm"
        variant="secondary"
        icon="copy"
        getText={() => redact(parts.map(({ body }) => body).join('\n'))}
      >
        {parts.length > 1 ? t('ui.log-line.copy-parts', 'Copy lines') : t('ui.log-line.copy', 'Copy line')}
      </ClipboardButton>
      {lineLink && (
        <ClipboardButton
          size="sm"
          variant="secondary"
          icon="link"
          getText={() => new URL(lineLink(line), window.location.href).href}
        >
          {t('ui.log-line.copy-link', 'Copy link')}
        </ClipboardButton>
      )}
      {waysOut?.(first)}
      <SourceLinks line={line} />
      {line.reading.traceId === undefined && likelyTraces?.(first)}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  text: css({
    margin: 0,
    padding: theme.spacing(1),
    maxHeight: '40vh',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    unicodeBidi: 'isolate',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
