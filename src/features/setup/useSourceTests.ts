import { useCallback, useEffect, useRef, useState } from 'react';
import { type DataSourceInstanceSettings } from '@grafana/data';
import { type SignalKind } from '../../datasources/find';
import { probe, type ProbeResult } from '../../datasources/probe';
import { type Choice } from './choice';

/** What came of testing one data source. */
export interface SourceTest {
  /** Undefined until there is a result, and while it is tested again. */
  result?: ProbeResult;
  isTesting: boolean;
  /** Somebody pressed the button, and is told the result. */
  wasAsked: boolean;
}

export interface SourceTests {
  of: (kind: SignalKind, uid: string) => SourceTest;
  test: (kind: SignalKind, dataSource: DataSourceInstanceSettings) => void;
}

/**
 * Tests the chosen data sources when the page is opened, each once, and again when somebody asks for it.
 * @param choices none while nothing may be asked
 */
export function useSourceTests(choices: readonly Choice[]): SourceTests {
  const [tests, setTests] = useState<Readonly<Record<string, SourceTest>>>({});
  const started = useRef(new Set<string>());
  const run = useCallback(async (kind: SignalKind, dataSource: DataSourceInstanceSettings, wasAsked: boolean) => {
    const key = keyOf(kind, dataSource.uid);
    started.current.add(key);
    setTests((before) => ({ ...before, [key]: { isTesting: true, wasAsked } }));
    const result = await probe(kind, dataSource);
    setTests((before) => ({ ...before, [key]: { result, isTesting: false, wasAsked } }));
  }, []);
  useEffect(() => {
    for (const choice of choices) {
      if ('dataSource' in choice && !started.current.has(keyOf(choice.kind, choice.dataSource.uid))) {
        void run(choice.kind, choice.dataSource, false);
      }
    }
  }, [choices, run]);
  return {
    of: (kind, uid) => tests[keyOf(kind, uid)] ?? NOT_YET,
    test: (kind, dataSource) => void run(kind, dataSource, true),
  };
}

/** What is chosen will be tested at once. */
const NOT_YET: SourceTest = { isTesting: true, wasAsked: false };

// A result says nothing about another data source.
function keyOf(kind: SignalKind, uid: string): string {
  return `${kind} ${uid}`;
}
