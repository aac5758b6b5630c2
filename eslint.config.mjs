import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import { importDirection } from './build/lint/import-direction.mjs'
import svelteConfig from './svelte.config.mjs'

/** A folder of src may not import from the folders in `from`; the message is what the person who tries reads. */
const zone = (target, from, message) => ({ target, from, message })

const noElectron = {
  name: 'electron',
  message:
    'Only preload, main/desktop, main/wiring, main/index.ts, main/run.ts and main/compose.ts touch Electron.'
}

/** The rules that speak of a value whose type is not known. */
const untyped = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [
    `@typescript-eslint/no-unsafe-${use}`,
    'off'
  ])
)

export default ts.config(
  { ignores: ['out/', 'dist/', 'demo-output/', 'bench-output/', 'test-results/', 'src/proto-types/'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    plugins: { house: { rules: { 'import-direction': importDirection } } },
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: {
        project: ['tsconfig.node.json', 'tsconfig.web.json', 'tsconfig.e2e.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte']
      }
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A `default` branch says "all others" on purpose; a switch without one must name every case.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ],
      // `() => call()` and `return void call()` say that the value does not matter; only real confusion is an error.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true }
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `void value` in an effect names what the effect depends on.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // It assumes that no field changes across an `await`, and believes type packages that promise too much.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // `[...text]` splits by code points, which is what is wanted wherever it is used.
      '@typescript-eslint/no-misused-spread': 'off',
      // Branded amounts are bigints, and statuses on the wire are numbers before they are statuses.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Imports point one way: shared <- main | preload | renderer | node, and inside main
      // desktop, ipc, session -> wallet -> imp-node, store.
      'house/import-direction': [
        'error',
        {
          root: `${import.meta.dirname}/src`,
          zones: [
            zone(
              'shared',
              ['main', 'preload', 'renderer', 'node'],
              'shared imports nothing of the processes.'
            ),
            zone('main', ['preload', 'renderer', 'node'], 'main imports only shared.'),
            zone('preload', ['main', 'renderer', 'node'], 'preload imports only shared.'),
            zone('renderer', ['main', 'preload', 'node'], 'renderer imports only shared.'),
            zone(
              'node',
              ['main', 'preload', 'renderer'],
              'node imports only shared: it knows nothing of the wallet.'
            ),
            ...['api', 'grpc', 'http', 'net', 'tls'].map((folder) =>
              zone(
                `node/${folder}`,
                ['node/backends', 'node/cli'],
                'The node knows its backends by the port only.'
              )
            ),
            zone('node/backends/lnd', ['node/backends/demo'], 'One backend knows nothing of another.'),
            ...['desktop', 'ipc', 'session', 'settings', 'wallet', 'imp-node', 'store', 'log'].map((folder) =>
              zone(
                `main/${folder}`,
                ['main/wiring'],
                'wiring is between compose and the parts: none knows it.'
              )
            ),
            zone(
              'main/wallet',
              ['main/desktop', 'main/ipc', 'main/session', 'main/settings'],
              'wallet knows no desktop, no IPC, no settings file.'
            ),
            zone(
              'main/imp-node',
              ['main/desktop', 'main/ipc', 'main/session', 'main/settings', 'main/wallet', 'main/store'],
              'imp-node is the lowest layer.'
            ),
            zone(
              'main/store',
              ['main/desktop', 'main/ipc', 'main/session', 'main/settings', 'main/wallet', 'main/imp-node'],
              'store is the lowest layer.'
            ),
            zone(
              'main/settings',
              ['main/desktop', 'main/ipc', 'main/session', 'main/wallet', 'main/imp-node', 'main/store'],
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
      'src/node/**',
      'src/main/wallet/**',
      'src/main/imp-node/**',
      'src/main/store/**',
      'src/main/session/**',
      'src/main/settings/**',
      'src/main/ipc/**',
      'src/main/log/**',
      'src/renderer/**'
    ],
    // Its types only say what is handed in.
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ ...noElectron, allowTypeImports: true }] }
      ]
    }
  },
  {
    files: ['src/shared/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
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
  // Type information reaches neither templates nor JavaScript; svelte-check and the tests judge those.
  { files: ['**/*.svelte'], rules: { ...untyped, '@typescript-eslint/restrict-plus-operands': 'off' } },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], ...ts.configs.disableTypeChecked },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // Tests read JSON that they wrote, and take apart helpers that use no `this`.
  {
    files: ['tests/**'],
    rules: {
      ...untyped,
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off'
    }
  },
  { files: ['scripts/**', 'tests/**', 'build/**', '*.config.*'], rules: { 'no-console': 'off' } }
)
