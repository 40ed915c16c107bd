import React from 'react';
import { css } from '@emotion/css';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import { type InfraRow, lineOf } from '../../analysis/infrastructure/infraRows';
import { type Placed } from '../../analysis/infrastructure/placement';
import { urgencyOf } from '../../analysis/state';
import { serviceUrl } from '../../correlation/pageUrls/service';
import { t } from '../../i18n/t';
import { type InfraMeasure, type InfraSeries } from '../../telemetry/questions/infrastructure';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { alignTrends } from '../../ui/charts/trends';
import { Bar, Figures } from '../../ui/entityTable/cells';
import { type Column } from '../../ui/entityTable/column';
import { ROOM } from '../../ui/entityTable/widths';
import { formatShare, NO_VALUE } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { StateBadge } from '../../ui/status/StateBadge';
import { TrendLine } from '../../ui/TrendLine';
import { failingTexts, isFailingKnown, waitingTexts } from './amountWords';

export interface ColumnContext {
  /** What all pages share, for links. */
  shared: URLSearchParams;
  lines: readonly InfraSeries[];
  /** The time that the lines are laid over. */
  span: TimeSpan;
  placed: ReadonlyMap<string, readonly Placed[]>;
}

/** What is read of an entity, in the measure's unit; undefined where nothing is. */
export const valueIn = ({ entity }: InfraRow, measure: InfraMeasure) => entity.readings[measure]?.value;

export function stateColumn(): Column<InfraRow> {
  return {
    id: 'state',
    header: t('infra.table.state', 'State'),
    sort: { values: ({ state }) => [urgencyOf(state)], first: 'largest' },
    cell: ({ state }) => <StateBadge state={state} />,
    csv: { state: ({ state }) => state },
  };
}

/** What is smaller beside a name or a number. */
export function Aside({ children }: { children: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.aside}>
      <Text element="p" variant="bodySmall" color="secondary">
        {children}
      </Text>
    </div>
  );
}

const getStyles = () => ({
  // Cells of numbers do not wrap: a forecast in one line would take the room of two columns.
  aside: css({ whiteSpace: 'normal', maxWidth: '20ch' }),
});

interface UsedProps {
  row: InfraRow;
  share: number | undefined;
  /** From which share on it is too much. */
  limit: number;
  text?: string;
  aside?: string;
  /** What its line is of. */
  measure?: InfraMeasure;
  label?: string;
  context?: Pick<ColumnContext, 'lines' | 'span'>;
}

/** How much of a resource is in use: a share above a bar, its line over time, and what it is a share of. */
export function Used({ row: { entity }, share, limit, text, aside, measure, label = '', context }: UsedProps) {
  if (share === undefined) {
    return text === undefined ? <>{NO_VALUE}</> : <WithAside text={text} aside={aside} />;
  }
  const tone = share >= limit ? 'bad' : 'neutral';
  const line = measure && context && lineOf(context.lines, entity, measure);
  const [trend] = line && context ? alignTrends([line], context.span) : [];
  return (
    <>
      <Figures>
        <Bar text={text ?? formatShare(share)} share={Math.min(1, share)} tone={tone} />
        {trend && <TrendLine values={trend} label={label} tone={tone} />}
      </Figures>
      {aside && <Aside>{aside}</Aside>}
    </>
  );
}

function WithAside({ text, aside }: { text: string; aside?: string }) {
  return (
    <>
      {text}
      {aside && <Aside>{aside}</Aside>}
    </>
  );
}

/** Of each resource: who waits for it. */
export function waitingColumn(): Column<InfraRow> {
  return {
    id: 'waiting',
    header: t('infra.table.waiting', 'Waiting'),
    hint: t('infra.table.waiting-hint', 'Work that waits for a resource now: a share of time, or how many at once'),
    cell: ({ entity }) => <Texts texts={waitingTexts(entity)} none={NO_VALUE} />,
    csv: { waiting: ({ entity }) => waitingTexts(entity).join(', ') },
    hideBelow: ROOM.phablet,
  };
}

/** Of each resource: what fails. */
export function failingColumn(): Column<InfraRow> {
  return {
    id: 'failing',
    header: t('infra.table.failing', 'Failing'),
    hint: t('infra.table.failing-hint', 'What failed in the time range; rates are those of now'),
    cell: ({ entity }) => (
      <Texts
        texts={failingTexts(entity)}
        none={isFailingKnown(entity) ? t('infra.table.failing-none', 'nothing') : NO_VALUE}
      />
    ),
    csv: { failing: ({ entity }) => failingTexts(entity).join(', ') },
  };
}

function Texts({ texts, none }: { texts: readonly string[]; none: string }) {
  return texts.length === 0 ? (
    <Text color="secondary">{none}</Text>
  ) : (
    <>
      {texts.map((text) => (
        <div key={text}>{text}</div>
      ))}
    </>
  );
}

/** So many services of a host are named in its row. */
const MOST_NAMED = 3;

/** The services that run there. */
export function servicesColumn({ shared, placed }: ColumnContext): Column<InfraRow> {
  const of = ({ entity }: InfraRow) => placed.get(entity.id) ?? [];
  return {
    id: 'services',
    header: t('infra.table.services', 'Services'),
    hint: t('infra.table.services-hint', 'Services whose targets name this host or container; the details say how'),
    cell: (row) => {
      const services = of(row);
      const more = services.length - MOST_NAMED;
      return services.length === 0 ? (
        NO_VALUE
      ) : (
        <>
          {services.slice(0, MOST_NAMED).map(({ service }) => (
            <div key={service}>
              <TextLink href={appHref(serviceUrl.write({ service }), shared)} inline={false} color="primary">
                {service}
              </TextLink>
            </div>
          ))}
          {more > 0 && <Aside>{t('infra.table.services-more', '{{more}} more', { more })}</Aside>}
        </>
      );
    },
    csv: {
      services: (row) =>
        of(row)
          .map(({ service }) => service)
          .join(' '),
    },
    hideBelow: ROOM.tablet,
  };
}
