/** Runs one stage beside the demo stack, and the page that sends requests to the demo's shop: `npm run stages -- 3`. */
import { join } from 'node:path';
import { openPage } from './page/open.ts';
import { startStage } from './run/child.ts';
import { LineShipper } from './run/line-shipper.ts';
import { readOptions, USAGE, UsageError, type Options } from './run/options.ts';
import { STAGES } from './run/stages.ts';
import { tellPrometheus } from './run/targets.ts';

async function run(options: Options): Promise<number> {
  const { stage, targetsFile, target } = options;
  const shipper = new LineShipper(options.lokiUrl, (problem) => console.error(problem));
  const page = await openPage(options);
  const asked = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => resolve(0));
    }
  });
  let takeBack: (() => Promise<void>) | undefined;
  try {
    const service = await startStage({
      ...options,
      onLine: (line) => {
        console.log(line);
        shipper.add(line);
      },
    });
    try {
      if (STAGES[stage].isScraped) {
        takeBack = await tellPrometheus(targetsFile, target);
        console.log(
          takeBack
            ? `Prometheus finds it by ${targetsFile}.`
            : `No Prometheus of the demo looks into ${targetsFile}: see demo/stages/README.md.`
        );
      }
      console.log(
        `Stage ${stage} (${STAGES[stage].adds}): ${service.url}/rolldice?dice=2\nRequests to the shop: ${page.url}`
      );
      return (await Promise.race([asked, service.ended])) ?? 1;
    } finally {
      await takeBack?.();
      await service.stop();
      await shipper.flush();
    }
  } finally {
    await page.close();
  }
}

const args = process.argv.slice(2);
if (args.some((arg) => arg === '--help' || arg === '-h')) {
  console.log(USAGE);
} else {
  try {
    process.exitCode = await run(readOptions(args, process.env, join(import.meta.dirname, '../..')));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof UsageError) {
      console.error(`\n${USAGE}`);
    }
    process.exitCode = 1;
  }
}
