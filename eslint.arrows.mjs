import { createRequire } from 'node:module';
import boundaries from 'eslint-plugin-boundaries';

/**
 * The arrows of docs/architecture.md as an allow-list: what a folder may import. What is not listed is refused, also
 * from `preview`, `demo`, `tests`, `bench` and `commands`. A feature never imports another one: its own folder is one
 * element.
 */
export const ARROWS = {
  entry: ['app', 'extensions', 'ui'],
  app: ['features', 'ui', 'datasources', 'correlation', 'telemetry', 'i18n'],
  extensions: ['features', 'ui', 'datasources', 'correlation', 'telemetry', 'i18n'],
  features: ['ui', 'datasources', 'correlation', 'analysis', 'telemetry', 'i18n'],
  ui: ['datasources', 'correlation', 'analysis', 'telemetry', 'i18n'],
  datasources: ['sample', 'correlation', 'analysis', 'telemetry', 'i18n'],
  sample: ['analysis', 'telemetry'],
  correlation: ['analysis', 'telemetry', 'i18n'],
  analysis: ['telemetry', 'i18n'],
  telemetry: ['i18n'],
  i18n: [],
};

/** Folders that know neither React nor Grafana's runtime: their tests need no browser. */
export const PURE = createRequire(import.meta.url)('./pure-folders.json');

const TESTS = ['**/*.test.{ts,tsx}', '**/testing/**'];

const elements = [
  { type: 'features', pattern: 'src/features/*', capture: ['feature'] },
  ...Object.keys(ARROWS)
    .filter((type) => type !== 'features' && type !== 'entry')
    .map((type) => ({ type, pattern: `src/${type}` })),
  ...['preview', 'demo', 'tests', 'bench', 'commands'].map((type) => ({ type, pattern: type })),
];

/** Files that are in no folder: the entry, and what is no code. */
const files = [
  { category: 'entry', pattern: 'src/*.{ts,tsx}' },
  { category: 'asset', pattern: ['src/plugin.json', 'src/img/*'] },
];

export const arrows = [
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: TESTS,
    plugins: { boundaries },
    settings: { 'boundaries/elements': elements, 'boundaries/files': files },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          message: 'This folder may not import that one: see the arrows in docs/architecture.md',
          policies: [
            ...Object.entries(ARROWS).map(([type, may]) => ({
              from: type === 'entry' ? { file: { categories: 'entry' } } : { element: { type } },
              allow: { to: { element: { types: { anyOf: may } } } },
            })),
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            { allow: { to: { file: { categories: 'asset' } } } },
          ],
        },
      ],
    },
  },
  {
    files: PURE.map((folder) => `src/${folder}/**/*.{ts,tsx}`),
    ignores: TESTS,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['react', 'react-dom', '@grafana/runtime', '@grafana/ui', '@grafana/scenes'],
          patterns: ['@grafana/runtime/*', '@grafana/ui/*', 'react-dom/*'],
        },
      ],
    },
  },
];
