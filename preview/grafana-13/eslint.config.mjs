import { join } from 'node:path';
import tsPlugin from '@typescript-eslint/eslint-plugin';
import tsParser from '@typescript-eslint/parser';

/**
 * What Grafana 13.2 and React 19 deprecate is not used: read with their types, of which the rule takes what is marked.
 * Whatever else the linter holds is held by the configuration at the root.
 */
export default [
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  {
    files: ['src/**/*.{ts,tsx}', 'preview/src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    languageOptions: {
      parser: tsParser,
      parserOptions: { project: join(import.meta.dirname, 'tsconfig.json'), tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tsPlugin },
    rules: { '@typescript-eslint/no-deprecated': 'error' },
  },
  {
    // They stand in for Grafana, whose interfaces ask for the deprecated as well.
    files: ['preview/src/grafana/services.ts', 'preview/src/shell/PluginRoot.tsx'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
];
