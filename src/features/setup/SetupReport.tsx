import React, { useEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { healthUrl } from '../../correlation/pageUrls/health';
import { serviceUrl } from '../../correlation/pageUrls/service';
import { setupUrl } from '../../correlation/pageUrls/setup';
import { withSource } from '../../correlation/sharedUrlState';
import { SIGNAL_KINDS, type SignalKind } from '../../datasources/find';
import { metricNames } from '../../datasources/metricNames';
import { type SettingsState } from '../../datasources/client/settingsStore';
import { isAdmin } from '../../datasources/role';
import { isSetupOpen, type SavedSetup } from '../../datasources/setupStorage';
import { appHref } from '../../ui/links/links';
import { usePageUrl } from '../../ui/page/usePageUrl';
import { useSampleMode } from '../../ui/status/useSampleMode';
import { BlindSpotsSection } from './blindSpots/BlindSpotsSection';
import { useBlindSpots } from './blindSpots/useBlindSpots';
import { type CheckedSource, checklist } from './checklist';
import { ChecklistSection } from './ChecklistSection';
import { type Choice, explainChoice } from './choice';
import { DataSources } from './DataSources';
import { ExplainSection } from './explain/ExplainSection';
import { Metrics } from './Metrics';
import { Overrides } from './Overrides';
import { OwnNumbers } from './OwnNumbers';
import { ProvisioningFile } from './ProvisioningFile';
import { namesSeen } from './joinWords';
import { SampleData } from './SampleData';
import { ServiceNames } from './ServiceNames';
import { useDetection } from './useDetection';
import { useIdentities } from './useIdentities';
import { useSettings } from '../../ui/useSettings';
import { useSetupForm } from './useSetupForm';
import { type SourceTests, useSourceTests } from './useSourceTests';

/** The whole report; asks for the settings first, since all else depends on them. */
export function SetupReport() {
  const state = useSettings();
  return state ? <Report state={state} /> : <LoadingPlaceholder text="" />;
}

function Report({ state }: { state: SettingsState }) {
  const styles = useStyles2(getStyles);
  const { state: asked, shared } = usePageUrl(setupUrl);
  const isSample = useSampleMode();
  const mayChange = isAdmin();
  // While sample data is shown no data source is asked anything.
  const choices = useMemo(
    () => (isSample ? [] : explainChoices(state, asked.metrics)),
    [isSample, state, asked.metrics]
  );
  const metrics = choices.find(({ kind }) => kind === 'metrics');
  const metricsSource = metrics && 'dataSource' in metrics ? metrics.dataSource : undefined;
  const tests = useSourceTests(choices);
  const detection = useDetection(metricsSource, state);
  const form = useSetupForm(state);
  const names = useIdentities(state, asked);
  const blindSpots = useBlindSpots(asked);
  const isOpenToOthers = useOpenToOthers(state, mayChange);
  const services = detection.detection?.families.flatMap((family) => family.services.map(({ service }) => service));
  const checks = checklist({
    sources: choices.map((choice) => checkedSource(choice, tests)),
    detection: detection.detection,
    detectionFailure: detection.failure,
    namesToConfirm: names.identities?.flatMap(({ proposed }) => proposed).length,
    canChange: mayChange,
  });

  return (
    <div className={styles.report}>
      {isSample ? (
        <SampleData />
      ) : (
        <>
          <ChecklistSection checks={checks} shared={shared} onMap={form.addMapping} />
          <DataSources choices={choices} tests={tests} />
        </>
      )}
      {metricsSource && (
        <Metrics
          state={detection}
          dataSource={metricsSource.name}
          serviceHref={(service) => appHref(serviceUrl.write({ service }), shared)}
        />
      )}
      {detection.detection && (
        <OwnNumbers detection={detection.detection} onMap={mayChange ? form.addMapping : undefined} />
      )}
      <ServiceNames
        state={names}
        joins={state.settings.joins ?? []}
        isSample={isSample}
        onName={mayChange ? form.nameService : undefined}
      />
      <BlindSpotsSection state={blindSpots} hrefOf={(location) => appHref(location, shared)} />
      <Overrides
        state={form}
        mayChange={mayChange}
        seen={{
          services: services ?? [],
          logs: namesSeen(names.identities ?? [], 'logs'),
          traces: namesSeen(names.identities ?? [], 'traces'),
        }}
        loadMetricNames={() => (metricsSource ? metricNames(metricsSource.uid) : Promise.resolve([]))}
        isOpenToOthers={isOpenToOthers}
        healthHref={(uid) => appHref(withSource(healthUrl.write({}), 'metrics', uid), shared)}
      />
      <ProvisioningFile settings={state.settings} />
      <ExplainSection />
      {!isSample && <SampleData />}
    </div>
  );
}

function explainChoices({ settings, saved }: SettingsState, metricsInUrl: string): Choice[] {
  return (Object.keys(SIGNAL_KINDS) as SignalKind[]).map((kind) =>
    explainChoice(kind, {
      inUrl: kind === 'metrics' ? metricsInUrl || undefined : undefined,
      inSetup: settings[kind],
      setBy: saved.overrides[kind] ? 'admin' : 'provisioning',
    })
  );
}

function checkedSource(choice: Choice, tests: SourceTests): CheckedSource {
  if ('failure' in choice) {
    return choice;
  }
  const { uid, name } = choice.dataSource;
  return { kind: choice.kind, uid, name, result: tests.of(choice.kind, uid).result };
}

/** Whether others than admins may change what was saved. Admins ask Grafana; an editor knows it of themselves. */
function useOpenToOthers({ saved }: SettingsState, mayChange: boolean): boolean | undefined {
  const [answer, setAnswer] = useState<{ saved: SavedSetup; isOpen: boolean }>();
  useEffect(() => {
    let current = true;
    if (saved.version > 0 && mayChange) {
      isSetupOpen().then(
        (isOpen) => current && setAnswer({ saved, isOpen }),
        // Not known is not open.
        () => undefined
      );
    }
    return () => {
      current = false;
    };
  }, [saved, mayChange]);
  if (!mayChange) {
    return saved.canSave;
  }
  return answer?.saved === saved ? answer.isOpen : undefined;
}

const getStyles = () => ({
  // The scene's body is as wide as what it holds, which here depends on the answers.
  report: css({ width: '100%', minWidth: 0 }),
});
