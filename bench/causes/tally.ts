import { median } from '../support/figures';
import { type Cases, type KnownCase } from './knownCase';
import { OURS, RULES, type Answer, type Way } from './rules';

/** One case after another belongs to the half that rules are made on, and to that which is kept apart. */
export type Half = 'tuned' | 'kept';

interface Tally {
  cases: number;
  top1: number;
  top3: number;
  /** Incidents of which no cause was named. */
  silent: number;
  quiet: number;
  alarms: number;
  milliseconds: number[];
  /** How sure it was of the first cause, and whether it was right: no cause is, where all was quiet. */
  sure: Array<{ sure: number; isRight: boolean }>;
}

export type Tallies = Map<string, Tally>;

/** Runs every way on the cases of one half. */
export async function tallyOf(cases: Cases, half: Half, onCase: (line: string) => void): Promise<Tallies> {
  const tallies: Tallies = new Map([OURS, ...RULES].map(({ name }) => [name, newTally()]));
  const kinds = new Map<string, [number, number]>();
  let index = 0;
  for (const make of cases) {
    const own: Half = index++ % 2 === 0 ? 'tuned' : 'kept';
    if (own !== half) {
      continue;
    }
    const one = await make();
    for (const way of [OURS, ...RULES]) {
      const tally = tallies.get(way.name) ?? newTally();
      const isRight = add(tally, one, way);
      if (way === OURS) {
        const [right, all] = kinds.get(one.kind) ?? [0, 0];
        kinds.set(one.kind, [right + (isRight ? 1 : 0), all + 1]);
        if (!isRight) {
          onCase(`${one.name}: not ${way.find(one).services.slice(0, 3).join(', ') || 'nothing'}`);
        }
      }
    }
  }
  kinds.forEach(([right, all], kind) => onCase(`${kind}: ${right} of ${all} right`));
  return tallies;
}

function newTally(): Tally {
  return { cases: 0, top1: 0, top3: 0, silent: 0, quiet: 0, alarms: 0, milliseconds: [], sure: [] };
}

/** @returns whether its first answer is right, or its silence */
function add(tally: Tally, one: KnownCase, way: Way): boolean {
  const start = performance.now();
  const answer = way.find(one);
  tally.milliseconds.push(performance.now() - start);
  const places = placesOf(one, answer);
  const isRight = places.some((place) => place === 0);
  if (answer.sure !== undefined) {
    tally.sure.push({ sure: answer.sure, isRight });
  }
  if (one.truth.length === 0) {
    const isAlarm = answer.services.length > 0 || answer.hasChanged === true;
    tally.quiet++;
    tally.alarms += isAlarm ? 1 : 0;
    return !isAlarm;
  }
  tally.cases++;
  tally.top1 += isRight ? 1 : 0;
  // Of two at once both have to be there.
  tally.top3 += places.every((place) => place >= 0 && place < 3) ? 1 : 0;
  tally.silent += answer.services.length === 0 ? 1 : 0;
  return isRight;
}

function placesOf({ truth }: KnownCase, { services }: Answer): number[] {
  return truth.map(({ service, also = [] }) => services.findIndex((name) => name === service || also.includes(name)));
}

/** A table as Markdown. */
export function tableOf(tallies: Tallies): string {
  const rows = [...tallies].map(([name, tally]) => [
    name,
    percent(tally.top1, tally.cases),
    percent(tally.top3, tally.cases),
    percent(tally.silent, tally.cases),
    percent(tally.alarms, tally.quiet),
    `${median(tally.milliseconds).toFixed(0)} ms`,
  ]);
  const [first] = tallies.values();
  const head = [
    `${first?.cases ?? 0} incidents, ${first?.quiet ?? 0} quiet`,
    'Top-1',
    'Top-3',
    'says nothing',
    'false alarms',
    'time',
  ];
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** How often the first cause is right, by how sure it was said to be. */
export function calibrationOf(tallies: Tallies): string {
  const sure = tallies.get(OURS.name)?.sure ?? [];
  const bands = [0, 0.5, 0.7, 0.9, 1.01];
  return bands
    .slice(1)
    .flatMap((to, i) => {
      const from = bands[i] ?? 0;
      const own = sure.filter((one) => one.sure >= from && one.sure < to);
      const right = own.filter(({ isRight }) => isRight).length;
      const said = own.reduce((sum, one) => sum + one.sure, 0) / own.length;
      return own.length === 0 ? [] : [`said ${percent(said, 1)}: right in ${right} of ${own.length}`];
    })
    .join('; ');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(0)}%`;
}
