/** The collector as a program: reads its environment, polls, answers /health and /metrics, ends on SIGTERM. */
import { once } from 'node:events';
import { pino } from 'pino';
import { Collector } from './collector.ts';
import { askLoki } from './loki.ts';
import { Metrics } from './metrics.ts';
import { createProbes } from './server.ts';
import { readSettings } from './settings.ts';
import { Store } from './store.ts';

const settings = readSettings();
const log = pino({
  base: null,
  messageKey: 'message',
  timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
  formatters: { level: (level) => ({ level }) },
});
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => stopping.abort());
}

const metrics = new Metrics();
const store = new Store(settings.databaseUrl, (error) =>
  log.warn(`A connection to PostgreSQL broke: ${error.message}`)
);
const ask = askLoki(settings.lokiUrl, settings.selector, stopping.signal);
const collector = new Collector({ ask, store, metrics, log, settings });
// Three polls may fail before somebody is to look.
const probes = createProbes({ collector, metrics, patienceMs: 3 * settings.pollMs + 60_000 });
probes.listen(settings.port, settings.host);
await once(probes, 'listening');
log.info(`Polling ${settings.lokiUrl} every ${settings.pollMs / 1000} s`);

await collector.run(stopping.signal);
probes.close();
probes.closeAllConnections();
await store.close();
log.info('Stopped');
