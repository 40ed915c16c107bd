import { PatternMiner } from '../miner';

/** A message and the name of the template that wrote it. */
export interface Known {
  message: string;
  template: string;
}

/**
 * Grouping accuracy: the share of messages that are in a group with exactly the messages that their template wrote, as
 * He et al. and Zhu et al. ("Tools and Benchmarks for Automated Log Parsing", ICSE-SEIP 2019) measure it. One line too
 * many or too few in a group, and all its lines count as wrong.
 */
export function groupingAccuracy(known: readonly Known[]): number {
  const miner = new PatternMiner({ from: 0, to: 0 }, 1);
  for (const { message } of known) {
    miner.add({ message, body: message, level: 'info', time: 0 });
  }
  miner.patterns();
  const ids = miner.patternIds(known.map(({ message }) => message));
  const truth = groupSizes(known.map(({ template }) => template));
  const mined = groupSizes(ids.map((id) => id ?? ''));
  const both = groupSizes(known.map(({ template }, at) => `${template}\0${ids[at] ?? ''}`));
  const right = known.filter(({ template }, at) => {
    const size = truth.get(template);
    return size === mined.get(ids[at] ?? '') && size === both.get(`${template}\0${ids[at] ?? ''}`);
  });
  return known.length === 0 ? 1 : right.length / known.length;
}

function groupSizes(names: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const name of names) {
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  return sizes;
}
