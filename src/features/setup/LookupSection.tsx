import React, { type ReactNode } from 'react';
import { Button, LoadingPlaceholder } from '@grafana/ui';
import { type Failure } from '../../datasources/failure';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { ReportSection } from './ReportSection';
import { type SectionId } from './sections';

interface LookupSectionProps {
  id?: SectionId;
  title: string;
  /** One sentence: what was found, or what a look would tell. */
  summary: string;
  isLooking: boolean;
  hasFound: boolean;
  failure?: Failure;
  onLook: () => void;
  /** What the button says, and what it is called among those of the page. */
  action: { text: string; name: string };
  children: ReactNode;
}

/** A section of the report that costs many requests: it is asked for with a button, and keeps what was found last. */
export function LookupSection(props: LookupSectionProps) {
  const { id, title, summary, isLooking, hasFound, failure, onLook, action, children } = props;
  return (
    <ReportSection
      id={id}
      title={title}
      summary={<span role="status">{summary}</span>}
      action={
        <Button variant="secondary" icon="sync" disabled={isLooking} onClick={onLook} aria-label={action.name}>
          {action.text}
        </Button>
      }
    >
      {!hasFound && isLooking && <LoadingPlaceholder text="" />}
      {failure && <StatusMessage kind={failure.kind} message={failure.message} advice={failure.advice} />}
      {children}
    </ReportSection>
  );
}
