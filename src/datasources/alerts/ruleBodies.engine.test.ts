/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeAlerts } from '../../analysis/alerts/mergeAlerts';
import { answerOf, PROMETHEUS } from '../../analysis/alerts/testing/alerts';
import { readRecordedAlert, renderAlertHistory } from '../../telemetry/dialects/promql/alerts';
import { describeEngines } from '../../telemetry/testing/describeEngines';
import { Engine } from '../../telemetry/testing/engine';
import { send, until } from '../../telemetry/testing/programs';
import { readBody } from '../serverBody';
import { evaluatedRules, RULES_BODY } from './ruleBodies';

const RULES = `groups:
  - name: shop
    rules:
      - record: one
        expr: vector(1)
      - alert: Fires
        expr: vector(0.4) > 0.2
        labels: { severity: critical, service: cart }
        annotations: { summary: 'Value {{ $value }}' }
      - alert: Waits
        expr: vector(1) > 0
        for: 1h
      - alert: Fails
        expr: label_replace(vector(1) or label_replace(vector(2), "a", "b", "", ""), "a", "c", "", "") > 0
      - alert: Calm
        expr: vector(1) > 2
`;

describeEngines('rules of a server', (installed) => {
  let engine: Engine;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'alert-rules-'));
    writeFileSync(join(folder, 'rules.yml'), RULES);
    const config = `global: { evaluation_interval: 1s }\nrule_files: ['${join(folder, 'rules.yml')}']\n`;
    engine = await Engine.start(installed, { config });
  });
  afterAll(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The rules, once all were evaluated. */
  async function evaluated(): Promise<ReturnType<typeof evaluatedRules>> {
    let rules: ReturnType<typeof evaluatedRules> = [];
    await until(async () => {
      const { text } = await send(`${engine.url}/api/v1/rules`);
      rules = evaluatedRules(readBody(RULES_BODY, JSON.parse(text)), PROMETHEUS, () => 'promql');
      return rules.some(({ alerts }) => alerts.length > 0) && rules.some(({ rule }) => rule.problem);
    }, 'The rules were not evaluated in time');
    return rules;
  }

  const recordedNow = () => engine.frames(renderAlertHistory({ name: 'Fires' }), 'A', { to: Date.now() / 1000 });

  it('are read as the server tells of them', async () => {
    const rules = await evaluated();
    expect(rules.map(({ rule }) => [rule.name, rule.holdSeconds, rule.problem?.state])).toEqual([
      ['Fires', 0, undefined],
      ['Waits', 3600, undefined],
      ['Fails', 0, 'error'],
      ['Calm', 0, undefined],
    ]);
    const alerts = mergeAlerts(answerOf({ rules }));
    expect(alerts.map(({ name, state, value, labels }) => [name, state, value, labels.service])).toEqual([
      ['Fires', 'firing', 0.4, 'cart'],
      ['Waits', 'pending', 1, undefined],
    ]);
    expect(alerts[0]?.annotations).toEqual({ summary: 'Value 0.4' });
    expect(Math.abs((alerts[0]?.since ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('are recorded under the labels that their alerts have', async () => {
    const [first] = mergeAlerts(answerOf({ rules: await evaluated() }));
    let frames: Awaited<ReturnType<typeof recordedNow>> = [];
    await until(async () => (frames = await recordedNow()).length > 0, 'No alert was recorded in time');
    const recorded = frames.map(({ fields: [, value] }) => readRecordedAlert(value?.labels ?? {}));
    expect(recorded).toEqual([{ labels: first?.labels, state: 'firing' }]);
  });
});
