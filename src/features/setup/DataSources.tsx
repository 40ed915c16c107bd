import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type DataSourceInstanceSettings, type GrafanaTheme2, type IconName } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { type SignalKind } from '../../datasources/find';
import { probe, type ProbeResult } from '../../datasources/probe';
import { type Choice } from './choice';
import { ReportSection } from './ReportSection';

const TITLES: Record<SignalKind, string> = { metrics: 'Metrics', logs: 'Logs', traces: 'Traces' };

interface Looks {
  icon: IconName;
  word: string;
  tone: 'good' | 'doubtful' | 'bad';
}

const LOOKS: Record<ProbeResult['state'], Looks> = {
  ok: { icon: 'check-circle', word: 'Works', tone: 'good' },
  empty: { icon: 'info-circle', word: 'Empty', tone: 'doubtful' },
  absent: { icon: 'plug', word: 'Absent', tone: 'bad' },
  forbidden: { icon: 'lock', word: 'Forbidden', tone: 'bad' },
  failed: { icon: 'exclamation-triangle', word: 'Failed', tone: 'bad' },
};

/** Which data sources are asked and why, each with a test. */
export function DataSources({ choices }: { choices: readonly Choice[] }) {
  const styles = useStyles2(getStyles);
  return (
    <ReportSection title="Data sources" summary="Asked as you, with your permissions: a test shows what you may see.">
      <ul className={styles.list}>
        {choices.map((choice) => (
          // A result says nothing about another data source.
          <li key={`${choice.kind} ${'dataSource' in choice ? choice.dataSource.uid : ''}`} className={styles.item}>
            <DataSourceEntry choice={choice} />
          </li>
        ))}
      </ul>
    </ReportSection>
  );
}

function DataSourceEntry({ choice }: { choice: Choice }) {
  const styles = useStyles2(getStyles);
  const title = TITLES[choice.kind];
  if ('failure' in choice) {
    const { kind, message, advice } = choice.failure;
    return (
      <>
        <h3 className={styles.title}>{title}</h3>
        <Result result={{ state: kind, message, advice }} />
      </>
    );
  }
  return (
    <>
      <h3 className={styles.title}>
        {title}: {choice.dataSource.name}
      </h3>
      <p className={styles.text}>{choice.why}</p>
      {choice.warning && (
        <p className={styles.doubtful}>
          <Icon name="exclamation-triangle" aria-hidden /> {choice.warning}
        </p>
      )}
      <DataSourceTest kind={choice.kind} dataSource={choice.dataSource} />
    </>
  );
}

function DataSourceTest({ kind, dataSource }: { kind: SignalKind; dataSource: DataSourceInstanceSettings }) {
  const styles = useStyles2(getStyles);
  const [result, setResult] = useState<ProbeResult>();
  const [isTesting, setTesting] = useState(false);
  const test = async () => {
    setTesting(true);
    setResult(await probe(kind, dataSource));
    setTesting(false);
  };
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        className={styles.button}
        disabled={isTesting}
        icon={isTesting ? 'spinner' : undefined}
        onClick={() => void test()}
        aria-label={`Test ${dataSource.name}`}
      >
        {isTesting ? 'Testing' : 'Test'}
      </Button>
      <div role="status" aria-live="polite">
        {result && !isTesting && <Result result={result} />}
      </div>
    </>
  );
}

function Result({ result }: { result: ProbeResult }) {
  const styles = useStyles2(getStyles);
  const { icon, word, tone } = LOOKS[result.state];
  return (
    <>
      <p className={styles.text}>
        <strong className={styles[tone]}>
          <Icon name={icon} aria-hidden /> {word}
        </strong>{' '}
        {result.message}.
      </p>
      {result.advice && <p className={styles.text}>{result.advice}.</p>}
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
