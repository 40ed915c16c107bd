import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, TextLink, useStyles2 } from '@grafana/ui';
import { t, tCount } from '../../i18n/t';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SavedSetup } from '../../datasources/setupStorage';
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
    <ReportSection
      title={t('setup.overrides.title', 'Overrides')}
      summary={<Origin state={state} mayChange={mayChange} />}
    >
      {basis.failure && (
        <Alert severity="warning" title={basis.failure.message}>
          <p>
            {t('setup.overrides.only-provisioned', 'Only provisioned settings apply. {{advice}}.', {
              advice: basis.failure.advice,
            })}
          </p>
          <Button variant="secondary" size="sm" onClick={() => void settings.readAgain()}>
            {t('setup.overrides.try-again', 'Try again')}
          </Button>
        </Alert>
      )}
      {props.isOpenToOthers && (
        <Alert severity="warning" title={t('setup.overrides.open-to-others', 'Non-admins can change these settings')}>
          {mayChange
            ? t(
                'setup.overrides.open-to-others-save',
                'They can edit the dashboard that keeps the settings. Save here to remove that permission.'
              )
            : t(
                'setup.overrides.open-to-others-ask',
                'They can edit the dashboard that keeps the settings. Ask an admin to save here once, which removes that permission.'
              )}
        </Alert>
      )}
      <form
        className={styles.form}
        aria-label={t('setup.overrides.title', 'Overrides')}
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

/** Where the settings come from, and who can change them. */
function Origin({ state, mayChange }: { state: SetupFormState; mayChange: boolean }): ReactNode {
  const { version, url } = state.basis.saved;
  return (
    <>
      {version === 0
        ? t('setup.overrides.none', 'No overrides: detected and provisioned settings apply.')
        : savedWords(state.basis.saved)}
      {!mayChange && ` ${t('setup.overrides.admins-only', 'Only admins can change them.')}`}
      {version > 0 && url && (
        <>
          {' '}
          <TextLink href={url} inline>
            {t('setup.overrides.history', 'History')}
          </TextLink>
        </>
      )}
    </>
  );
}

function savedWords({ version, savedBy, savedAt }: SavedSetup): string {
  const about = {
    version,
    login: savedBy,
    day: savedAt?.slice(0, 10),
    time: savedAt?.slice(11, 16),
  };
  if (savedBy && savedAt) {
    return t(
      'setup.overrides.saved-by-at',
      'Saved by {{login}} on {{day}} at {{time}} UTC, version {{version}}.',
      about
    );
  }
  if (savedAt) {
    return t('setup.overrides.saved-at', 'Saved on {{day}} at {{time}} UTC, version {{version}}.', about);
  }
  return savedBy
    ? t('setup.overrides.saved-by', 'Saved by {{login}}, version {{version}}.', about)
    : t('setup.overrides.saved', 'Saved, version {{version}}.', about);
}

function Actions({ state, isReadOnly, isOpenToOthers }: OverridesProps & { isReadOnly: boolean }) {
  const styles = useStyles2(getStyles);
  const { isDirty, isSaving, basis } = state;
  const isOverridden = Object.keys(basis.saved.overrides).length > 0;
  return (
    <div className={styles.actions}>
      <Button type="submit" disabled={isReadOnly || !(isDirty || isOpenToOthers)}>
        {isSaving ? t('setup.overrides.saving', 'Saving…') : t('setup.overrides.save', 'Save')}
      </Button>
      <Button variant="secondary" disabled={isReadOnly || !isDirty} onClick={state.discard}>
        {t('setup.overrides.discard', 'Discard changes')}
      </Button>
      {isOverridden && (
        <Button variant="secondary" fill="text" disabled={isReadOnly} onClick={state.useProvisioned}>
          {t('setup.overrides.reset', 'Reset to provisioned')}
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
        title={tCount('setup.overrides.incorrect', wrong, {
          one: 'Not saved: {{count}} field needs a correction',
          other: 'Not saved: {{count}} fields need a correction',
        })}
      />
    );
  }
  switch (outcome?.kind) {
    case undefined:
      return null;
    case 'saved':
      return (
        <Alert severity="success" title={t('setup.overrides.saved-now', 'Saved')}>
          {t('setup.overrides.applies', 'Applies to everyone the next time they open Tillwatch.')}{' '}
          <TextLink href={healthHref(basis.settings.metrics)} inline>
            {t('setup.overrides.open-health', 'Open Health')}
          </TextLink>
        </Alert>
      );
    case 'conflict':
      return (
        <Alert severity="warning" title={outcome.failure.message}>
          <p>{outcome.failure.advice}</p>
          <Button variant="secondary" size="sm" onClick={state.discard}>
            {t('setup.overrides.load-latest', 'Load latest version')}
          </Button>
        </Alert>
      );
    case 'failed':
      return (
        <Alert severity="error" title={outcome.failure.message}>
          {outcome.failure.advice}
        </Alert>
      );
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
