import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { type ProbeResult } from '../../datasources/probe';
import { t } from '../../i18n/t';
import { type Choice } from './choice';
import { ReportSection } from './ReportSection';
import { signalName } from './signalName';
import { type SourceTest, type SourceTests } from './useSourceTests';

interface Looks {
  icon: IconName;
  word: string;
  tone: 'good' | 'doubtful' | 'bad';
}

function looksOf(state: ProbeResult['state']): Looks {
  switch (state) {
    case 'ok':
      return { icon: 'check-circle', word: t('setup.sources.works', 'Works'), tone: 'good' };
    case 'empty':
      return { icon: 'info-circle', word: t('setup.sources.empty', 'No recent data'), tone: 'doubtful' };
    case 'absent':
      return { icon: 'plug', word: t('setup.sources.missing', 'Missing'), tone: 'bad' };
    case 'forbidden':
      return { icon: 'lock', word: t('setup.sources.denied', 'Access denied'), tone: 'bad' };
    case 'failed':
      return { icon: 'exclamation-triangle', word: t('setup.sources.failed', 'Query failed'), tone: 'bad' };
  }
}

interface DataSourcesProps {
  choices: readonly Choice[];
  tests: SourceTests;
}

/** Which data sources are asked and why, each with what came of testing it. */
export function DataSources({ choices, tests }: DataSourcesProps) {
  const styles = useStyles2(getStyles);
  return (
    <ReportSection
      id="data-sources"
      title={t('setup.sources.title', 'Data sources')}
      summary={t('setup.sources.summary', 'Queries run with your permissions. Test shows what you can access.')}
    >
      <ul className={styles.list}>
        {choices.map((choice) => (
          <li key={choice.kind} className={styles.item}>
            <DataSourceEntry choice={choice} tests={tests} />
          </li>
        ))}
      </ul>
    </ReportSection>
  );
}

function DataSourceEntry({ choice, tests }: { choice: Choice; tests: SourceTests }) {
  const styles = useStyles2(getStyles);
  const title = signalName(choice.kind);
  if ('failure' in choice) {
    const { kind, message, advice } = choice.failure;
    return (
      <>
        <h3 className={styles.title}>{title}</h3>
        <Result result={{ state: kind, message, advice }} />
      </>
    );
  }
  const { kind, dataSource, why, warning } = choice;
  return (
    <>
      <h3 className={styles.title}>
        {title}: {dataSource.name}
      </h3>
      <p className={styles.text}>{why}</p>
      {warning && (
        <p className={styles.doubtful}>
          <Icon name="exclamation-triangle" aria-hidden /> {warning}
        </p>
      )}
      <TestOfSource
        name={dataSource.name}
        test={tests.of(kind, dataSource.uid)}
        onTest={() => tests.test(kind, dataSource)}
      />
    </>
  );
}

function TestOfSource({ name, test, onTest }: { name: string; test: SourceTest; onTest: () => void }) {
  const styles = useStyles2(getStyles);
  const { result, isTesting, wasAsked } = test;
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        className={styles.button}
        disabled={isTesting}
        icon={isTesting ? 'spinner' : undefined}
        onClick={onTest}
        aria-label={t('setup.sources.test-one', 'Test {{name}}', { name })}
      >
        {isTesting ? t('setup.sources.testing', 'Testing…') : t('setup.sources.test', 'Test')}
      </Button>
      {/* What is tested by itself speaks in the checklist, once for all. */}
      <div role={wasAsked ? 'status' : undefined}>{result && <Result result={result} />}</div>
    </>
  );
}

function Result({ result }: { result: ProbeResult }) {
  const styles = useStyles2(getStyles);
  const { icon, word, tone } = looksOf(result.state);
  return (
    <>
      <p className={styles.text}>
        <strong className={styles[tone]}>
          <Icon name={icon} aria-hidden /> {word}
        </strong>{' '}
        {result.message}
      </p>
      {result.advice && <p className={styles.text}>{result.advice}</p>}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(36)}), 1fr))`,
    gap: theme.spacing(2),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  }),
  item: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  text: css({ margin: 0 }),
  button: css({ alignSelf: 'flex-start' }),
  good: css({ color: theme.colors.success.text }),
  doubtful: css({ color: theme.colors.warning.text, margin: 0 }),
  bad: css({ color: theme.colors.error.text }),
});
