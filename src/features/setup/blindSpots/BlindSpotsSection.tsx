import React, { Suspense } from 'react';
import { LoadingPlaceholder } from '@grafana/ui';
import { type AppLocation } from '../../../correlation/appLocation';
import { t, tCount } from '../../../i18n/t';
import { formatCount } from '../../../ui/format';
import { lazyComponent } from '../../../ui/lazy/lazyComponent';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { LookupSection } from '../LookupSection';
import { type BlindSpotReport } from './askBlindSpots';
import { blindSpotName } from './blindSpotWords';
import { MOST_REQUESTS } from './budget';
import { type BlindSpotsState } from './useBlindSpots';

// The lines of configuration, which the rest of the page does without.
const BlindSpotTable = lazyComponent(() => import('./BlindSpotTable'));

interface BlindSpotsSectionProps {
  state: BlindSpotsState;
  /** Address of a place in the app. */
  hrefOf: (location: AppLocation) => string;
}

/** What keeps metrics, logs and traces from being brought together, and what mends it. Measured on demand. */
export function BlindSpotsSection({ state, hrefOf }: BlindSpotsSectionProps) {
  const { report, failure, isMeasuring, measure } = state;
  return (
    <LookupSection
      title={t('setup.blind.title', 'Blind spots')}
      summary={summaryOf(state)}
      isLooking={isMeasuring}
      hasFound={report !== undefined}
      failure={failure}
      onLook={measure}
      action={
        report
          ? {
              text: t('setup.blind.measure-again', 'Measure again'),
              name: t('setup.blind.measure-spots-again', 'Measure again: blind spots'),
            }
          : {
              text: t('setup.blind.measure', 'Measure'),
              name: t('setup.blind.measure-spots', 'Measure blind spots'),
            }
      }
    >
      {report && <Report report={report} hrefOf={hrefOf} />}
    </LookupSection>
  );
}

function Report({ report, hrefOf }: { report: BlindSpotReport } & Pick<BlindSpotsSectionProps, 'hrefOf'>) {
  const { spots, clear, failures } = report;
  return (
    <>
      {failures.map(({ kind, failure }) => (
        <StatusMessage key={kind} kind={failure.kind} message={failure.message} advice={failure.advice} />
      ))}
      {spots.length > 0 && (
        <Suspense fallback={<LoadingPlaceholder text="" />}>
          <BlindSpotTable spots={spots} hrefOf={hrefOf} />
        </Suspense>
      )}
      {spots.length === 0 && clear.length === 0 && failures.length === 0 && (
        <StatusMessage
          kind="empty"
          message={t('setup.blind.none', 'No requests, logs or traces in the last hour')}
          advice={t(
            'setup.blind.none-advice',
            'Test the data sources above, then measure again while there is traffic'
          )}
        />
      )}
      {clear.length > 0 && (
        <p>
          {t('setup.blind.clear', 'Nothing affected: {{names}}', {
            names: clear.map((kind) => blindSpotName(kind)).join('; '),
          })}
        </p>
      )}
    </>
  );
}

function summaryOf({ report, isMeasuring, failure }: BlindSpotsState): string {
  if (isMeasuring) {
    return t('setup.blind.measuring', 'Measuring metrics, logs and traces of the last hour…');
  }
  if (report) {
    const { spots, traces, lines, services } = report;
    return tCount(
      'setup.blind.summary',
      spots.length,
      {
        one: '{{count}} blind spot, measured on {{traces}} traces, {{lines}} log lines and {{services}} services with metrics.',
        other:
          '{{count}} blind spots, measured on {{traces}} traces, {{lines}} log lines and {{services}} services with metrics.',
      },
      { traces: formatCount(traces), lines: formatCount(lines), services: formatCount(services) }
    );
  }
  return failure
    ? ''
    : t(
        'setup.blind.before',
        'What keeps Tillwatch from connecting metrics, logs and traces. Measure shows the share, an example and how to fix it (up to {{requests}} queries over the last hour).',
        { requests: MOST_REQUESTS }
      );
}
