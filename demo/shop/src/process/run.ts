import type { Settings } from '../config.ts';
import { serviceDefinition, type ServiceName } from '../services.ts';
import { exceptionField } from '../telemetry/logging.ts';
import { openTelemetry } from '../telemetry/open.ts';
import { composeService } from './compose.ts';
import { Lifecycle } from './lifecycle.ts';

/** A service that runs in this process. */
export interface RunningService {
  /** Where it listens. */
  readonly url: string;
  /** Serves who is here, sends the telemetry, closes the database. Safe to call twice. */
  stop(): Promise<void>;
}

/** Customers who are slower than this lose their connection when the service stops. */
const DRAIN_MS = 15_000;

/**
 * Starts one service and returns when it is ready.
 * @throws Error when it cannot listen, or its database cannot be used; nothing is left open then.
 */
export async function runService(name: ServiceName, settings: Settings): Promise<RunningService> {
  const telemetry = await openTelemetry(name, settings);
  const log = telemetry.logger('process');
  // A crash ends the process as ever, but not without a line that is shipped with the others.
  process.on('uncaughtExceptionMonitor', (error) => log.fatal(exceptionField(error), `${name} crashed`));
  const lifecycle = new Lifecycle();
  const service = composeService({ name, settings, telemetry, lifecycle });

  const shutDown = async () => {
    lifecycle.stopping();
    await service.incidents.endAll();
    const cut = setTimeout(() => service.app.server.closeAllConnections(), DRAIN_MS);
    await service.app.close();
    clearTimeout(cut);
    await service.stop();
    log.info('Stopped');
    await telemetry.shutdown();
  };

  try {
    // Listening comes first: the probes can be asked while the database opens.
    const url = await service.app.listen({ host: settings.host, port: settings.port ?? serviceDefinition(name).port });
    await service.start();
    lifecycle.ready();
    log.info({ url, version: telemetry.version }, `${name} ${telemetry.version} listens on ${url}`);
    let stopped: Promise<void> | undefined;
    return {
      url,
      stop: () => {
        if (!stopped) {
          log.info('Stopping');
          stopped = shutDown();
        }
        return stopped;
      },
    };
  } catch (error) {
    log.fatal(exceptionField(error), `${name} could not start`);
    await shutDown();
    throw error;
  }
}
