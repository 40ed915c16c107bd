import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import { isInstalled, run, temporaryFolder } from '../testing.ts';
import { type RuleCase } from './ruleCase.ts';
import { RULE_CASES } from './rules.cases.ts';

interface Rule {
  alert?: string;
  annotations?: Record<string, string>;
}

const FILE = join(import.meta.dirname, 'rules.yml');
const { groups } = parse(readFileSync(FILE, 'utf8')) as { groups: Array<{ rules: Rule[] }> };
const alerts = groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined);

/** A test of promtool's: nothing at first, then the one alert with all that it says, then nothing again. */
function promtoolTest({ alert, every = 30, series, quiet, firing, resolved, labels, ...said }: RuleCase) {
  const { annotations = {} } = alerts.find((rule) => rule.alert === alert) ?? {};
  const page = annotations.page?.replace(/\{\{.*\}\}/, labels.service ?? '');
  const expected = { exp_labels: labels, exp_annotations: { ...annotations, ...said, page } };
  const at = (minutes: number, exp_alerts: Array<typeof expected>) => ({
    eval_time: `${minutes}m`,
    alertname: alert,
    exp_alerts,
  });
  return {
    name: alert,
    interval: `${every}s`,
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [at(quiet, []), at(firing, [expected]), at(resolved, [])],
  };
}

describe('the rules of Prometheus', () => {
  it('have a case each', () => {
    assert.deepEqual(RULE_CASES.map(({ alert }) => alert).sort(), alerts.map(({ alert }) => alert).sort());
  });

  const skip = !isInstalled('promtool') && 'promtool is not installed';
  for (const one of RULE_CASES) {
    it(`${one.alert} fires and resolves`, { skip }, async (t) => {
      const file = join(await temporaryFolder(t), 'test.yml');
      await writeFile(
        file,
        stringify({ rule_files: [FILE], evaluation_interval: '30s', tests: [promtoolTest(one)] }, { lineWidth: 0 })
      );
      await run('promtool', ['test', 'rules', file]).catch(({ stdout, stderr }) => assert.fail(`${stdout}${stderr}`));
    });
  }
});
