import React, { useMemo } from 'react';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, sceneGraph } from '@grafana/scenes';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { routeUrl } from '../../../../correlation/pageUrls/route';
import { sharedPart } from '../../../../correlation/sharedUrlState';
import { t } from '../../../../i18n/t';
import { panelStatus } from '../../../../ui/charts/panelStatus';
import { isSettled, spanOf } from '../../../../ui/charts/useSettledData';
import { EntityTable } from '../../../../ui/entityTable/EntityTable';
import { appHref } from '../../../../ui/links/links';
import { momentFormat } from '../../../../ui/momentFormat';
import { StatusMessage } from '../../../../ui/status/StatusMessage';
import { differenceColumns, versionColumns } from './columns';
import { RELEASE_REFS } from './queries';
import { readReleases, type Releases } from './read';
import { type ReleasesPanel } from './ReleasesPanel';
import { failureSentence, howText, slowSentence } from './words';

/** The versions of a service that served requests, and how the newest one does against the others. */
export default function ReleasesView({ model }: SceneComponentProps<ReleasesPanel>) {
  const { service } = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const shared = sharedPart(useLocationService().getLocation().search);
  const releases = useMemo(() => readReleases(data?.series ?? []), [data]);
  if (!data || (releases.versions.length === 0 && !isSettled(data))) {
    return <LoadingPlaceholder text={t('releases.loading', 'Loading versions')} />;
  }
  if (releases.versions.length === 0) {
    return <NoVersions status={panelStatus(data, Object.values(RELEASE_REFS))} />;
  }
  const formatTime = momentFormat(spanOf(data), sceneGraph.getTimeRange(model).getTimeZone());
  return (
    <Stack direction="column" gap={2}>
      <EntityTable
        rows={releases.versions}
        columns={versionColumns(service, shared, formatTime)}
        keyOf={({ version }) => version}
        noun="version"
        label={t('releases.versions', 'Versions')}
        isLabelShown
      />
      <Compared releases={releases} service={service} shared={shared} />
    </Stack>
  );
}

interface ComparedProps {
  releases: Releases;
  service: string;
  shared: URLSearchParams;
}

function Compared({ releases: { versions, failures, slow }, service, shared }: ComparedProps) {
  const [newest] = versions;
  if (newest?.since === undefined || versions.length < 2) {
    return (
      <Text color="secondary" element="p">
        {t(
          'releases.unchanged',
          'No new version in this time range. Choose a longer one to compare with an older version'
        )}
      </Text>
    );
  }
  const speed = slow && slowSentence(slow.bound, slow.comparison);
  return (
    <section aria-label={t('releases.comparison', 'Comparison')}>
      {failures ? (
        <>
          <Text element="p" variant="h5">
            {failureSentence(failures)}
          </Text>
          <Text element="p" color="secondary" variant="bodySmall">
            {howText(failures)}
          </Text>
        </>
      ) : (
        <Text element="p" color="secondary">
          {t('releases.no-errors', 'Failed requests are not told apart by version')}
        </Text>
      )}
      {speed !== undefined && <Text element="p">{speed}</Text>}
      {failures && (
        <EntityTable
          rows={failures.routes}
          columns={differenceColumns(
            ({ route }) => appHref(routeUrl.write({ service, route }), shared),
            failures.newest.version
          )}
          keyOf={({ route }) => route}
          noun="route"
          label={t('releases.routes', 'Failed requests by route')}
          isLabelShown
        />
      )}
    </section>
  );
}

function NoVersions({ status }: { status: ReturnType<typeof panelStatus> }) {
  return status.kind === 'failed' || status.kind === 'forbidden' ? (
    <StatusMessage kind={status.kind} message={status.message} />
  ) : (
    <StatusMessage
      kind="not-supported"
      message={t('releases.none', 'Requests are not told apart by version')}
      advice={t(
        'releases.none-advice',
        'Add a version label to the requests, or to an info metric with the same instance label (target_info, build_info)'
      )}
      action={null}
    />
  );
}
