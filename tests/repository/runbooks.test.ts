import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { parser as logql } from '@grafana/lezer-logql';
import { parser as promql } from '@prometheus-io/lezer-promql';
import { globSync } from 'glob';
import { parse } from 'yaml';
import { PATHS } from '../../src/correlation/routes';
import { read, ROOT } from './files';
import { REFUSED } from './refusedWords';

// Each alert of the demo has a runbook, each runbook its alert.

interface Rule {
  alert?: string;
  title?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

const FOLDER = 'docs/runbooks';
const HOME = 'https://github.com/tillwatch/tillwatch-shop-app/blob/main';
const rulesOf = (path: string) =>
  (parse(read(path), { merge: true }) as { groups: Array<{ rules: Rule[] }> }).groups.flatMap(({ rules }) => rules);
const RULES = [
  ...rulesOf('demo/servers/prometheus/rules.yml').map((rule) => ({ ...rule, by: 'Prometheus' })),
  ...rulesOf('provisioning/alerting/rules.yaml').map((rule) => ({ ...rule, by: 'Grafana' })),
].flatMap(({ alert, title, ...rule }) => ((alert ?? title) ? [{ ...rule, name: alert ?? title }] : []));
const RUNBOOKS = globSync(`${FOLDER}/*.md`, { cwd: ROOT }).sort();

/** What a runbook says, in the order in which somebody on call needs it. */
const SECTIONS = [
  'What it means',
  'What users notice',
  'First look',
  'Usual causes',
  'How to fix it',
  'How to silence it',
];

const GRAMMARS = { promql, logql };

test('each alert has a runbook, each runbook its alert', () => {
  assert.deepEqual(
    RUNBOOKS.map((file) => basename(file, '.md')),
    RULES.map(({ name }) => name).sort()
  );
});

for (const { name, by, labels, annotations } of RULES) {
  test(`${name} leads to its runbook, which says how severe it is and who evaluates it`, () => {
    assert.equal(annotations?.runbook_url, `${HOME}/${FOLDER}/${name}.md`);
    assert.match(
      read(`${FOLDER}/${name}.md`),
      new RegExp(`^Severity: ${labels?.severity}\\. Evaluated by ${by} `, 'm')
    );
  });
}

for (const file of RUNBOOKS) {
  describe(file, () => {
    const text = read(file);

    test('has the sections that every runbook has', () => {
      assert.deepEqual(
        [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
        SECTIONS
      );
      assert.ok(text.startsWith(`# ${basename(file, '.md')}\n`));
    });

    test('leads to documents and pages that there are', () => {
      const documents = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);
      const pages = [...text.matchAll(/`(\/a\/tillwatch-shop-app[^`?]*)/g)].map(([, path = '']) => path);
      assert.deepEqual(
        documents.filter((path) => !existsSync(join(ROOT, FOLDER, path))),
        []
      );
      assert.deepEqual(
        pages.filter((path) => !(Object.values(PATHS) as string[]).includes(path)),
        []
      );
    });

    test('has queries that can be asked, and a silence of this alert', () => {
      const fences = [...text.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)];
      assert.deepEqual(
        fences.map(([, language]) => language === 'sh'),
        [false, true]
      );
      const [[, language = '', query = ''] = [], [, , silence = ''] = []] = fences;
      GRAMMARS[language as keyof typeof GRAMMARS].parse(query).iterate({
        enter: (node) => assert.ok(!node.type.isError, `${query} at ${node.from}`),
      });
      assert.ok(silence.startsWith(`amtool silence add alertname=${basename(file, '.md')} `));
      // Not every build of amtool has an address of its own.
      assert.match(silence, / --alertmanager\.url=http:\/\/localhost:9093$/);
    });

    test('is in the words of docs/style.md', () => {
      const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`]*`/g, '');
      assert.deepEqual(
        REFUSED.flatMap(([wrong, right]) => (wrong.test(prose) ? [`${wrong.exec(prose)?.[0]} (say: ${right})`] : [])),
        []
      );
    });
  });
}
