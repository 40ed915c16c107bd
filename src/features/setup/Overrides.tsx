import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, TextLink, useStyles2 } from '@grafana/ui';
import { useTelemetryClient } from '../../datasources/client/context';
import { BusinessMetrics } from './BusinessMetrics';
import { DataSourceFields } from './DataSourceFields';
import { JoinFields, type SeenNames } from './JoinFields';
import { Objectives } from './Objectives';
import { ReportSection } from './ReportSection';
import { StatusField } from './StatusField';
import { type SetupFormState } from './useSetupForm';

interface OverridesProps {
  state: SetupFormState;
  mayChange: boolean;
  /** Services that are known, and names in logs and traces, to be offered. */
  seen: SeenNames;
  /** Names of metrics, to be offered; asked when a field is entered. */
  loadMetricNames: () => Promise<string[]>;
  /** Whether others than admins may change what is saved; undefined where that is not known. */
  isOpenToOthers?: boolean;
  /** Address that shows the pages with the saved data source for metrics. */
  healthHref: (metricsUid: string | undefined) => string;
}

/** What an admin decides instead of what was found. Everybody may read it. */
export function Overrides(props: OverridesProps) {
  const { state, mayChange, seen, loadMetricNames } = props;
  const styles = useStyles2(getStyles);
  const { settings } = useTelemetryClient();
  const { basis, isSaving } = state;
  // Over something that could not be read nobody may write.
  const isReadOnly = !mayChange || isSaving || basis.failure !== undefined;
  return (
    <ReportSection title="Overrides" summary={<Origin state={state} mayChange={mayChange} />}>
      {basis.failure && (
        <Alert severity="warning" title={basis.failure.message}>
          <p>The provisioned settings hold alone. {basis.failure.advice}.</p>
          <Button variant="secondary" size="sm" onClick={() => void settings.readAgain()}>
            Try again
          </Button>
        </Alert>
      )}
      {props.isOpenToOthers && (
        <Alert severity="warning" title="Not only admins may change the set-up">
          The dashboard that keeps it can be edited by others.{' '}
          {mayChange
            ? 'Save here to take that permission away.'
            : 'Ask an admin to save the set-up once, which ends that.'}
        </Alert>
      )}
      <form
        className={styles.form}
        aria-label="Overrides"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void state.save();
        }}
      >
        <DataSourceFields state={state} isReadOnly={isReadOnly} />
        <StatusField state={state} isReadOnly={isReadOnly} />
        <BusinessMetrics state={state} isReadOnly={isReadOnly} loadMetricNames={loadMetricNames} />
        <Objectives state={state} isReadOnly={isReadOnly} services={seen.services} />
        <JoinFields state={state} isReadOnly={isReadOnly} seen={seen} />
        {mayChange && <Actions {...props} isReadOnly={isReadOnly} />}
        <div aria-live="polite">
          <Outcome {...props} />
        </div>
      </form>
    </ReportSection>
  );
}

/** Where the settings come from, and who may change them. */
function Origin({ state, mayChange }: { state: SetupFormState; mayChange: boolean }): ReactNode {
  const { version, savedBy, savedAt, url } = state.basis.saved;
  const who = mayChange ? '' : ' Only admins can change them.';
  if (version === 0) {
    return `Nothing was overridden: what is found holds, and what is provisioned.${who}`;
  }
  const when = savedAt ? ` on ${savedAt.slice(0, 10)} at ${savedAt.slice(11, 16)} UTC` : '';
  return (
    <>
      Saved{savedBy && ` by ${savedBy}`}
      {when}, version {version}.{who}{' '}
      {url && (
        <TextLink href={url} inline>
          History
        </TextLink>
      )}
    </>
  );
}

function Actions({ state, isReadOnly, isOpenToOthers }: OverridesProps & { isReadOnly: boolean }) {
  const styles = useStyles2(getStyles);
  const { isDirty, isSaving, basis } = state;
  const isOverridden = Object.keys(basis.saved.overrides).length > 0;
  return (
    <div className={styles.actions}>
      <Button type="submit" disabled={isReadOnly || !(isDirty || isOpenToOthers)}>
        {isSaving ? 'Saving…' : 'Save'}
      </Button>
      <Button variant="secondary" disabled={isReadOnly || !isDirty} onClick={state.discard}>
        Discard changes
      </Button>
      {isOverridden && (
        <Button variant="secondary" fill="text" disabled={isReadOnly} onClick={state.useProvisioned}>
          Back to what is provisioned
        </Button>
      )}
    </div>
  );
}

function Outcome({ state, healthHref }: OverridesProps): ReactNode {
  const { outcome, errors, basis } = state;
  const wrong = Object.keys(errors).length;
  if (wrong > 0) {
    return (
      <Alert
        severity="error"
        title={`Not saved: ${wrong} ${wrong === 1 ? 'field needs' : 'fields need'} a correction`}
      />
    );
  }
  switch (outcome?.kind) {
    case undefined:
      return null;
    case 'saved':
      return (
        <Alert severity="success" title="Saved">
          It holds for everybody from the next time they open the pages.{' '}
          <TextLink href={healthHref(basis.settings.metrics)} inline>
            Open Health with it
          </TextLink>
        </Alert>
      );
    case 'conflict':
      return (
        <Alert severity="warning" title={outcome.failure.message}>
          <p>{outcome.failure.advice}.</p>
          <Button variant="secondary" size="sm" onClick={state.discard}>
            Load what they saved
          </Button>
        </Alert>
      );
    case 'failed':
      return (
        <Alert severity="error" title={outcome.failure.message}>
          {outcome.failure.advice}.
        </Alert>
      );
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
