import js from '@eslint/js'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.mjs'

/** A folder may not import from the folders in `from`; `why` is what the person who tries reads. */
const zone = (target, from, message) => ({
  target: `./src/${target}`,
  from: from.map((f) => `./src/${f}`),
  message
})

const noElectron = {
  name: 'electron',
  message:
    'Only main/desktop, main/ipc, main/settings, main/index.ts, main/run.ts and main/compose.ts touch Electron.'
}

export default ts.config(
  { ignores: ['out/', 'dist/', 'demo-output/', 'bench-output/', 'test-results/', 'src/proto-types/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    plugins: { 'import-x': importX },
    languageOptions: { globals: { ...globals.node } },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['tsconfig.node.json', 'tsconfig.web.json'],
          noWarnOnMultipleProjects: true
        })
      ]
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Imports point one way: shared <- main | preload | renderer | demo-node, and inside main
      // desktop, ipc -> wallet -> imp-node, store.
      'import-x/no-restricted-paths': [
        'error',
        {
          basePath: import.meta.dirname,
          zones: [
            zone(
              'shared',
              ['main', 'preload', 'renderer', 'demo-node'],
              'shared imports nothing of the processes.'
            ),
            zone('main', ['preload', 'renderer', 'demo-node'], 'main imports only shared.'),
            zone('preload', ['main', 'renderer', 'demo-node'], 'preload imports only shared.'),
            zone('renderer', ['main', 'preload', 'demo-node'], 'renderer imports only shared.'),
            zone('demo-node', ['main', 'preload', 'renderer'], 'The demo node knows nothing of the wallet.'),
            zone(
              'main/wallet',
              ['main/desktop', 'main/ipc', 'main/settings'],
              'wallet knows no desktop, no IPC, no settings file.'
            ),
            zone(
              'main/imp-node',
              ['main/desktop', 'main/ipc', 'main/settings', 'main/wallet', 'main/store'],
              'imp-node is the lowest layer.'
            ),
            zone(
              'main/store',
              ['main/desktop', 'main/ipc', 'main/settings', 'main/wallet', 'main/imp-node'],
              'store is the lowest layer.'
            ),
            zone(
              'main/settings',
              ['main/desktop', 'main/ipc', 'main/wallet', 'main/imp-node', 'main/store'],
              'settings stand alone.'
            )
          ]
        }
      ]
    }
  },
  {
    files: [
      'src/shared/**',
      'src/demo-node/**',
      'src/main/wallet/**',
      'src/main/imp-node/**',
      'src/main/store/**',
      'src/renderer/**'
    ],
    rules: { 'no-restricted-imports': ['error', { paths: [noElectron] }] }
  },
  {
    files: ['src/shared/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [noElectron],
          patterns: [{ group: ['node:*'], message: 'shared runs in every process: no Node.' }]
        }
      ]
    }
  },
  {
    files: ['src/renderer/**', 'tests/unit/renderer/**'],
    languageOptions: { globals: { ...globals.browser } }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    // The component compiler and svelte-check know the runes; {@html} would make peers' text markup.
    rules: {
      'no-undef': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      'prefer-const': 'off'
    }
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['scripts/**', 'tests/**', 'build/**', '*.config.*'], rules: { 'no-console': 'off' } }
)
