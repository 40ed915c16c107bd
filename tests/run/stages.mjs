import { join } from 'node:path';
import { globSync } from 'glob';
import { headlessChromium, missingForGrafanaTests, missingForLiveTests } from './installed.mjs';
import { runners } from './runners.mjs';

const missingForGrafana = missingForGrafanaTests();
const missingForLive = missingForLiveTests();
const missingChromium = headlessChromium() ? undefined : 'no Chromium';

const LIVE = ['--config=tests/e2e/live/playwright.config.ts'];

/**
 * What `npm test` runs, in this order. What a browser or a server has to keep up with runs alone.
 * @param {{ root: string, reports: string, isAll: boolean }} options `reports` is a folder for the runners' reports;
 *   all tests in Grafana are run, or only the core
 * @returns {import('./steps.mjs').Steps}
 */
export function stages({ root, reports, isAll }) {
  const { npm, jest, nodeTests, browserTests, coreTests } = runners({ root, reports });
  const matching = (patterns, cwd = root) => globSync(patterns, { cwd, ignore: '**/node_modules/**' }).sort();
  const shop = join(root, 'demo/shop');
  const collector = 'demo/usage-collector/src/**/*.test.ts';
  const preview = join(reports, 'preview');
  return [
    // The linter takes as long as all the others together.
    [
      npm('lint', 'lint', 10),
      [
        npm('typecheck', 'types', 10),
        npm('unused', 'unused files and exports', 10),
        npm('build', 'build', 10),
        {
          name: 'build of the preview',
          command: process.execPath,
          args: [join(root, 'preview/run/build.mjs'), '--out', preview],
          limitMinutes: 10,
        },
      ],
    ],
    jest('unit tests'),
    // They wait for servers more than they reckon.
    [
      nodeTests('tests of the demo shop', matching('src/**/*.test.ts', shop), shop),
      nodeTests('tests of the demo stack', matching(['demo/{servers,launch,stages}/**/*.test.ts', collector])),
    ],
    nodeTests(
      'tests of the tests',
      matching(['tests/{run,lint,figures,repository,e2e}/**/*.test.{ts,mjs}', 'commands/*.test.ts'])
    ),
    nodeTests('bundle', matching('tests/bundle/*.test.ts')),
    nodeTests('tests of the preview', matching('preview/run/**/*.test.mjs')),
    browserTests('tests in the preview', join(root, 'preview'), 40, missingChromium, {
      env: { PREVIEW_DIST: preview },
    }),
    ...(isAll
      ? [
          browserTests('tests in Grafana', root, 60, missingForGrafana),
          browserTests('incidents of the live shop', root, 60, missingForLive, { args: LIVE }),
        ]
      : [
          coreTests('tests in Grafana', 30, missingForGrafana, 'npm run e2e'),
          coreTests('incidents of the live shop', 25, missingForLive, 'npm run e2e:live', LIVE),
        ]),
  ];
}
