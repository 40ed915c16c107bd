import { useState } from 'react';
import { type SceneObjectRef } from '@grafana/scenes';
import { type State } from '../../../analysis/state';
import { type FactsHeader, useFactsRow } from '../table/FactsHeader';

/** Whether log lines and traces of a service are asked for, and how the user asks. */
export interface Evidence {
  /** Undefined until it is known how the service is doing. */
  isWanted: boolean | undefined;
  ask: () => void;
}

const URGENT: ReadonlyArray<State | undefined> = ['critical', 'warning'];

/**
 * Of a service that is well nobody needs proof at first sight: searches in logs and traces cost more than all the
 * metrics of its page, at each refresh. Of one that is not they are asked for at once.
 * @param header what tells how the service is doing
 */
export function useEvidence(header: SceneObjectRef<FactsHeader>): Evidence {
  const [isAsked, setAsked] = useState(false);
  const { data, row } = useFactsRow(header.resolve());
  return {
    isWanted: isAsked || (data && URGENT.includes(row?.judgement.state)),
    ask: () => setAsked(true),
  };
}
