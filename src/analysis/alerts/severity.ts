import { type Labels } from '../../telemetry/vocabulary';
import { type State } from '../state';

/** Words for how bad an alert is, as rules usually have them, the worst first. */
const WORDS: ReadonlyArray<[State, ReadonlySet<string>]> = [
  ['critical', new Set(['critical', 'crit', 'page', 'error', 'high', 'disaster', 'fatal', 'emergency', 'p1', 'sev1'])],
  ['warning', new Set(['warning', 'warn', 'medium', 'average', 'minor', 'ticket', 'p2', 'sev2'])],
];

/** How bad an alert is by its labels, in the words of its rule. */
export function severityOf(labels: Labels): string | undefined {
  return [labels.severity, labels.priority].find(Boolean);
}

/** What a severity means for whoever looks; one that nobody knows the meaning of is `unknown`. */
export function stateOfSeverity(severity: string | undefined): State {
  const word = severity?.toLowerCase() ?? '';
  return WORDS.find(([, words]) => words.has(word))?.[0] ?? 'unknown';
}
