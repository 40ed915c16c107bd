import React from 'react';
import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { TextLink, useStyles2 } from '@grafana/ui';
import { type ErrorGroup } from '../../../analysis/errorGroups';
import { formatCount } from '../../../ui/format';
import { LineText } from '../../../ui/logLines/LineText';
import { ServiceSwatch } from '../../../ui/ServiceSwatch';
import { tableStyles } from '../../../ui/entityTable/styles';
import { TrendLine } from '../../../ui/TrendLine';
import { type TimeSpan } from '../../../telemetry/timeSpan';

interface ErrorGroupTableProps {
  groups: readonly ErrorGroup[];
  span: TimeSpan;
  timeZone: TimeZone;
  /** Address of the story of its sample trace; undefined where no line has one. */
  storyLink: (group: ErrorGroup) => string | undefined;
  /** Keeps the lines of a service. */
  onService: (service: string) => void;
  /** Shows the latest line among the lines. */
  onSample: (group: ErrorGroup) => void;
}

const TITLE_LIMIT = 300;
const MOST_GROUPS = 200;

/** Errors by what they are, the most frequent first, each with ways to a line and to a request. */
export function ErrorGroupTable({ groups, span, timeZone, storyLink, onService, onSample }: ErrorGroupTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroll}>
      <table className={cx(styles.table, styles.tall, styles.dense)}>
        <thead>
          <tr>
            <th scope="col">Error</th>
            <th scope="col">Services</th>
            <th scope="col">Lines</th>
            <th scope="col" className={styles.wide}>
              Trend
            </th>
            <th scope="col" className={styles.roomy}>
              First seen
            </th>
            <th scope="col" className={styles.wide}>
              Last seen
            </th>
            <th scope="col">Sample</th>
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, MOST_GROUPS).map((group) => {
            const { fingerprint, type, title, culprit, services, count, trend, firstSeen, lastSeen } = group;
            const story = storyLink(group);
            return (
              <tr key={fingerprint} className={styles.row}>
                <td className={styles.error}>
                  {type !== undefined && (
                    <strong className={styles.type}>
                      <LineText text={type} showsAnsi={false} limit={TITLE_LIMIT} />{' '}
                    </strong>
                  )}
                  <LineText text={title} showsAnsi={false} limit={TITLE_LIMIT} />
                  {culprit !== undefined && (
                    <div className={styles.secondary}>
                      {'in '}
                      <LineText text={culprit} showsAnsi={false} limit={TITLE_LIMIT} />
                    </div>
                  )}
                </td>
                <td>
                  {services.map(({ service, count: lines }) =>
                    service === '' ? null : (
                      <button
                        key={service}
                        type="button"
                        className={styles.service}
                        title={`Only lines of ${service}: ${formatCount(lines)} of this error`}
                        onClick={() => onService(service)}
                      >
                        <ServiceSwatch service={service} />
                        {service}
                      </button>
                    )
                  )}
                </td>
                <td className={styles.number}>{formatCount(count)}</td>
                <td className={styles.wide}>
                  <TrendLine values={trend} label={`This error over time: ${formatCount(count)} lines`} tone="bad" />
                </td>
                <td className={cx(styles.number, styles.roomy)}>
                  <When
                    time={firstSeen}
                    span={span}
                    timeZone={timeZone}
                    isOpen={firstSeen - span.from < (span.to - span.from) / 100}
                  />
                </td>
                <td className={cx(styles.number, styles.wide)}>
                  <When time={lastSeen} span={span} timeZone={timeZone} />
                </td>
                <td>
                  <span className={styles.sample}>
                    <button type="button" className={styles.link} onClick={() => onSample(group)}>
                      Line
                    </button>
                    {story && (
                      <TextLink href={story} inline={false} variant="bodySmall">
                        Story
                      </TextLink>
                    )}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface WhenProps {
  time: number;
  span: TimeSpan;
  timeZone: TimeZone;
  /** There may have been some before the time range. */
  isOpen?: boolean;
}

const DAY = 86_400_000;

function When({ time, span, timeZone, isOpen = false }: WhenProps) {
  const written = dateTimeFormat(time, { format: span.to - span.from < DAY ? 'HH:mm:ss' : 'MM-DD HH:mm', timeZone });
  const whole = dateTimeFormat(time, { timeZone });
  return isOpen ? (
    <span title={`${whole}, when the time range began; there may be earlier ones`}>{`${written} or before`}</span>
  ) : (
    <span title={whole}>{written}</span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...tableStyles(theme),
  error: css({ width: '100%', minWidth: theme.spacing(16), overflowWrap: 'anywhere', unicodeBidi: 'isolate' }),
  // Where there is little room, the ways to a line and to a story come first.
  wide: css({ [theme.breakpoints.down('md')]: { display: 'none' } }),
  roomy: css({ [theme.breakpoints.down('sm')]: { display: 'none' } }),
  type: css({ color: theme.colors.error.text }),
  secondary: css({ color: theme.colors.text.secondary, fontFamily: theme.typography.fontFamilyMonospace }),
  service: css({ display: 'flex', alignItems: 'center', whiteSpace: 'nowrap', ...plainButton(theme) }),
  sample: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  link: css({ ...plainButton(theme), color: theme.colors.text.link }),
});

const plainButton = (theme: GrafanaTheme2) => ({
  border: 0,
  padding: 0,
  background: 'none',
  fontSize: 'inherit',
  '&:hover': { textDecoration: 'underline' },
  '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
});
