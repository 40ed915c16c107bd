import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { type LogLine } from '../../telemetry/questions/logs';
import { LogLines } from '../../ui/logLines/LogLines';
import { DEFAULT_LINE_VIEW } from '../../correlation/pageUrls/lineView';

interface LinesAloneProps {
  lines: readonly LogLine[];
  title: string;
  lineLink?: (line: LogLine) => string;
  timeZone?: string;
}

/** The lines of a request whose trace is not there. */
export function LinesAlone({ lines, title, lineLink, timeZone }: LinesAloneProps) {
  const styles = useStyles2(getStyles);
  const actions = useMemo(() => ({ ...(lineLink && { lineLink }) }), [lineLink]);
  return (
    <section aria-label={title}>
      <Text variant="h5" element="h3">
        {title}
      </Text>
      <div className={styles.lines}>
        <LogLines lines={lines} view={DEFAULT_LINE_VIEW} label={title} actions={actions} timeZone={timeZone} />
      </div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lines: css({
    display: 'flex',
    flexDirection: 'column',
    height: '50vh',
    marginTop: theme.spacing(1),
    border: `1px solid ${theme.colors.border.weak}`,
  }),
});
