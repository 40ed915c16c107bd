import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { eventually } from '../../launch/testing/eventually.ts';
import { freePorts } from '../../launch/testing/free-ports.ts';
import { type Notification } from '../notifications/inbox.mjs';
import { renderAlertmanager, writeRenderings } from '../renderings.ts';
import { DEFAULT_PORTS, loopbackSite } from '../site.ts';
import { isInstalled } from '../testing.ts';

// A real Alertmanager with the demo's configuration, and the demo's receiver behind it.

const PROGRAM = ['alertmanager', 'prometheus-alertmanager'].find(isInstalled);
const GRAFANA = 'https://grafana.example/sub';

type Labels = Record<string, string>;
/** Whether the second is hidden while the first fires. */
const PAIRS: ReadonlyArray<[cause: Labels, symptom: Labels, isInhibited: boolean]> = [
  [of('ServiceDown', 'cart'), of('LatencyHigh', 'cart'), true],
  [of('ServiceDown', 'cart'), of('LogsAbsent', 'cart'), true],
  [of('ServiceDown', 'cart'), of('LatencyHigh', 'other'), false],
  [of('LatencyHigh', 'cart'), of('ErrorRateHigh', 'cart'), false],
  [of('ErrorRateHigh', 'payments'), of('OrdersFail', 'shop-api'), true],
  [of('ServiceDown', 'payments'), of('NoOrders', 'otel-shop'), true],
  [of('ErrorRateHigh', 'payments'), of('OrdersFail', 'shop-api', { environment: 'staging' }), false],
  // It has payments inside.
  [of('ErrorRateHigh', 'payments'), of('LatencyHigh', 'flask-shop'), false],
  [of('ErrorRateHigh', 'payments'), of('ErrorRateHigh', 'shop-api'), true],
  [of('LatencyHigh', 'inventory'), of('LatencyHigh', 'shop-api'), true],
  [of('LatencyHigh', 'inventory'), of('ErrorRateHigh', 'shop-api'), false],
  [of('HostCpuSaturated', 'host'), of('ServiceCpuSaturated', 'payments'), true],
  [
    of('HostDiskFull', 'host', { instance: 'a', mountpoint: '/' }),
    of('HostDiskFilling', 'host', { instance: 'a', mountpoint: '/' }),
    true,
  ],
  [
    of('HostDiskFull', 'host', { instance: 'a', mountpoint: '/' }),
    of('HostDiskFilling', 'host', { instance: 'a', mountpoint: '/var' }),
    false,
  ],
  [of('PrometheusUnreachable', 'prometheus'), of('MetricsAbsent', 'cart'), true],
  [
    of('PrometheusUnreachable', 'prometheus'),
    { alertname: 'DatasourceError', rulename: 'ErrorRateHigh', datasource_uid: 'prometheus' },
    true,
  ],
  [of('StackTargetDown', 'loki'), of('LogsAbsent', 'cart'), true],
  [of('StackTargetDown', 'loki'), { alertname: 'DatasourceError', datasource_uid: 'loki' }, true],
  [of('StackTargetDown', 'loki'), { alertname: 'DatasourceError', datasource_uid: 'prometheus' }, false],
  [of('LokiIngestionFails', 'loki'), of('LogsAbsent', 'cart'), true],
  [of('LogsLost', 'log-shipper'), of('LogsAbsent', 'cart'), true],
  [of('LogsLost', 'log-shipper'), of('TracesAbsent', 'cart'), false],
  [of('TempoIngestionFails', 'tempo'), of('TracesAbsent', 'cart'), true],
  [of('StackTargetDown', 'tempo'), of('TempoIngestionFails', 'tempo'), true],
  [of('StackTargetDown', 'tempo'), of('ErrorRateHigh', 'cart'), false],
];

function of(alertname: string, service: string, more: Labels = {}): Labels {
  return { alertname, service, environment: 'demo', severity: 'critical', team: 'shop', ...more };
}

describe('Alertmanager', { skip: !PROGRAM && 'alertmanager is not installed' }, () => {
  const children: Array<ReturnType<typeof spawn>> = [];
  let folder = '';
  let url = '';
  let receiver = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tillwatch-alertmanager-'));
    const [alertmanager = 0, notifications = 0, mail = 0] = await freePorts(3);
    const site = loopbackSite({
      ports: { ...DEFAULT_PORTS, notifications, mail },
      dataDir: folder,
      running: ['notifications'],
      rulesFile: 'rules.yml',
    });
    const environment = {
      GF_SERVER_ROOT_URL: `${GRAFANA}/`,
      // It takes whatever is posted.
      ALERT_SLACK_URL: `http://127.0.0.1:${notifications}/slack`,
      ALERT_SLACK_CHANNEL: '{{ #shop',
    };
    await writeRenderings(folder, Object.values(renderAlertmanager(site, environment)));
    children.push(
      spawn(process.execPath, [join(import.meta.dirname, '../notifications/receiver.mjs')], {
        env: { ...process.env, PORT: String(notifications), MAIL_PORT: String(mail), GRAFANA_URL: GRAFANA },
        stdio: 'ignore',
      }),
      spawn(
        PROGRAM!,
        [
          `--config.file=${join(folder, 'alertmanager/alertmanager.yml')}`,
          `--storage.path=${join(folder, 'data')}`,
          `--web.listen-address=127.0.0.1:${alertmanager}`,
          '--cluster.listen-address=',
        ],
        { stdio: 'ignore' }
      )
    );
    url = `http://127.0.0.1:${alertmanager}`;
    receiver = `http://127.0.0.1:${notifications}`;
    await eventually(async () =>
      assert.ok((await fetch(`${url}/-/ready`)).ok && (await fetch(`${receiver}/ready`)).ok)
    );
  });

  after(async () => {
    await Promise.all(
      children.map((child) => {
        child.kill('SIGTERM');
        return child.exitCode ?? new Promise((resolve) => child.once('exit', resolve));
      })
    );
    await rm(folder, { recursive: true, force: true });
  });

  /** Tells of alerts that fire for an hour, or of their end. */
  async function post(alerts: ReadonlyArray<{ labels: Labels; annotations?: Labels }>, isFiring = true): Promise<void> {
    const times = {
      startsAt: new Date(START).toISOString(),
      endsAt: new Date(isFiring ? END : Date.now()).toISOString(),
    };
    const answer = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts.map((alert) => ({ ...alert, ...times }))),
    });
    assert.equal(answer.status, 200, await answer.text());
  }
  const START = Date.now() - 60_000;
  const END = START + 3600_000;

  /** Whether an alert is hidden by another one. */
  async function isInhibited(labels: Labels): Promise<boolean> {
    const answer = await fetch(`${url}/api/v2/alerts`);
    const alerts = (await answer.json()) as Array<{ labels: Labels; status: { inhibitedBy: string[] } }>;
    const one = alerts.find((alert) => isDeepStrictEqual(alert.labels, labels));
    assert.ok(one);
    return one.status.inhibitedBy.length > 0;
  }

  PAIRS.forEach(([cause, symptom, expected], index) => {
    const name = ({ alertname, service, datasource_uid: source }: Labels) => `${alertname} of ${service ?? source}`;
    it(`${index}: ${name(cause)} ${expected ? 'hides' : 'does not hide'} ${name(symptom)}`, async () => {
      // Alertmanager looks at causes in their order: once the last one hides its symptom, all are known.
      const last = [of('ServiceDown', 'control'), of('LogsAbsent', 'control')];
      const all = [cause, symptom, ...last].map((labels) => ({ labels: { ...labels, index: String(index) } }));
      await post(all);
      const [ofCause, ofSymptom, , ofLast] = all.map(({ labels }) => labels);
      await eventually(async () => assert.equal(await isInhibited(ofLast!), true));
      assert.equal(await isInhibited(ofSymptom!), expected);
      assert.equal(await isInhibited(ofCause!), false);
      await post(all, false);
    });
  });

  it('tells of an alert by webhook and mail, once each, with links that lead to it at its time', async () => {
    const labels = of('ErrorRateHigh', 'käse & co', { team: 'payments' });
    const annotations = {
      summary: '14% <b>fail</b>',
      description: 'Share of 5xx',
      runbook_url: 'https://runbooks.example/ErrorRateHigh',
      page: '/a/tillwatch-shop-app/alerts/alert?alert=ErrorRateHigh&service=k%C3%A4se+%26+co',
      __dashboardUid__: 'ecommerce',
      __panelId__: '7',
    };
    await post([{ labels, annotations }]);
    const arrived = async (status: string) =>
      ((await (await fetch(`${receiver}/notifications`)).json()) as Notification[]).filter(
        (one) => one.status === status && one.title.includes('käse & co')
      );
    await eventually(async () => assert.equal((await arrived('firing')).length, 2));
    const [mail] = (await arrived('firing')).filter(({ by }) => by === 'mail');
    assert.equal(mail?.title, '1 firing: ErrorRateHigh at käse & co (critical)');
    assert.equal(mail?.to, 'payments@shop.example');
    const range = `from=${START - 1800_000}&to=${START + 1800_000}`;
    assert.deepEqual(mail?.links, [
      `${GRAFANA}${annotations.page}&${range}`,
      `${GRAFANA}/a/tillwatch-shop-app/health/service?service=k%C3%A4se+%26+co&${range}`,
      `${GRAFANA}/a/tillwatch-shop-app/logs?where=service%3Dk%C3%A4se+%26+co&${range}`,
      `${GRAFANA}/a/tillwatch-shop-app/traces?where=service%3Dk%C3%A4se+%26+co&${range}`,
      annotations.runbook_url,
      `${GRAFANA}/d/ecommerce?${range}&viewPanel=7`,
    ]);
    assert.match(mail?.text ?? '', /14% <b>fail<\/b>\nShare of 5xx\nSince \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n/);
    const [webhook] = (await arrived('firing')).filter(({ by }) => by === 'webhook');
    assert.equal(webhook?.links[0], `${GRAFANA}${annotations.page}&${range}`);
    await eventually(async () => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      for (const integration of ['email', 'webhook', 'slack']) {
        assert.match(
          metrics,
          new RegExp(`^alertmanager_notifications_total\\{integration="${integration}"\\} [1-9]`, 'm')
        );
        assert.match(
          metrics,
          new RegExp(`^alertmanager_notifications_failed_total\\{integration="${integration}".*\\} 0$`, 'm')
        );
      }
    });
  });
});
