import React, { Suspense } from 'react';
import { LoadingPlaceholder } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { lazyComponent } from '../../../ui/lazy/lazyComponent';
import { ReportSection } from '../ReportSection';

// Readers of lines and of metrics pages, which the rest of the page does without.
const ExplainForm = lazyComponent(() => import('./ExplainForm'));

/** Why something is read as it is: for whoever finds a line at the wrong level, or misses a service. */
export function ExplainSection() {
  return (
    <ReportSection
      title={t('setup.explain.title', 'Explain')}
      summary={t(
        'setup.explain.summary',
        'A log line at the wrong level, a span without its route, or a service that is missing? Paste it to see what Tillwatch reads, and by which rule.'
      )}
    >
      <Suspense fallback={<LoadingPlaceholder text="" />}>
        <ExplainForm />
      </Suspense>
    </ReportSection>
  );
}
