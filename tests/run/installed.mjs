import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { chromium as bundledChromium } from 'playwright-core';

/** The file of a program on the PATH, or undefined. */
export function onPath(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      try {
        const file = join(folder, name);
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

/** Folder of Grafana's own files: `GRAFANA_HOME`, or where the `grafana` on the PATH really is. */
export function grafanaHome() {
  const program = onPath('grafana');
  const beside = program && dirname(dirname(realpathSync(program)));
  return [process.env.GRAFANA_HOME, beside, '/usr/share/grafana', '/opt/grafana'].find(
    (folder) => folder && existsSync(join(folder, 'conf', 'defaults.ini')) && existsSync(join(folder, 'public'))
  );
}

/** The `grafana` program itself. */
export function grafanaProgram() {
  const home = grafanaHome();
  const inside = home && join(home, 'bin', 'grafana');
  return inside && existsSync(inside) ? inside : onPath('grafana');
}

/** A Chromium that Playwright can drive: `CHROMIUM`, one on the PATH, or the one that Playwright downloaded. */
export function chromium() {
  const here = process.env.CHROMIUM || onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  const file = here ?? bundledChromium.executablePath();
  return existsSync(file) ? file : undefined;
}

/**
 * A Chromium for tests: the one without windows where it is installed (`CHROMIUM` goes before it), as it takes half of
 * the processor's time for a page; else any.
 */
export function headlessChromium() {
  return (!process.env.CHROMIUM && onPath('chromium-headless-shell', 'chrome-headless-shell')) || chromium();
}

/** What the tests in a real Grafana lack on this machine, in words; undefined where nothing is missing. */
export function missingForGrafanaTests() {
  const missing = [
    grafanaHome() && grafanaProgram() ? undefined : 'no Grafana (set GRAFANA_HOME, or put `grafana` on the PATH)',
    onPath('prometheus') && onPath('promtool') ? undefined : 'no Prometheus with promtool',
    headlessChromium() ? undefined : 'no Chromium',
  ].filter(Boolean);
  return missing.length > 0 ? missing.join(', ') : undefined;
}

/** What the tests on the live demo stack lack: logs and traces are half of what they look at. */
export function missingForLiveTests() {
  const missing = [
    missingForGrafanaTests(),
    onPath('loki') ? undefined : 'no Loki',
    onPath('tempo') ? undefined : 'no Tempo',
  ].filter(Boolean);
  return missing.length > 0 ? missing.join(', ') : undefined;
}
