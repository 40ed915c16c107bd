import React from 'react';
import { TextLink } from '@grafana/ui';

interface SignalLinkProps {
  href: string;
  to: 'logs' | 'traces';
  /** What the logs or traces are of, for those who only hear the link. */
  of: string;
}

/** A short link from a row or a heading to its logs or traces. */
export function SignalLink({ href, to, of }: SignalLinkProps) {
  return (
    <TextLink href={href} inline={false} color="secondary" aria-label={`${to} of ${of}`}>
      {`${to} →`}
    </TextLink>
  );
}
