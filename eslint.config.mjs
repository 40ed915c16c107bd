import { defineConfig } from 'eslint/config';
import importPlugin from 'eslint-plugin-import';
import baseConfig from './.config/eslint.config.mjs';

/**
 * The arrows of docs/architecture.md: app -> features -> ui -> datasources, correlation, analysis -> telemetry.
 * Each zone says who must not be imported by whom.
 */
const PURE = ['./src/telemetry', './src/correlation', './src/analysis'];
const zones = [
  { target: './src', from: './preview', message: 'The plugin never imports the preview.' },
  { target: './src', from: './demo', message: 'The plugin never imports the demo stack.' },
  { target: './src', from: './tests' },
  { target: PURE, from: './src/{app,features,ui,datasources,extensions,sample}', message: 'Pure folders stay pure.' },
  { target: './src/telemetry', from: ['./src/correlation', './src/analysis'] },
  { target: './src/datasources', from: './src/{app,features,ui,extensions}' },
  { target: './src/ui', from: './src/{app,features,extensions}' },
  {
    target: './src/!(datasources|sample)/**',
    from: './src/sample',
    message: 'Only datasources/ loads the sample shop.',
  },
];

export default defineConfig([
  {
    ignores: [
      '**/logs',
      '!src/**/logs',
      '**/node_modules/',
      '**/coverage',
      '**/dist/',
      '**/artifacts/',
      '.tillwatch/',
      'screenshots/',
      '**/test-results/',
      'playwright-report/',
      'blob-report/',
      'playwright/.cache/',
      'playwright/.auth/',
      '**/.eslintcache',
      '.config/',
    ],
  },
  ...baseConfig,
  {
    files: ['**/*.{ts,tsx,mts,mjs,js}'],
    plugins: { import: importPlugin },
    settings: { 'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] } } },
    rules: {
      'import/no-restricted-paths': ['error', { zones }],
      'import/no-cycle': ['error', { ignoreExternal: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: PURE.map((folder) => `${folder.slice(2)}/**/*.{ts,tsx}`),
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['react', 'react-dom', '@grafana/runtime', '@grafana/ui', '@grafana/scenes'],
          patterns: ['@grafana/runtime/*', '@grafana/ui/*'],
        },
      ],
    },
  },
  {
    // Tables of cases and of recorded truth are data, and programs of the demo talk to a terminal.
    files: ['**/*.test.{ts,tsx}', '**/*.spec.ts', '**/*.data.ts', '**/testing/**'],
    rules: { 'max-lines': 'off' },
  },
  { files: ['demo/**', 'tests/**', 'bench/**', 'preview/**'], rules: { 'no-console': 'off' } },
]);
