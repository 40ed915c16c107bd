import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, useStyles2 } from '@grafana/ui';
import { type TracesState } from '../../correlation/pageUrls/traces';
import { t } from '../../i18n/t';
import { type SpanCondition, type SpanField } from '../../telemetry/questions/traces';
import { type UrlState } from '../../ui/page/usePageUrl';
import { TARGET_SIZE } from '../../ui/targetSize';
import { FieldChoice, ValueChoice } from './Choices';
import { conditionWords, withValue } from './filters';
import { OutcomeFilter } from './OutcomeFilter';
import { TraceIdInput } from './TraceIdInput';
import { type AskTraces } from './useTraces';
import { type TimeSpan } from '../../telemetry/timeSpan';

interface FilterBarProps {
  url: UrlState<TracesState>;
  ask: AskTraces;
  span: TimeSpan;
}

/** The fields that most questions are about. */
function firstFields(): Array<{ field: SpanField; label: string; width: number }> {
  return [
    { field: 'service', label: t('traces.filter.service', 'Service'), width: 18 },
    { field: 'route', label: t('traces.filter.route', 'Route'), width: 22 },
    { field: 'status', label: t('traces.filter.status', 'Status code'), width: 14 },
  ];
}

/** Which requests are meant: what is chosen becomes a filter that can be removed, and is in the address. */
export function FilterBar({ url, ask, span }: FilterBarProps) {
  const styles = useStyles2(getStyles);
  const [field, setField] = useState<SpanField>();
  const { where } = url.state;
  const change = (next: SpanCondition[]) => url.push({ where: next });
  const choose = (of: SpanField) => (value: string) => change(withValue(where, of, 'in', value));

  return (
    <div className={styles.bar} role="search" aria-label={t('traces.filter.label', 'Filter requests')}>
      <TraceIdInput shared={url.shared} />
      {firstFields().map((one) => (
        <ValueChoice key={one.field} {...one} ask={ask} span={span} onChoose={choose(one.field)} />
      ))}
      <OutcomeFilter where={where} onChange={change} />
      <FieldChoice value={field} ask={ask} span={span} onChoose={setField} />
      {field && (
        <ValueChoice
          key={field}
          field={field}
          label={t('traces.filter.value', 'Value')}
          width={20}
          ask={ask}
          span={span}
          onChoose={(value) => {
            setField(undefined);
            choose(field)(value);
          }}
        />
      )}
      {where.length > 0 && (
        <ul className={styles.chips} aria-label={t('traces.filter.chosen', 'Filters')}>
          {where.map((condition) => {
            const words = conditionWords(condition);
            return (
              <li key={words} className={styles.chip}>
                <span className={styles.words}>{words}</span>
                <IconButton
                  name="times"
                  size="sm"
                  className={styles.target}
                  aria-label={t('traces.filter.remove', 'Remove: {{filter}}', { filter: words })}
                  onClick={() => change(where.filter((one) => one !== condition))}
                />
              </li>
            );
          })}
          {where.length > 1 && (
            <li>
              <Button size="sm" variant="secondary" fill="text" onClick={() => change([])}>
                {t('traces.filter.clear', 'Clear all')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  chips: css({
    flexBasis: '100%',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    listStyle: 'none',
  }),
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    maxWidth: '100%',
    padding: theme.spacing(0, 0.25, 0, 1),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
    background: theme.colors.background.secondary,
  }),
  // All of a long value: it is told nowhere else.
  words: css({ overflowWrap: 'anywhere' }),
  target: css(TARGET_SIZE),
});
