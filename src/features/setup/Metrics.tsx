import React from 'react';
import { Button, LoadingPlaceholder } from '@grafana/ui';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { familyEvidence } from './evidence';
import { Family } from './Family';
import { ReportSection } from './ReportSection';
import { type DetectionState } from './useDetection';

interface MetricsProps {
  state: DetectionState;
  /** Name of the data source that was looked at. */
  dataSource: string;
  /** Address of a service's page. */
  serviceHref: (service: string) => string;
}

/** Each family of request metrics that was found, with what that rests on. */
export function Metrics({ state, dataSource, serviceHref }: MetricsProps) {
  const { detection, failure, isLooking, lookAgain } = state;
  return (
    <ReportSection
      title="Requests"
      summary={
        <span role="status">
          {isLooking ? `Looking at the metrics of ${dataSource}…` : summary(detection, dataSource)}
        </span>
      }
      action={
        <Button variant="secondary" icon="sync" disabled={isLooking} onClick={lookAgain}>
          Look again
        </Button>
      }
    >
      {!detection && isLooking && <LoadingPlaceholder text="" />}
      {failure && <StatusMessage kind={failure.kind} message={failure.message} advice={failure.advice} />}
      {detection && detection.families.length + detection.covered.length === 0 && (
        <StatusMessage
          kind="empty"
          message={`None of ${detection.metricCount.toLocaleString('en-US')} metrics of ${dataSource} counts or times requests of a shop`}
          advice="Have your services counted by one of the usual libraries, such as prom-client or OpenTelemetry, and look again"
        />
      )}
      {detection?.families.map((family) => (
        <Family key={keyOf(family)} evidence={familyEvidence(family)} serviceHref={serviceHref} />
      ))}
      {detection?.covered.map((family) => (
        <Family key={keyOf(family)} evidence={familyEvidence(family)} serviceHref={serviceHref} isCovered />
      ))}
    </ReportSection>
  );
}

function keyOf({ convention, requests, duration }: MetricDetection['families'][number]): string {
  return [convention, requests.metric, requests.from, duration?.metric, duration?.type].join(' ');
}

function summary(detection: MetricDetection | undefined, dataSource: string): string {
  if (!detection) {
    return '';
  }
  const services = detection.families.reduce((sum, family) => sum + family.services.length, 0);
  const gaps = detection.families.reduce((sum, family) => sum + familyEvidence(family).gaps.length, 0);
  const names = detection.metricCount.toLocaleString('en-US');
  return `${count(services, 'service')} in ${count(detection.families.length, 'family', 'families')} of metrics, among ${names} metrics of ${dataSource}. ${gaps === 0 ? 'Nothing is missing.' : `${count(gaps, 'gap')}, marked below.`}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
