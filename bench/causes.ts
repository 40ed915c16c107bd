/**
 * How often the causes that are named first are right: Top-1, Top-3, false alarms on quiet times, and the time it
 * takes, beside chance and simple rules. Without an argument on the sample shop, with `--rehearsed` on the rarer
 * incidents that it rehearsed; with a folder on its cases, in the format of docs/what-changed.md, or on a clone of
 * https://github.com/amazon-science/petshop-root-cause-analysis.
 * Run: npx tsx bench/causes.ts [folder] [--rehearsed] [--half=tuned|kept] [--seeds=20] [--each]
 * [--without=metrics|traces|logs]
 */
import { largeCase } from './causes/largeCase';
import { type Cases, casesOfFolder } from './causes/knownCase';
import { isPetshop, petshopCases } from './causes/petshop';
import { sampleCases } from './causes/sample';
import { isTelemetry, withoutSome } from './causes/missing';
import { calibrationOf, type Half, tableOf, tallyOf } from './causes/tally';
import { whatChanged } from '../src/analysis/causes/whatChanged';

const options = new Map(
  process.argv
    .filter((text) => text.startsWith('--'))
    .map((text) => {
      const [name = '', value = ''] = text.slice(2).split('=', 2);
      return [name, value] as const;
    })
);
const folder = process.argv.slice(2).find((text) => !text.startsWith('--'));
const chosen = options.get('half');
const halves: Half[] = chosen === 'tuned' || chosen === 'kept' ? [chosen] : ['tuned', 'kept'];
const seeds = Number(options.get('seeds') ?? 20);

function cases(): Cases {
  const without = options.get('without');
  const missing = isTelemetry(without) ? without : undefined;
  const all =
    folder === undefined
      ? sampleCases(seeds, options.has('rehearsed') ? 'rehearsed' : 'daily', missing)
      : isPetshop(folder)
        ? petshopCases(folder)
        : casesOfFolder(folder);
  return missing ? withoutSome(all, missing) : all;
}

async function run(): Promise<void> {
  for (const half of halves) {
    const tallies = await tallyOf(cases(), half, (line) => options.has('each') && console.log(line));
    console.log(`\n${half === 'tuned' ? 'Half that the rules were made on' : 'Half that was kept apart'}\n`);
    console.log(tableOf(tallies));
    console.log(`\n${calibrationOf(tallies)}`);
  }
  const large = largeCase(1000, 10_000);
  const rounds = [0, 1, 2].map(() => {
    // Of the processor: whatever else the machine does is not ours.
    const start = process.cpuUsage();
    whatChanged(large);
    return process.cpuUsage(start).user / 1e6;
  });
  const [, middle = 0] = rounds.sort((a, b) => a - b);
  console.log(`\n1,000 services and 10,000 routes, ${large.series.length} series: ${middle.toFixed(1)} s of computing`);
}

void run();
