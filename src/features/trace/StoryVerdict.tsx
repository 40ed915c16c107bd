import React, { useMemo } from 'react';
import { Icon, Text } from '@grafana/ui';
import { type TraceAnalysis } from '../../analysis/trace/timeline';
import { verdictInWords, verdictOf } from '../../analysis/trace/verdict';
import { printable } from './waterfall/printable';

/** What a request comes down to, in a sentence or two: its first error, and where the time went. */
export function StoryVerdict({ facts }: { facts: TraceAnalysis }) {
  const verdict = useMemo(() => verdictOf(facts), [facts]);
  const sentences = verdictInWords(verdict, facts).map((sentence) => `${printable(sentence)}.`);
  return (
    <div data-testid="story-verdict">
      <Text element="p" color={verdict.error ? 'error' : 'primary'}>
        <Icon name={verdict.error ? 'exclamation-circle' : 'check-circle'} aria-hidden /> {sentences.join(' ')}
      </Text>
    </div>
  );
}
