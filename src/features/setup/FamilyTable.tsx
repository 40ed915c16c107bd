import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, Icon, TextLink, useStyles2 } from '@grafana/ui';
import { t, tCount } from '../../i18n/t';
import { type Column } from '../../ui/entityTable/column';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { NO_VALUE } from '../../ui/format';
import { type ConventionEvidence, type FamilyEvidence } from './familyEvidence';
import { LabelMapping } from './LabelMapping';

interface FamilyTableProps {
  convention: ConventionEvidence;
  serviceHref: (service: string) => string;
}

/** The metrics of one instrumentation, a row for each family, with what that rests on. */
export function FamilyTable({ convention, serviceHref }: FamilyTableProps) {
  const styles = useStyles2(getStyles);
  const { title, source, isInferred, families } = convention;
  return (
    <article className={styles.convention} aria-label={title}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {isInferred ? (
          <Badge color="orange" icon="question-circle" text={t('setup.family.inferred', 'Inferred: please verify')} />
        ) : (
          <Badge color="green" icon="check" text={t('setup.family.known', 'Known convention')} />
        )}
        {source && (
          <TextLink href={source} external inline={false} variant="bodySmall">
            {t('setup.family.docs', 'Convention docs')}
          </TextLink>
        )}
      </div>
      <EntityTable
        rows={families}
        columns={columnsOf(title, serviceHref)}
        keyOf={({ key }) => key}
        noun={t('setup.family.noun', 'metric')}
        label={t('setup.family.table', 'Metrics of {{convention}}', { convention: title })}
        look="tall"
      />
    </article>
  );
}

function columnsOf(title: string, serviceHref: FamilyTableProps['serviceHref']): Array<Column<FamilyEvidence>> {
  return [
    {
      id: 'metrics',
      header: t('setup.family.metrics', 'Metrics'),
      isRowHeader: true,
      cell: (family) => <Metrics family={family} />,
    },
    {
      id: 'services',
      header: t('setup.family.services', 'Services'),
      cell: (family) => <Services family={family} serviceHref={serviceHref} />,
    },
    {
      id: 'missing',
      header: t('setup.family.missing', 'Missing'),
      cell: ({ gaps }) => (gaps.length > 0 ? <Gaps gaps={gaps} /> : NO_VALUE),
    },
    {
      id: 'labels',
      header: t('setup.family.labels', 'Labels'),
      cell: (family) => <LabelMapping family={family} title={title} />,
    },
  ];
}

function Metrics({ family: { metrics, isCovered } }: { family: FamilyEvidence }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {metrics.map(({ role, metric, about }) => (
        <div key={metric + role} className={styles.metric}>
          <span className={styles.quiet}>{role}</span> <code className={styles.name}>{metric}</code>{' '}
          <span className={styles.quiet}>({about})</span>
        </div>
      ))}
      {isCovered && <Badge color="blue" text={t('setup.family.not-used', 'Not used')} />}
    </>
  );
}

function Services({
  family: { services, elsewhere, isCovered },
  serviceHref,
}: { family: FamilyEvidence } & Pick<FamilyTableProps, 'serviceHref'>) {
  const styles = useStyles2(getStyles);
  if (isCovered) {
    return (
      <>
        {t('setup.family.covered', 'Not used. Other metrics cover all its services: {{services}}', {
          services: elsewhere.join(', '),
        })}
      </>
    );
  }
  return (
    <details>
      <summary className={styles.more}>
        {tCount('setup.family.service-count', services.length, {
          one: '{{count}} service',
          other: '{{count}} services',
        })}
      </summary>
      <ul className={styles.services}>
        {services.map((service) => (
          <li key={service}>
            <TextLink href={serviceHref(service)} inline>
              {service}
            </TextLink>
          </li>
        ))}
      </ul>
      {elsewhere.length > 0 && (
        <p className={styles.quiet}>
          {t('setup.family.elsewhere', 'Also reported here, but read from other metrics: {{services}}', {
            services: elsewhere.join(', '),
          })}
        </p>
      )}
    </details>
  );
}

function Gaps({ gaps }: Pick<FamilyEvidence, 'gaps'>) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.gaps}>
      {gaps.map(({ what, advice }) => (
        <li key={what}>
          <Icon name="exclamation-triangle" className={styles.warning} aria-hidden /> {what}
          <div className={styles.quiet}>{advice}</div>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  convention: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  metric: css({ fontWeight: theme.typography.fontWeightRegular }),
  quiet: css({ color: theme.colors.text.secondary, margin: 0 }),
  name: css({ fontSize: theme.typography.bodySmall.fontSize, whiteSpace: 'normal' }),
  more: css({ cursor: 'pointer', color: theme.colors.text.link, whiteSpace: 'nowrap' }),
  services: css({ listStyle: 'none', margin: 0, padding: 0 }),
  gaps: css({ listStyle: 'none', margin: 0, padding: 0 }),
  warning: css({ color: theme.colors.warning.text }),
});
