import React, { useState } from 'react';
import { Button, LoadingPlaceholder } from '@grafana/ui';
import { t, tCount } from '../../i18n/t';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { type ConventionEvidence, conventionEvidence } from './familyEvidence';
import { FamilyTable } from './FamilyTable';
import { ReportSection } from './ReportSection';
import { type DetectionState } from './useDetection';

interface MetricsProps {
  state: DetectionState;
  /** Name of the data source that was looked at. */
  dataSource: string;
  /** Address of a service's page. */
  serviceHref: (service: string) => string;
}

/** The request metrics that were detected, with what that rests on: a table for each instrumentation. */
export function Metrics({ state, dataSource, serviceHref }: MetricsProps) {
  const { detection, failure, isLooking, lookAgain } = state;
  // What is looked for by itself speaks in the checklist, once for all.
  const [wasAsked, setAsked] = useState(false);
  const conventions = detection ? conventionEvidence(detection) : [];
  return (
    <ReportSection
      id="requests"
      title={t('setup.requests.title', 'Request metrics')}
      summary={
        <span role={wasAsked ? 'status' : undefined}>
          {isLooking
            ? t('setup.requests.scanning', 'Scanning the metrics of {{dataSource}}…', { dataSource })
            : detection && summary(detection, conventions, dataSource)}
        </span>
      }
      action={
        <Button
          variant="secondary"
          icon="sync"
          disabled={isLooking}
          onClick={() => {
            setAsked(true);
            lookAgain();
          }}
        >
          {t('setup.requests.rescan', 'Rescan')}
        </Button>
      }
    >
      {!detection && isLooking && <LoadingPlaceholder text="" />}
      {failure && <StatusMessage kind={failure.kind} message={failure.message} advice={failure.advice} />}
      {detection && conventions.length === 0 && (
        <StatusMessage
          kind="empty"
          message={tCount(
            'setup.requests.none',
            detection.metricCount,
            {
              one: '{{count}} metric of {{dataSource}} searched: it does not count or time requests of a shop',
              other: '{{count}} metrics of {{dataSource}} searched: none counts or times requests of a shop',
            },
            { dataSource }
          )}
          advice={t(
            'setup.requests.none-advice',
            'Instrument your services with a common library such as prom-client or OpenTelemetry, then rescan'
          )}
        />
      )}
      {conventions.map((convention) => (
        <FamilyTable key={convention.title} convention={convention} serviceHref={serviceHref} />
      ))}
    </ReportSection>
  );
}

function summary(
  { families, metricCount }: MetricDetection,
  conventions: readonly ConventionEvidence[],
  dataSource: string
): string {
  const services = families.reduce((sum, family) => sum + family.services.length, 0);
  const gaps = conventions.flatMap((one) => one.families).reduce((sum, family) => sum + family.gaps.length, 0);
  const found = tCount(
    'setup.requests.summary',
    services,
    {
      one: '{{count}} service, from {{metrics}} metrics of {{dataSource}}',
      other: '{{count}} services, from {{metrics}} metrics of {{dataSource}}',
    },
    { metrics: metricCount.toLocaleString('en-US'), dataSource }
  );
  const missing =
    gaps === 0
      ? t('setup.requests.complete', 'Nothing is missing')
      : tCount('setup.requests.gaps', gaps, { one: '{{count}} gap', other: '{{count}} gaps' });
  return [found, missing].join('. ');
}
