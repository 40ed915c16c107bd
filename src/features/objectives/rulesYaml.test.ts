/** @jest-environment-options {"customExportConditions": ["node", "browser"]} */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import {
  type AlertingRule,
  type RecordingRule,
  firingState,
  type RuledObjective,
  ruleGroups,
} from '../../analysis/objectives/rules';
import { conditionsOf } from '../../datasources/objectives/eventQuestions';
import { renderEventRates } from '../../telemetry/dialects/promql/eventRates';
import { detectScraped, scrape } from '../../telemetry/exposition/scraped';
import { describeEngines } from '../../telemetry/testing/describeEngines';
import { promqlErrors } from '../../telemetry/testing/promqlText';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { grafanaRulesYaml, prometheusRulesYaml } from './rulesYaml';

const LINK = 'https://grafana.example/a/tillwatch-shop-app/objectives/objective?objective=x';

/** The rules of an objective of a service that a Prometheus in the style of client libraries knows. */
function ruled(objective: ServiceLevelObjective): RuledObjective {
  const page = scrape(
    `http_requests_total{path="/pay",method="GET",status="200"} 9\n` +
      `http_request_duration_seconds_bucket{path="/pay",le="0.3"} 5\n` +
      `http_request_duration_seconds_bucket{path="/pay",le="+Inf"} 9\n` +
      `http_request_duration_seconds_sum{path="/pay"} 1\nhttp_request_duration_seconds_count{path="/pay"} 9\n`,
    objective.service
  );
  const detection = detectScraped(page);
  const counted = { where: conditionsOf(objective), bound: objective.threshold };
  return {
    objective,
    link: LINK,
    rates: (seconds) => {
      const rates = renderEventRates(counted, detection, { errorStatus: '5..' }, seconds);
      if ('notSupported' in rates) {
        throw new Error(rates.notSupported);
      }
      return rates;
    },
  };
}

const available: ServiceLevelObjective = { service: 'checkout', target: 0.999, days: 30 };
const fast: ServiceLevelObjective = { service: 'checkout', route: '/pay', threshold: 0.3, target: 0.99, days: 7 };

/** What breaks out of quotes, templates and YAML, where it can. */
const wild = fc.string({
  minLength: 1,
  maxLength: 12,
  unit: fc.constantFrom(
    '"',
    "'",
    '\\',
    '\n',
    '{{',
    '}}',
    '$',
    '${x}',
    '#',
    ': ',
    '- ',
    '|',
    '\t',
    'ä',
    '\x7f',
    '\u2028',
    'a',
    ' '
  ),
});
const objectives = fc.record(
  {
    service: wild,
    route: wild,
    target: fc.constantFrom(0.9, 0.999),
    days: fc.integer({ min: 7, max: 90 }),
    threshold: fc.constant(0.3),
  },
  { requiredKeys: ['service', 'target', 'days'] }
);

interface RuleFile {
  groups: Array<{ name: string; rules: Array<RecordingRule | AlertingRule> }>;
}

it('writes rules that are read back as they were meant, whatever names are made of', async () => {
  await fc.assert(
    fc.asyncProperty(objectives, async (objective) => {
      const one = ruled(objective);
      expect(parse(await prometheusRulesYaml([one]))).toEqual({ groups: ruleGroups([one]) });
    }),
    { numRuns: propertyRuns(300) }
  );
});

it('keeps lines of nothing but a space, in long texts too', async () => {
  const one = ruled({ ...available, service: `${'a long name '.repeat(4)}\n \n` });
  expect(parse(await prometheusRulesYaml([one]))).toEqual({ groups: ruleGroups([one]) });
});

it('writes queries that parse, whatever names are made of', async () => {
  await fc.assert(
    fc.asyncProperty(objectives, async (objective) => {
      const { groups } = parse(await prometheusRulesYaml([ruled(objective)])) as RuleFile;
      const exprs = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
      expect(exprs.flatMap(promqlErrors)).toEqual([]);
      expect(exprs.length).toBeGreaterThan(7);
    }),
    { numRuns: propertyRuns(300) }
  );
});

it('names rules so that they read well', () => {
  const names = ruleGroups([ruled(available)]).flatMap(({ rules }) =>
    rules.map((rule) => ('record' in rule ? rule.record : rule.alert))
  );
  expect(names).toEqual([
    'service:slo_requests:rate5m',
    'service:slo_errors:rate5m',
    'service:slo_errors:ratio_rate5m',
    'service:slo_errors:ratio_rate30m',
    'service:slo_errors:ratio_rate1h',
    'service:slo_errors:ratio_rate6h',
    'service:slo_errors:ratio_rate3d',
    'ErrorBudgetBurnsFast',
    'ErrorBudgetBurns',
    'ErrorBudgetBurnsSlowly',
  ]);
});

it('writes no alert that could never fire', () => {
  const loose = ruleGroups([ruled({ ...available, target: 0.6, days: 90 })]).flatMap(({ rules }) => rules);
  expect(loose.flatMap((rule) => ('alert' in rule ? [rule.alert] : []))).toEqual([
    'ErrorBudgetBurnsFast',
    'ErrorBudgetBurns',
  ]);
});

it.each([
  ['ErrorBudgetBurnsFast x', 'critical'],
  ['ErrorBudgetBurns x', 'critical'],
  ['ErrorBudgetBurnsSlowly x', 'warning'],
  ['ErrorBudgetBurns y', undefined],
])('takes it that %s fires for %s', (rule, state) => {
  expect(firingState(rule, 'x')).toBe(state);
});

describe('the file for Grafana', () => {
  interface GrafanaRule {
    uid: string;
    title: string;
    labels: Record<string, string>;
    data: Array<{ datasourceUid: string; model: { expr?: string } }>;
  }
  /** As Grafana reads it: variables of the environment are replaced, of which there are none here. */
  const read = async (one: ServiceLevelObjective) => {
    const text = await grafanaRulesYaml([ruled(one)], 'prom');
    const unescaped = JSON.parse(JSON.stringify(parse(text)).replaceAll('$$', '$')) as {
      groups: Array<{ rules: GrafanaRule[] }>;
    };
    return unescaped.groups.flatMap(({ rules }) => rules);
  };

  it('asks the data source, without recorded series', async () => {
    const rules = await read(fast);
    expect(rules.map(({ labels }) => labels.severity)).toEqual(['critical', 'critical', 'warning']);
    expect(rules.map(({ data }) => data.map(({ datasourceUid }) => datasourceUid))).toEqual(
      rules.map(() => ['prom', '__expr__'])
    );
    const exprs = rules.flatMap(({ data }) => data.flatMap(({ model }) => model.expr ?? []));
    expect(exprs.flatMap(promqlErrors)).toEqual([]);
    expect(exprs.join()).not.toContain('service:slo');
    expect(exprs[0]).toContain('[1h]');
  });

  it('holds names as they are, whatever they are made of', async () => {
    await fc.assert(
      fc.asyncProperty(objectives, async (objective) => {
        const rules = await read(objective);
        // A template that holds nothing but a string writes it.
        const said = (text = '') => text.replaceAll('{{ "{{" }}', '{{');
        rules.forEach(({ uid, labels }) => {
          expect(uid).toMatch(/^slo-[0-9a-f]{16}-(?:fast|medium|slow)$/);
          expect([said(labels.service), said(labels.slo)]).toEqual([objective.service, objectiveId(objective)]);
        });
        expect(new Set(rules.map(({ uid }) => uid)).size).toBe(rules.length);
      }),
      { numRuns: propertyRuns(300) }
    );
  });
});

describeEngines('rules', ({ promtool }) => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (...args: string[]) =>
    execFileSync(promtool, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  it('are what promtool takes for rules, names that break out of quotes too', async () => {
    const hostile = { ...available, service: `a"b'c\\d\n{{ $value }} $x: #\x7f\u2028` };
    writeFileSync(join(folder, 'rules.yml'), await prometheusRulesYaml([available, fast, hostile].map(ruled)));
    expect(run('check', 'rules', 'rules.yml')).toMatch(/SUCCESS: 30 rules found/);
  });

  it('record what is bad, fire while the budget burns, and stop when it does not', async () => {
    writeFileSync(join(folder, 'rules.yml'), await prometheusRulesYaml([ruled(available)]));
    const id = objectiveId(available);
    const labels = { slo: id, service: 'checkout' };
    const series = `{service="checkout", slo="${id}"}`;
    const ratio = (window: string) => `round(service:slo_errors:ratio_rate${window}${series}, 0.0001)`;
    const fired = ruleGroups([ruled(available)]).flatMap(({ rules }) =>
      rules.filter((rule): rule is AlertingRule => 'alert' in rule && rule.alert === 'ErrorBudgetBurnsFast')
    );
    const alert = {
      exp_labels: { ...labels, severity: 'critical' },
      exp_annotations: Object.fromEntries(
        Object.entries(fired[0]?.annotations ?? {}).map(([name, text]) => [
          name,
          text.replace(/^\{\{ .* end \}\}/, 'checkout'),
        ])
      ),
    };
    // 2% fail for two hours: twenty times too fast. Then none does.
    const test = {
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            {
              series: 'http_requests_total{job="checkout",path="/pay",method="GET",status="200"}',
              values: '0+98x120 11760+100x240',
            },
            {
              series: 'http_requests_total{job="checkout",path="/pay",method="GET",status="500"}',
              values: '0+2x120 240+0x240',
            },
          ],
          promql_expr_test: [
            { expr: ratio('5m'), eval_time: '90m', exp_samples: [{ labels: series, value: 0.02 }] },
            { expr: ratio('1h'), eval_time: '90m', exp_samples: [{ labels: series, value: 0.02 }] },
            { expr: ratio('5m'), eval_time: '150m', exp_samples: [{ labels: series, value: 0 }] },
          ],
          alert_rule_test: [
            { eval_time: '90m', alertname: 'ErrorBudgetBurnsFast', exp_alerts: [alert] },
            // In the last hour still too many failed, and in the last five minutes none.
            { eval_time: '130m', alertname: 'ErrorBudgetBurnsFast', exp_alerts: [] },
          ],
        },
      ],
    };
    writeFileSync(join(folder, 'test.yml'), JSON.stringify(test));
    expect(run('test', 'rules', 'test.yml')).toContain('SUCCESS');
  });
});
