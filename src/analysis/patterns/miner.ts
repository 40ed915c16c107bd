import { type Level } from '../../telemetry/questions/logs';
import { countInTrend } from '../trend';
import { type Cluster, ClusterTree, representative } from './clusters';
import { type Contexts, joinContexts, learnContext, lineExpression } from './context';
import { familiesOf, type Family, messageExpressionOf } from './families';
import { type MinedLine, type MiningOptions, type Pattern } from './pattern';
import { templateOfForms } from './template';
import { tokenize } from './tokens';

/** Bounds of memory: templates, and different messages that are remembered to tell them apart. */
const MAX_CLUSTERS = 2000;
const MAX_MESSAGES = 20_000;

/** A cluster and what is counted of its lines. */
interface Counted extends Cluster, Omit<Pattern, 'id' | 'template' | 'messageRegExp' | 'lineRegExp'> {
  skeleton: string;
  contexts: Contexts;
}

type Counts = Pick<Pattern, 'count' | 'levels' | 'trend' | 'firstSeen' | 'lastSeen'>;

/** Mines the patterns of lines that are given to it one by one. Its memory is bounded, whatever the lines are. */
export class PatternMiner {
  private readonly tree = new ClusterTree<Counted>(MAX_CLUSTERS, newCluster, absorb);
  /** Clusters of messages seen, by skeleton and words. */
  private readonly seen = new Map<string, { cluster: Counted; skeleton: string; words: readonly string[] }>();
  /** Ids of the patterns that settled clusters belong to. */
  private readonly ids = new Map<Counted, string>();

  /** @param span what trends are counted over, in milliseconds since the epoch */
  constructor(
    private readonly span: { from: number; to: number },
    private readonly buckets: number
  ) {}

  /** Takes up one more line. Lines of what would be one pattern too many are left out. */
  add(line: MinedLine): void {
    const { skeleton, words, isWordCut } = tokenize(line.message);
    const key = keyOf(skeleton, words);
    const before = this.seen.get(key);
    const cluster = before?.cluster ?? this.tree.add(skeleton, words);
    if (cluster === undefined) {
      return;
    }
    if (before === undefined && this.seen.size < MAX_MESSAGES) {
      this.seen.set(key, { cluster, skeleton, words });
    }
    this.count(cluster, line);
    if (!isWordCut) {
      learnContext(cluster.contexts, line.message, line.body);
    }
  }

  /** The patterns of the lines so far, the most frequent first. Ends the mining. */
  patterns(): Pattern[] {
    const messages = new Map<string, Array<readonly string[]>>();
    for (const { skeleton, words } of this.seen.values()) {
      const known = messages.get(skeleton);
      if (known === undefined) {
        messages.set(skeleton, [words]);
      } else {
        known.push(words);
      }
    }
    const families = familiesOf(this.tree.settle(messages));
    for (const { id, forms } of families) {
      forms.forEach((form) => this.ids.set(form, id));
    }
    return families.map(asPattern).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  }

  /** Ids of the patterns of messages, once the patterns are known; undefined for a message that is of none. */
  patternIds(messages: readonly string[]): Array<string | undefined> {
    return messages.map((message) => {
      const { skeleton, words } = tokenize(message);
      const known = this.seen.get(keyOf(skeleton, words));
      return known === undefined ? undefined : this.ids.get(representative(known.cluster));
    });
  }

  private count(cluster: Counted, line: MinedLine): void {
    if (cluster.count === 0) {
      cluster.example = line.message;
      cluster.trend = new Array<number>(this.buckets).fill(0);
    }
    cluster.count++;
    cluster.levels[line.level] = (cluster.levels[line.level] ?? 0) + 1;
    cluster.firstSeen = Math.min(cluster.firstSeen, line.time);
    cluster.lastSeen = Math.max(cluster.lastSeen, line.time);
    countInTrend(cluster.trend, line.time, this.span);
  }
}

/** Mines the patterns of lines, the most frequent first. See docs/patterns.md. */
export function minePatterns(lines: readonly MinedLine[], options: MiningOptions): Pattern[] {
  const miner = new PatternMiner(options.span ?? spanOf(lines), options.buckets);
  for (const line of lines) {
    miner.add(line);
  }
  return miner.patterns();
}

/** The span that lines are of. */
export function spanOf(lines: readonly MinedLine[]): { from: number; to: number } {
  let from = Infinity;
  let to = -Infinity;
  for (const { time } of lines) {
    from = Math.min(from, time);
    to = Math.max(to, time + 1);
  }
  return lines.length === 0 ? { from: 0, to: 0 } : { from, to };
}

function newCluster(words: string[], skeleton: string): Counted {
  return {
    words,
    skeleton,
    count: 0,
    example: '',
    levels: {},
    trend: [],
    firstSeen: Infinity,
    lastSeen: -Infinity,
    contexts: new Map(),
  };
}

/** Adds the counts of lines of one statement to others of it. */
function addCounts(into: Counts, from: Counts): void {
  into.count += from.count;
  for (const [level, count] of Object.entries(from.levels) as Array<[Level, number]>) {
    into.levels[level] = (into.levels[level] ?? 0) + count;
  }
  into.trend = into.trend.map((count, bucket) => count + (from.trend[bucket] ?? 0));
  into.firstSeen = Math.min(into.firstSeen, from.firstSeen);
  into.lastSeen = Math.max(into.lastSeen, from.lastSeen);
}

function absorb(into: Counted, from: Counted): void {
  addCounts(into, from);
  joinContexts(into.contexts, from.contexts);
}

function asPattern({ id, forms }: Family<Counted>): Pattern {
  const [first, ...others] = forms;
  const { count = 0, example = '', levels = {}, trend = [], firstSeen = Infinity, lastSeen = -Infinity } = first ?? {};
  const counts = { count, levels, trend, firstSeen, lastSeen };
  others.forEach((form) => addCounts(counts, form));
  return {
    id,
    template: templateOfForms(forms),
    ...counts,
    example,
    messageRegExp: messageExpressionOf(forms),
    lineRegExp: lineExpression(forms),
  };
}

function keyOf(skeleton: string, words: readonly string[]): string {
  return `${skeleton}\u0001${words.join('\u0001')}`;
}
