import { hasMask } from './masks';
import { namesNeeded } from './names';
import { isVariable, VARIABLE } from './tokens';
import { fits, generalized, isGeneralized, plainName } from './words';

/** Words of messages that are taken for one statement's, VARIABLE where they differ. */
export interface Cluster {
  words: string[];
  /** The cluster that this one became part of. */
  mergedInto?: Cluster;
}

/** Share of words that must agree, as in Drain. */
const SIMILARITY = 0.5;
/** Branches by first word in one skeleton; with more, the first word varies. */
const MAX_BRANCHES = 100;

/**
 * Drain's parse tree (He, Zhu, Zheng, Lyu: "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017):
 * messages are led by their length, here by their skeleton, and by their first word to a few clusters, and join the
 * most similar one or become a new one. Two things differ: plain words that differ do not become variable until there
 * are enough of them to be names (`settle`), and what in the end would match two clusters makes them one (`settle`), so
 * that a pattern's expression matches its own lines only.
 */
export class ClusterTree<C extends Cluster> {
  private readonly skeletons = new Map<string, Map<string, C[]>>();
  private size = 0;

  /**
   * @param limit clusters that there may be at most
   * @param create makes a cluster of a first message's words
   * @param absorb adds what is known of one cluster to another
   */
  constructor(
    private readonly limit: number,
    private readonly create: (words: string[], skeleton: string) => C,
    private readonly absorb: (into: C, from: C) => void
  ) {}

  /** The cluster that a message belongs to, which takes it up; undefined where it would be one too many. */
  add(skeleton: string, words: string[]): C | undefined {
    const branches = this.skeletons.get(skeleton) ?? new Map<string, C[]>();
    this.skeletons.set(skeleton, branches);
    const first = branchOf(words[0]);
    const branch = branches.has(first) || branches.size < MAX_BRANCHES ? first : VARIABLE;
    const clusters = branches.get(branch) ?? [];
    const best = mostSimilar(clusters, words);
    if (best !== undefined) {
      generalize(best.words, words);
      return best;
    }
    if (this.size >= this.limit) {
      return undefined;
    }
    const cluster = this.create([...words], skeleton);
    clusters.push(cluster);
    branches.set(branch, clusters);
    this.size++;
    return cluster;
  }

  /**
   * Makes clusters one that differ in names only, and those that one of the messages would match both of.
   * @param messages words of the messages seen, by skeleton
   */
  settle(messages: ReadonlyMap<string, ReadonlyArray<readonly string[]>>): C[] {
    const settled: C[] = [];
    for (const [skeleton, branches] of this.skeletons) {
      const clusters = [...branches.values()].flat().filter(({ mergedInto }) => mergedInto === undefined);
      const named = this.mergeNames(clusters, skeleton.split('\0'));
      settled.push(...this.mergeOverlaps(named, messages.get(skeleton) ?? []));
    }
    return settled;
  }

  /** Clusters that agree in all words but one, where there are enough of them. */
  private mergeNames(clusters: C[], between: readonly string[]): C[] {
    let kept = clusters;
    const places = clusters[0]?.words.length ?? 0;
    for (let place = 0; place < places && kept.length > 1; place++) {
      const needed = Math.min(...kept.map(({ words }) => namesNeeded(words, between, place)));
      if (kept.length < needed) {
        continue;
      }
      const groups = new Map<string, C[]>();
      for (const cluster of kept) {
        const key = cluster.words.map((word, at) => (at === place ? '' : word)).join(' ');
        const group = groups.get(key);
        if (group === undefined) {
          groups.set(key, [cluster]);
        } else {
          group.push(cluster);
        }
      }
      for (const group of groups.values()) {
        const [{ words = [] } = {}] = group;
        if (group.length > 1 && group.length >= namesNeeded(words, between, place) && saysSomething(words, place)) {
          this.mergeAll(group);
        }
      }
      kept = kept.filter(({ mergedInto }) => mergedInto === undefined);
    }
    return kept;
  }

  private mergeOverlaps(clusters: C[], messages: ReadonlyArray<readonly string[]>): C[] {
    let kept = clusters;
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      let wide = kept.filter(({ words }) => words.some(isGeneralized));
      for (const words of messages) {
        // Of two clusters that a message matches, one at least has been generalized.
        const isOfWide = wide.some((cluster) => matches(cluster.words, words));
        const matching = isOfWide ? kept.filter((cluster) => matches(cluster.words, words)) : [];
        if (matching.length > 1) {
          this.mergeAll(matching);
          kept = kept.filter(({ mergedInto }) => mergedInto === undefined);
          wide = kept.filter(({ words: own }) => own.some(isGeneralized));
          isChanged = true;
        }
      }
    }
    return kept;
  }

  private mergeAll(group: readonly C[]): void {
    const [into, ...others] = group;
    for (const other of into === undefined ? [] : others) {
      generalize(into!.words, other.words);
      this.absorb(into!, other);
      other.mergedInto = into;
    }
  }
}

/** The cluster that a cluster has become part of in the end, itself if in none. */
export function representative<C extends Cluster>(cluster: C): C {
  let last: Cluster = cluster;
  while (last.mergedInto !== undefined) {
    last = last.mergedInto;
  }
  return last as C;
}

/** Whether words fit a template. */
function matches(template: readonly string[], words: readonly string[]): boolean {
  return template.every((word, at) => fits(word, words[at] ?? ''));
}

function branchOf(first: string | undefined): string {
  return (first === undefined ? undefined : plainName(first)) ?? VARIABLE;
}

function mostSimilar<C extends Cluster>(clusters: readonly C[], words: readonly string[]): C | undefined {
  let best: C | undefined;
  let most = 0;
  for (const cluster of clusters) {
    const alike = similarity(cluster.words, words);
    if (alike >= SIMILARITY && alike > most) {
      best = cluster;
      most = alike;
    }
  }
  return best;
}

/** Share of equal words; 0 where plain words differ. Where nothing but masks is equal, nothing is. */
function similarity(template: readonly string[], words: readonly string[]): number {
  if (words.length === 0) {
    return template.length === 0 ? 1 : 0;
  }
  let equal = 0;
  for (let at = 0; at < words.length; at++) {
    const ours = template[at] ?? VARIABLE;
    const theirs = words[at] ?? VARIABLE;
    if (ours === theirs) {
      equal++;
      continue;
    }
    const our = plainName(ours);
    const their = our === undefined ? undefined : plainName(theirs);
    if (their !== undefined) {
      if (our !== their) {
        return 0;
      }
      equal++;
    }
  }
  return equal / words.length;
}

function generalize(template: string[], words: readonly string[]): void {
  for (let at = 0; at < template.length; at++) {
    template[at] = generalized(template[at] ?? VARIABLE, words[at] ?? VARIABLE);
  }
}

/** Whether enough is left of a message without the word at a place: another word of its own. */
function saysSomething(words: readonly string[], without: number): boolean {
  return words.some((word, at) => at !== without && !isVariable(word) && !hasMask(word));
}
