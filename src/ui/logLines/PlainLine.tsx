import React from 'react';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { type LineView } from '../../correlation/pageUrls/lineView';
import { ServiceSwatch } from '../ServiceSwatch';
import { type LineRow } from './deduplicate';
import { LEVEL_LETTERS, levelColor } from './levelLook';
import { partsInWords } from './lineFields';
import { type LineTime } from './lineTime';
import { getRowStyles, SIGN } from './rowStyles';
import { withoutAnsi } from './text/ansi';
import { onOneLine } from './text/pieces';

/** More is not seen on one line of the screen. */
const LIMIT = 300;

interface PlainLineProps {
  row: LineRow;
  time: LineTime | undefined;
  content: LineView['content'];
}

/**
 * A line while the list is scrolled, at the places where its parts will be: no controls, nothing pointed out, no
 * colours of its own. It takes a fraction of the work of a full one, so that a frame has room for a dozen of them.
 */
export function PlainLine({ row: { line, parts, count }, time, content }: PlainLineProps) {
  const styles = useStyles2(getRowStyles);
  const theme = useTheme2();
  const { level, service, message } = line.reading;
  return (
    <div className={styles.line}>
      <span className={styles.toggle}>{SIGN.closed}</span>
      {time && (
        <time className={styles.time} style={{ minWidth: `${time.width}ch` }}>
          {time.write(line.time)}
        </time>
      )}
      <span className={styles.level} style={{ borderLeftColor: levelColor(theme, level) }}>
        {LEVEL_LETTERS[level]}
      </span>
      {service !== undefined && (
        <span className={styles.service}>
          <ServiceSwatch service={service} />
          {service}
        </span>
      )}
      {count > 1 && <span className={styles.count}>{`×${count}`}</span>}
      {parts.length > 1 && <span className={styles.parts}>{partsInWords(parts.length)}</span>}
      <span className={styles.message}>
        {withoutAnsi(onOneLine((content === 'message' ? message : line.body).slice(0, LIMIT)))}
      </span>
    </div>
  );
}
