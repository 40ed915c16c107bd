import { probeDocker, runCompose, composeArguments } from './docker.ts';
import { planLocal, probeLocal, runLocal } from './local/run.ts';
import { neededPorts } from './local/stack.ts';
import { receiverProblem } from '../servers/alertmanager/receivers.ts';
import { readOptions, USAGE, UsageError, type Options } from './options.ts';
import { buildIsStale, buildPlugin } from './plugin-build.ts';
import { probePreview, runPreview } from './preview.ts';
import { chooseWay, type Choice } from './ways.ts';

/** Where and how `npm start` was called. */
export interface Call {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  /** The repository. */
  root: string;
}

const TITLES = { docker: 'Docker', local: 'this machine', preview: 'the preview' } as const;

/** Builds the plugin and runs the demo in the first way that can work. Resolves to the exit code. */
export async function main(call: Call): Promise<number> {
  try {
    const options = readOptions(call.argv, call.env, call.root);
    if (options.help) {
      console.log(USAGE);
      return 0;
    }
    const choice = await chooseWay(
      {
        docker: () => probeDocker(call.env),
        local: async () => probeLocal(call.env),
        preview: () => probePreview(call.root),
      },
      options.way
    );
    report(choice);
    return await run(choice, options, call);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

function report({ way, findings }: Choice): void {
  for (const finding of findings) {
    console.log(`${finding.way === way ? '->' : '  '} ${TITLES[finding.way]}: ${finding.because}.`);
  }
  if (!way) {
    console.error('Nothing can run here.');
  }
}

async function run({ way }: Choice, options: Options, { root, env }: Call): Promise<number> {
  if (!way) {
    return 1;
  }
  const problem = way === 'preview' ? undefined : receiverProblem(env);
  if (problem) {
    console.error(problem);
    return 1;
  }
  const stale = options.build && way !== 'preview' && (await buildIsStale(root));
  if (options.check) {
    return check(way, stale, options, { root, env });
  }
  // Whatever is in the way is said before the minute that a build takes.
  const plan = way === 'local' ? await planLocal(options, root, env) : undefined;
  plan?.remarks.forEach((remark) => console.log(remark));
  if (plan && plan.problems.length > 0) {
    plan.problems.forEach((problem) => console.error(problem));
    return 1;
  }
  if (stale) {
    await buildPlugin(root);
  }
  if (plan) {
    return runLocal(plan.stack);
  }
  return way === 'docker' ? runCompose(root, options) : runPreview(root);
}

/** Says what would be done. Resolves to 1 when something is in the way. */
async function check(
  way: NonNullable<Choice['way']>,
  stale: boolean,
  options: Options,
  { root, env }: Pick<Call, 'root' | 'env'>
): Promise<number> {
  if (way !== 'preview') {
    console.log(stale ? 'Would build the plugin.' : 'Would take the plugin as it is built.');
  }
  if (way === 'docker') {
    console.log(`Would run: docker ${composeArguments(options, env).join(' ')}`);
  } else if (way === 'preview') {
    console.log('Would run: npm run preview');
  } else {
    const { stack, remarks, problems } = await planLocal(options, root, env);
    for (const [name, program] of Object.entries(stack.installed)) {
      console.log(`Would start ${name}: ${program}`);
    }
    console.log(stack.shop ? 'Would start the services of the shop.' : 'Without the shop.');
    if (neededPorts(stack).includes('usage-collector')) {
      console.log('Would start the collector of usage events.');
    }
    [...remarks, ...problems].forEach((line) => console.log(line));
    return problems.length > 0 ? 1 : 0;
  }
  return 0;
}
