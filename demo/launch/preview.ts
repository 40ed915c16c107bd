import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding } from './ways.ts';

const HOW_TO_GET_GRAFANA =
  'start Docker, or install Grafana 12.4 or newer (https://grafana.com/grafana/download) and put it on the PATH or set GRAFANA_HOME';

/** The preview works when the project has one and Node is new enough for what builds it. */
export async function probePreview(root: string, version = process.versions.node): Promise<Omit<Finding, 'way'>> {
  const { scripts = {} } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
  };
  if (!scripts.preview) {
    return { works: false, because: `there is no preview in this folder; ${HOW_TO_GET_GRAFANA}` };
  }
  const { nodeTooOld } = await import('../../preview/run/requirements.mjs');
  const tooOld = nodeTooOld(version);
  return tooOld === undefined
    ? { works: true, because: 'shows the pages with sample data in any browser, without Grafana' }
    : { works: false, because: `${tooOld.replace(/\.$/, '')}; or ${HOW_TO_GET_GRAFANA}` };
}

/** Runs the preview in the foreground; resolves to its exit code. */
export function runPreview(root: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', 'preview'], { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
