import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { type State } from '../../analysis/state';
import { StateIcon } from './StateBadge';

interface VerdictLineProps {
  state: State;
  /** What else there is to say, each as quietly as the others. */
  facts?: readonly string[];
  testId: string;
  /** The sentence. */
  children: NonNullable<ReactNode>;
}

/** How all that a page is about is doing: the first thing that is read there. */
export function VerdictLine({ state, facts = [], testId, children }: VerdictLineProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.line} data-testid={testId}>
      <span className={styles.verdict}>
        <StateIcon state={state} />
        <Text element="p">{children}</Text>
      </span>
      {facts.map((fact) => (
        <Text key={fact} color="secondary">
          {fact}
        </Text>
      ))}
    </div>
  );
}

/** The room that the sentence will take, so that nothing moves when it comes. */
export function VerdictRoom() {
  return <div className={useStyles2(getStyles).line} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    minHeight: theme.spacing(3),
    overflowWrap: 'anywhere',
  }),
  verdict: css({ display: 'flex', alignItems: 'baseline', columnGap: theme.spacing(1), minWidth: 0 }),
});
