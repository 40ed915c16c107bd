import { parseArgs } from 'node:util';
import { readSettings } from './config.ts';
import { runService } from './process/run.ts';
import { isServiceName, SERVICE_NAMES, type ServiceName } from './services.ts';

const USAGE = `Usage: start [--service NAME] [--logs]

Without arguments every service is started as a process of its own.
  --service NAME   run one service in this process: ${SERVICE_NAMES.join(', ')}
  --logs           show the services' log lines here too (they are always written to LOG_DIR)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { service: { type: 'string' }, logs: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(USAGE);
  } else if (values.service === undefined) {
    await runAll(values.logs ?? false);
  } else if (isServiceName(values.service)) {
    await runOne(values.service);
  } else {
    throw new Error(`There is no service "${values.service}".\n\n${USAGE}`);
  }
}

async function runOne(name: ServiceName): Promise<void> {
  const service = await runService(name, readSettings());
  onStop(() => service.stop());
  if (process.send) {
    process.send({ ready: service.url });
    // Nobody watches over an orphan; it ends with its supervisor, however that ended.
    process.on('disconnect', () => void service.stop().then(() => process.exit(0)));
  }
}

async function runAll(showLogs: boolean): Promise<void> {
  // Unusable settings are told once, not by every child.
  readSettings();
  const { Supervisor } = await import('./process/supervisor.ts');
  const supervisor = new Supervisor({ showLogs, print: (line) => console.log(line) });
  onStop(() => supervisor.stop());
  const dead = await supervisor.start();
  console.log(dead === 0 ? 'The shop is open. Ctrl-C closes it.' : `${dead} services did not start.`);
  await supervisor.ended();
  process.exit(process.exitCode ?? 1);
}

/** Runs the work once at the first SIGINT or SIGTERM and then exits; the second signal exits at once. */
function onStop(work: () => Promise<void>): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) {
      process.exit(signal === 'SIGINT' ? 130 : 143);
    }
    stopping = true;
    process.exitCode = 0;
    work().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      }
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
