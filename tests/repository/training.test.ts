import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { globSync } from 'glob';
import { parse } from 'yaml';
import { DURATION_BUCKETS } from '../../demo/shop/src/telemetry/metrics/buckets.ts';
import { PATHS } from '../../src/correlation/routes';
import { onPath } from '../../src/telemetry/testing/programs';
import { read, readJson, ROOT } from './files';
import { REFUSED } from './refusedWords';
import { addRecorded, exposedMetrics, type Exposed } from './training/exposed';
import { BLOCKS, blocksIn, DOCUMENTS, FOLDER, MODULES, proseOf } from './training/modules';
import { asked, logqlFaults, promqlFaults, traceqlFaults } from './training/queries';

// What the modules of docs/training tell trainees to ask can be asked, and is of what the demo exposes. What they say
// of sample data is computed in src/sample/training.test.ts.

/** Menus of Grafana's own that the modules name. */
const GRAFANAS = [
  ...['Explore', 'Folder actions', 'Manage permissions', 'E-commerce API Monitoring'],
  ...['Variables', 'Query', 'On time range change', 'Multi-value', 'Include All option'],
];

/** Rule files that the modules show. */
const RULES = blocksIn('yaml').filter(({ text }) => /^groups:/.test(text));
const PROMTOOL = onPath('promtool');
const headings = (text: string) => [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchor(title));
/** As GitHub makes them. */
const anchor = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

describe('queries of the training', () => {
  let exposed: Exposed;
  before(async () => {
    exposed = await exposedMetrics();
    RULES.forEach(({ text }) => addRecorded(exposed, text));
  });

  test('are many, in each language', () => {
    for (const [language, least] of Object.entries({ promql: 20, logql: 8, traceql: 7, flux: 1, variables: 1 })) {
      assert.ok(blocksIn(language).length >= least, `${blocksIn(language).length} of ${language}`);
    }
  });

  test('in PromQL parse, and name metrics and labels that the demo exposes', () => {
    assert.deepEqual(
      blocksIn('promql').flatMap(({ module, text }) =>
        promqlFaults(text, exposed).map((fault) => `${module}: ${fault}`)
      ),
      []
    );
  });

  test('of variables name metrics and labels that the demo exposes', () => {
    for (const line of blocksIn('variables').flatMap(({ text }) => text.split('\n'))) {
      const [, selector = '', label = ''] = /^\w+ = label_values\((.+), (\w+)\)$/.exec(line) ?? [];
      assert.deepEqual(promqlFaults(`count by (${label}) (${selector})`, exposed), [], line);
    }
  });

  test('in rules parse, and name metrics and labels that the demo exposes', () => {
    assert.ok(RULES.length > 0);
    const rules = RULES.flatMap(({ text }) =>
      (parse(text) as { groups: Array<{ rules: Array<{ expr: string }> }> }).groups.flatMap((group) => group.rules)
    );
    assert.deepEqual(
      rules.flatMap(({ expr }) => promqlFaults(expr, exposed)),
      []
    );
  });

  test('in PromQL are taken by promtool', { skip: PROMTOOL ? false : 'promtool is not on the PATH' }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'training-rules-'));
    const recorded = blocksIn('promql').map(({ text }, i) => ({ record: `training:query:${i}`, expr: asked(text) }));
    const files = [
      JSON.stringify({ groups: [{ name: 'queries', rules: recorded }] }),
      ...RULES.map(({ text }) => text),
    ];
    try {
      const paths = files.map((content, i) => {
        const path = join(folder, `${i}.yml`);
        writeFileSync(path, content);
        return path;
      });
      execFileSync(PROMTOOL ?? '', ['check', 'rules', ...paths], { stdio: 'pipe' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('in LogQL parse, and name labels and fields that the shop’s logs have', () => {
    assert.deepEqual(
      blocksIn('logql').flatMap(({ module, text }) => logqlFaults(text).map((fault) => `${module}: ${fault}`)),
      []
    );
  });

  test('in TraceQL parse, and name services, routes and attributes that the shop’s spans have', () => {
    assert.deepEqual(
      blocksIn('traceql').flatMap(({ module, text }) => traceqlFaults(text).map((fault) => `${module}: ${fault}`)),
      []
    );
  });

  test('in Flux ask the bucket that there is', () => {
    const [, bucket] = /DOCKER_INFLUXDB_INIT_BUCKET: (\S+)/.exec(read('docker-compose.yaml')) ?? [];
    for (const { text } of blocksIn('flux')) {
      assert.ok(text.startsWith(`from(bucket: "${bucket}")\n`), text);
    }
  });

  test('that are wrong are told', () => {
    assert.deepEqual(promqlFaults('sum by (path) (rate(http_request_total[5m]))', exposed), [
      'there is no metric http_request_total',
      'no metric here has the label path',
    ]);
    assert.deepEqual(promqlFaults('http_requests_total{code="500", job="shop"}', exposed), [
      'http_requests_total has no label code',
      'there is no job shop',
    ]);
    assert.ok(promqlFaults('sum(rate(up[5m])', exposed).length > 0);
    assert.deepEqual(logqlFaults('{app="payments"} | json | cart_brand="amex"'), [
      'no stream has app="payments"',
      'no line has the field cart_brand',
    ]);
    assert.ok(logqlFaults('{job="payments"} |= ').length > 0);
    assert.deepEqual(traceqlFaults('{ resource.service.name = "shop" && span.http.url = "/" }'), [
      'no span has the attribute http.url',
      'there is no service shop',
    ]);
    assert.ok(traceqlFaults('{ status = ').length > 0);
  });
});

describe('modules of the training', () => {
  test('are five, in the overview and in the README', () => {
    assert.equal(MODULES.length, 5);
    for (const file of MODULES) {
      assert.ok(read(`${FOLDER}/README.md`).includes(`](${file.slice(FOLDER.length + 1)})`), file);
    }
    assert.ok(read('README.md').includes(`/blob/main/${FOLDER}/README.md`));
  });

  for (const file of MODULES) {
    test(`${file} has goals, what is needed, and four to six exercises, each with where it works and a solution`, () => {
      const text = read(file);
      const number = /(\d)-/.exec(file)?.[1];
      assert.deepEqual(
        [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
        ['Goals', 'What is needed', 'Exercises', 'What Tillwatch shows of it']
      );
      const goals = text.slice(text.indexOf('## Goals'), text.indexOf('## What is needed')).match(/^- /gm) ?? [];
      assert.ok(goals.length >= 3 && goals.length <= 5, `${goals.length} goals`);
      const [exercises = ''] = /^## Exercises$[\s\S]*(?=^## )/m.exec(text) ?? [];
      const each = exercises.split(/^### /m).slice(1);
      assert.ok(each.length >= 4 && each.length <= 6, `${each.length} exercises`);
      each.forEach((exercise, i) => {
        assert.ok(exercise.startsWith(`${number}.${i + 1} `), exercise.slice(0, 40));
        assert.match(exercise, /\n\nWorks with: (?:stack|sample data)[^\n]*\.\n\n/);
        assert.match(exercise, /\n\n<details>\n<summary>Solution<\/summary>\n\n[\s\S]+\n\n<\/details>\n*$/);
      });
    });
  }

  for (const file of DOCUMENTS) {
    test(`${file} leads to documents and pages that there are`, () => {
      const wrong = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].filter(([, link = '']) => {
        const [path = '', fragment] = link.split('#');
        const target = path === '' ? file : join(dirname(file), path);
        return (
          !existsSync(join(ROOT, target)) || (fragment !== undefined && !headings(read(target)).includes(fragment))
        );
      });
      const pages = [...read(file).matchAll(/`(\/a\/tillwatch-shop-app[^`?]*)/g)].map(([, path = '']) => path);
      assert.deepEqual(
        [...wrong.map(([link]) => link), ...pages.filter((path) => !(Object.values(PATHS) as string[]).includes(path))],
        []
      );
    });

    test(`${file} names controls as the screen does`, () => {
      const named = [
        ...proseOf(file)
          .replace(/\s+/g, ' ')
          .matchAll(/(?<![\w/])_([A-Z][^_]+)_(?!\w)/g),
      ].map(([, name = '']) => name);
      const screen = SCREEN();
      assert.deepEqual(
        named.filter((name) => !GRAFANAS.includes(name) && !screen.includes(`'${name}`)),
        []
      );
    });

    test(`${file} is in the words of docs/style.md`, () => {
      const prose = proseOf(file);
      assert.deepEqual(
        REFUSED.flatMap(([wrong, right]) => (wrong.test(prose) ? [`${wrong.exec(prose)?.[0]} (say: ${right})`] : [])),
        []
      );
    });
  }

  test('name alerts, commands and incidents that there are', () => {
    const { scripts } = readJson<{ scripts: Record<string, string> }>('package.json');
    const all = DOCUMENTS.map(read).join('\n');
    const commands = [...all.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    const incidents = [...all.matchAll(/npm run incident -- ([\w-]+)/g)].map(([, name = '']) => name);
    const known = globSync('demo/shop/src/incidents/**/*.ts', { cwd: ROOT }).map(read).join('\n');
    const alerts = [...all.matchAll(/`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`/g)].map(([, name = '']) => name);
    assert.ok(commands.length > 0 && incidents.length > 0 && alerts.length > 0);
    assert.deepEqual(
      [
        ...commands.filter((name) => !(name in scripts)),
        ...incidents.filter((name) => !known.includes(`'${name}'`)),
        ...alerts.filter((name) => !existsSync(join(ROOT, `docs/runbooks/${name}.md`))),
      ],
      []
    );
  });

  test('say how severe alerts are', () => {
    const told = [...read(`${FOLDER}/3-best-practices.md`).matchAll(/^\| `(\w+)` +\|.*\| (\w+) +\|$/gm)];
    assert.ok(told.length > 5);
    for (const [row, name, severity] of told) {
      assert.match(read(`docs/runbooks/${name}.md`), new RegExp(`^Severity: ${severity}\\.`, 'm'), row);
    }
  });

  test('count the bounds of the shop’s histograms', () => {
    const bounds = DURATION_BUCKETS.length;
    assert.ok(
      read(`${FOLDER}/3-best-practices.md`).includes(
        `${bounds + 3}: one for each of ${bounds} bounds, one for \`+Inf\``
      )
    );
    const [, low, high] = /bounds at ([\d.]+) and ([\d.]+) s/.exec(read(`${FOLDER}/5-advanced-queries.md`)) ?? [];
    assert.equal(DURATION_BUCKETS.indexOf(Number(high)) - DURATION_BUCKETS.indexOf(Number(low)), 1);
  });

  test('have no block in a language that nothing checks', () => {
    const checked = ['promql', 'logql', 'traceql', 'flux', 'variables', 'yaml', 'sh'];
    assert.deepEqual(
      BLOCKS.filter(({ language }) => !checked.includes(language)).map(({ module, text }) => `${module}: ${text}`),
      []
    );
    for (const { text } of blocksIn('yaml')) {
      assert.ok(parse(text), text);
    }
  });
});

/** All code of the screens, where each text is written out. */
function SCREEN(): string {
  return globSync('src/**/*.{ts,tsx}', { cwd: ROOT, ignore: '**/*.test.{ts,tsx}' }).map(read).join('\n');
}
