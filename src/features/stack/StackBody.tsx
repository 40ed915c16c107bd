import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps, SceneObjectBase } from '@grafana/scenes';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { type StackVerdict } from '../../analysis/stack/verdict';
import { stackUrl } from '../../correlation/pageUrls/stack';
import { t } from '../../i18n/t';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { FilterInput } from '../../ui/inputs/FilterInput';
import { useTimeSpan } from '../../ui/page/sourceContext';
import { usePageUrl } from '../../ui/page/usePageUrl';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { useSampleMode } from '../../ui/status/useSampleMode';
import { VerdictLine } from '../../ui/status/VerdictLine';
import { LogCost } from './cost/LogCost';
import { FailingRules } from './FailingRules';
import { Gaps } from './Gaps';
import { Section } from '../../ui/page/Section';
import { serverColumns } from './serverColumns';
import { Signals } from './Signals';
import { Sources } from './Sources';
import { type ShownStack, useStack } from './useStack';
import { serverNote } from './serverWords';
import { serverName, verdictFacts, verdictSentences } from './words';

/** The monitoring stack. The order of its table is in the address. */
export class StackBody extends SceneObjectBase {
  static Component = StackBodyView;
}

/** Servers know the present: a range that ended before is told so. */
const NOW_WITHIN_MS = 5 * 60_000;

function StackBodyView({ model }: SceneComponentProps<StackBody>) {
  const styles = useStyles2(getStyles);
  const { stack, surroundings, gaps } = useStack(model);
  const { shared } = usePageUrl(stackUrl);
  const { to } = useTimeSpan(model);
  const { value, isLoading, failure } = stack;
  if (!value) {
    return failure ? (
      <StatusMessage {...failure} />
    ) : (
      <LoadingPlaceholder text={t('stack.loading', 'Loading the monitoring stack')} />
    );
  }
  return (
    <div className={styles.page}>
      <Verdict verdict={value.verdict} isLater={value.answer.at - to > NOW_WITHIN_MS} />
      {failure && (
        <StatusMessage
          {...failure}
          message={t('stack.previous', 'Showing the previous result: {{message}}', { message: failure.message })}
        />
      )}
      <Signals signals={value.verdict.signals} rows={value.rows} />
      <Servers shown={value} isLoading={isLoading} />
      {surroundings.failure && <StatusMessage {...surroundings.failure} />}
      {surroundings.value ? (
        <>
          <Sources sources={surroundings.value.sources} />
          <FailingRules rules={surroundings.value.rules} shared={shared} />
        </>
      ) : (
        surroundings.isLoading && <LoadingPlaceholder text={t('stack.testing', 'Testing data sources')} />
      )}
      {gaps && gaps.length > 0 && <Gaps gaps={gaps} />}
      <LogCost scene={model} />
    </div>
  );
}

/** Whether the other pages can be trusted: a line for each signal that cannot, the worst first. */
function Verdict({ verdict, isLater }: { verdict: StackVerdict; isLater: boolean }) {
  const facts = [
    ...verdictFacts(verdict),
    ...(isLater ? [t('stack.verdict.now', 'As of now, not at the end of the time range')] : []),
  ];
  return (
    <div>
      {verdictSentences(verdict).map(({ state, text }, at) => (
        <VerdictLine
          key={text}
          state={state}
          facts={at === 0 ? facts : []}
          testId={at === 0 ? 'stack-verdict' : `stack-verdict-${at + 1}`}
        >
          {text}
        </VerdictLine>
      ))}
    </div>
  );
}

function Servers({ shown: { rows, answer }, isLoading }: { shown: ShownStack; isLoading: boolean }) {
  const { state, shared, replace } = usePageUrl(stackUrl);
  const styles = useStyles2(getStyles);
  const isSample = useSampleMode();
  const { unanswered } = answer.metrics;
  return (
    <Section title={t('stack.servers.title', 'Servers')}>
      {unanswered ? (
        <StatusMessage {...unanswered} />
      ) : (
        <>
          <div className={styles.filter}>
            <FilterInput
              value={state.filter}
              onChange={(filter) => replace({ filter })}
              label={t('stack.servers.filter', 'Filter servers')}
            />
          </div>
          <EntityTable
            rows={rows}
            columns={serverColumns({ shared, at: answer.at, isSample })}
            keyOf={({ key }) => key}
            nameOf={serverName}
            testIdOf={(row) => `server-${serverName(row)}`}
            noteOf={serverNote}
            noun="server"
            label={t('stack.servers.label', 'Servers of the monitoring stack, the worst first')}
            sort={state.order}
            onSort={(order) => replace({ order })}
            filter={state.filter}
            isLoading={isLoading}
            empty={
              <StatusMessage
                kind="empty"
                message={t('stack.servers.none', 'Prometheus scrapes no server of the monitoring stack')}
                advice={t('stack.servers.none-advice', 'Add the scrape jobs below to see versions, errors and losses')}
                action={null}
              />
            }
          />
        </>
      )}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), width: '100%', minWidth: 0 }),
  filter: css({ display: 'flex', justifyContent: 'flex-end' }),
});
