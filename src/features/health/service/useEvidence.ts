import { useState } from 'react';
import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { healthRows } from '../../../analysis/healthRows';
import { type State } from '../../../analysis/state';
import { useTelemetryClient } from '../../../datasources/client/context';
import { objectiveFor } from '../../../datasources/settings';
import { secondsOf, useSettledData } from '../../../ui/charts/useSettledData';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { readFacts } from '../table/facts';
import { FactsHeader } from '../table/FactsHeader';

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
 */
export function useEvidence(model: SceneObject, service: string): Evidence {
  const [isAsked, setAsked] = useState(false);
  const { settings } = useTelemetryClient();
  const { value: loaded, failure } = useAsyncQuery(() => settings.load(), [settings]);
  // A tab asks for what it shows; how the service is doing is told by the answers to the page's header.
  const header = sceneGraph.findObject(model, (object) => object instanceof FactsHeader) ?? model;
  const data = useSettledData(sceneGraph.getData(header).useState().data);
  const ask = () => setAsked(true);
  if (isAsked || !data || (!loaded && !failure)) {
    return { isWanted: isAsked || undefined, ask };
  }
  const objective = objectiveFor(service, loaded?.objectives ?? []);
  const facts = readFacts(data, 'service').filter(({ name }) => name === service);
  const [row] = healthRows(facts, secondsOf(data), () => objective);
  return { isWanted: URGENT.includes(row?.judgement.state), ask };
}
