/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { describeEngines } from '../../testing/describeEngines';
import { Engine } from '../../testing/engine';
import { type Labels } from '../../vocabulary';
import { detectScraped, scrape } from '../../exposition/scraped';
import { is, metricQuestion } from '../../questions/metric';
import { readRecordedAlert, renderAlertHistory, renderAlerts, renderTimesFired } from './alerts';

const NOW = 1_767_000_000;
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** As Prometheus scrapes and evaluates. */
const STEP = 30;

/** An alert that fired at these times, in seconds before now; what is over is said to be so by Prometheus itself. */
function recorded(labels: Labels, fired: Array<[from: number, to: number]>, name = 'ALERTS'): string[] {
  const written = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return fired.flatMap(([from, to]) => {
    const samples = Math.floor((from - to) / STEP);
    return Array.from({ length: samples }, (_, at) => `${name}{${written.join(',')}} 1 ${NOW - from + at * STEP}`);
  });
}

const CART = { alertname: 'Fails', alertstate: 'firing', job: 'cart' };
const LINES = [
  '# TYPE ALERTS unknown',
  ...recorded({ ...CART }, [
    [9 * DAY, 9 * DAY - 20 * MINUTE],
    [6 * DAY, 6 * DAY - 20 * MINUTE],
    [2 * DAY, 2 * DAY - 60 * MINUTE],
    [15 * MINUTE, 0],
  ]),
  ...recorded({ ...CART, alertstate: 'pending' }, [[3 * DAY, 3 * DAY - 5 * MINUTE]]),
  ...recorded({ ...CART, job: 'payments' }, [[DAY, DAY - 10 * MINUTE]]),
  ...recorded({ ...CART, alertname: 'Slow' }, [[DAY, DAY - 10 * MINUTE]]),
];

/** Of Grafana, which tells more of how an alert stands. */
const ofGrafana = (state: string) => ({
  alertname: 'Stock',
  alertstate: 'firing',
  grafana_alertstate: state,
  grafana_rule_uid: 'u',
});
const GRAFANAS_LINES = [
  '# TYPE GRAFANA_ALERTS unknown',
  ...recorded(ofGrafana('alerting'), [[4 * DAY, 4 * DAY - 20 * MINUTE]], 'GRAFANA_ALERTS'),
  ...recorded(ofGrafana('recovering'), [[4 * DAY - 20 * MINUTE, 4 * DAY - 30 * MINUTE]], 'GRAFANA_ALERTS'),
  ...recorded(ofGrafana('nodata'), [[3 * DAY, 3 * DAY - 20 * MINUTE]], 'GRAFANA_ALERTS'),
  ...recorded(ofGrafana('error'), [[2 * DAY, 2 * DAY - 20 * MINUTE]], 'GRAFANA_ALERTS'),
];

describeEngines('recorded alerts', (installed) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: `${[...LINES, ...GRAFANAS_LINES, '# EOF'].join('\n')}\n` });
  });
  afterAll(() => engine.stop());

  it('are counted as often as they began to fire in seven days', async () => {
    const frames = await engine.frames(renderTimesFired(), 'A', { to: NOW });
    const counted = frames.map(({ fields: [, value] }) => {
      const { labels } = readRecordedAlert(value?.labels ?? {});
      return [labels.alertname, labels.job, value?.values[0]];
    });
    expect(counted.sort()).toEqual([
      ['Fails', 'cart', 3],
      ['Fails', 'payments', 1],
      ['Slow', 'cart', 1],
      ['Stock', undefined, 1],
    ]);
  });

  it('are told of the one service, where they fired', async () => {
    const rendered = renderAlerts(
      metricQuestion({ measure: 'alerts', stat: { kind: 'value' }, where: [is('service', 'cart')] }),
      detectScraped(scrape('up 1\n', 'x'))
    );
    const expr = 'queries' in rendered ? (rendered.queries[0]?.expr ?? '') : '';
    const frames = await engine.frames(expr, 'A', { from: NOW - 3 * DAY, to: NOW, step: 10 * MINUTE });
    const read = frames.map(({ fields: [time, value] }) => {
      const { labels, state } = readRecordedAlert(value?.labels ?? {});
      return [labels.alertname, labels.job, state, time?.values.length];
    });
    expect(read.sort()).toEqual([
      ['Fails', 'cart', 'firing', 9],
      ['Slow', 'cart', 'firing', 2],
    ]);
  });

  it('are told of the one rule, with when they were there', async () => {
    const span = { from: NOW - 3 * DAY - 60 * MINUTE, to: NOW, step: 60 };
    const frames = await engine.frames(renderAlertHistory({ name: 'Fails' }), 'A', span);
    const read = frames.map(({ fields: [, value] }) => readRecordedAlert(value?.labels ?? {}));
    expect(read.map(({ labels, state }) => `${labels.job} ${state}`).sort()).toEqual([
      'cart firing',
      'cart pending',
      'payments firing',
    ]);
  });
});
