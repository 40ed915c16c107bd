import i18n from '@grafana/i18n/eslint-plugin';
import { defineConfig } from 'eslint/config';
import importPlugin from 'eslint-plugin-import';
import baseConfig from './.config/eslint.config.mjs';
import { arrows } from './eslint.arrows.mjs';

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
      'import/no-cycle': ['error', { ignoreExternal: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      // Prose only: prettier breaks code, and some expressions cannot be broken.
      'max-len': ['error', { code: 1000, comments: 120, ignoreUrls: true, ignorePattern: '@type|@typedef|@property' }],
    },
  },
  ...arrows,
  {
    // The sample shop's own words are data, and Grafana compares the texts of links with plugin.json.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**', 'src/sample/**', 'src/extensions/links.ts'],
    plugins: { '@grafana/i18n': i18n },
    rules: {
      '@grafana/i18n/no-untranslated-strings': ['error', { calleesToIgnore: ['^css$'] }],
      '@grafana/i18n/no-translation-top-level': 'error',
    },
  },
  {
    // Tables of cases and of recorded truth are data, and programs of the demo talk to a terminal.
    files: ['**/*.test.{ts,tsx}', '**/*.spec.ts', '**/*.data.ts', '**/testing/**'],
    rules: { 'max-lines': 'off' },
  },
  { files: ['demo/**', 'tests/**', 'bench/**', 'commands/**', 'preview/**'], rules: { 'no-console': 'off' } },
]);
