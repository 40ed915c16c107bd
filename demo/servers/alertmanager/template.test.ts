import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { isInstalled, run, temporaryFolder } from '../testing.ts';
import { notificationTemplate } from './template.ts';

const GRAFANA = 'https://grafana.example/sub';
const START = Date.parse('2026-03-01T10:00:00Z');
const END = Date.parse('2026-03-01T11:15:00Z');
const HALF_HOUR = 1800_000;

/** A notification as Alertmanager gives it to its templates; what still fires ends at some time to come. */
function notification(status: 'firing' | 'resolved', labels: Record<string, string>) {
  const annotations = {
    summary: '14% <b>fail</b>',
    runbook_url: 'https://runbooks.example/ErrorRateHigh',
    __dashboardUid__: 'ecommerce',
    __panelId__: '7',
  };
  const [startsAt, endsAt] = [START, END].map((time) => new Date(time).toISOString());
  return { status, commonLabels: labels, alerts: [{ status, labels, annotations, startsAt, endsAt }] };
}

/** What a template says of a notification. */
async function rendered(
  t: TestContext,
  name: 'tillwatch.text' | 'tillwatch.html' | 'tillwatch.title',
  data: ReturnType<typeof notification>
): Promise<string> {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'tillwatch.tmpl'), notificationTemplate(GRAFANA));
  await writeFile(join(folder, 'data.json'), JSON.stringify(data));
  const { stdout } = await run('amtool', [
    ...['template', 'render', `--template.type=${name === 'tillwatch.html' ? 'html' : 'text'}`],
    ...[`--template.glob=${join(folder, 'tillwatch.tmpl')}`, `--template.data=${join(folder, 'data.json')}`],
    `--template.text={{ template "${name}" . }}`,
  ]);
  return stdout;
}

describe('the words of a notification', { skip: !isInstalled('amtool') && 'amtool is not installed' }, () => {
  const labels = { alertname: 'ErrorRateHigh', service: 'käse & co', severity: 'critical' };
  const service = 'k%C3%A4se+%26+co';

  for (const [status, to, title] of [
    ['firing', START + HALF_HOUR, '1 firing: ErrorRateHigh at käse & co (critical)'],
    ['resolved', END, 'Resolved: ErrorRateHigh at käse & co (critical)'],
  ] as const) {
    it(`lead to what is ${status}, at its time, in text and in HTML alike`, async (t) => {
      const data = notification(status, labels);
      assert.equal((await rendered(t, 'tillwatch.title', data)).trim(), title);
      const range = `from=${START - HALF_HOUR}&to=${to}`;
      const expected = [
        `Alert: ${GRAFANA}/a/tillwatch-shop-app/alerts/alert?alert=ErrorRateHigh&service=${service}&${range}`,
        `Service: ${GRAFANA}/a/tillwatch-shop-app/health/service?service=${service}&${range}`,
        `Logs: ${GRAFANA}/a/tillwatch-shop-app/logs?where=service%3D${service}&${range}`,
        `Traces: ${GRAFANA}/a/tillwatch-shop-app/traces?where=service%3D${service}&${range}`,
        'Runbook: https://runbooks.example/ErrorRateHigh',
        `Dashboard: ${GRAFANA}/d/ecommerce?${range}&viewPanel=7`,
      ];
      const text = await rendered(t, 'tillwatch.text', data);
      assert.deepEqual(text.match(/^\w+: http.*$/gm), expected);
      const html = await rendered(t, 'tillwatch.html', data);
      const links = [...html.matchAll(/<a href="([^"]*)">(\w+)<\/a>/g)];
      assert.deepEqual(
        links.map(([, href = '', name]) => `${name}: ${href.replaceAll('&#43;', '+').replaceAll('&amp;', '&')}`),
        expected
      );
    });
  }

  it('lead to no service where there is none', async (t) => {
    const text = await rendered(t, 'tillwatch.text', notification('firing', { alertname: 'Strange' }));
    assert.deepEqual(
      [...text.matchAll(/^(\w+): http/gm)].map(([, name]) => name),
      ['Alert', 'Runbook', 'Dashboard']
    );
    assert.match(text, /alert\?alert=Strange&from=/);
  });
});
