import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import { importDirection } from './build/import-direction.mjs'
import { createLintParser, isSingleRun } from './build/lint-parser.mjs'
import { ROOMS } from './build/rooms.mjs'
import svelteConfig from './svelte.config.mjs'

const noElectron = {
  name: 'electron',
  message: 'Only preload, main/platform, main/app/create-*.ts, main/index.ts and main/run.ts touch Electron.'
}

const lintParser = createLintParser(isSingleRun(process.argv))

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
  { files: ['**/*.ts', '**/*.mts'], ignores: ['**/*.svelte.ts'], languageOptions: { parser: lintParser } },
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
      // Imports point one way, inside the processes too.
      'house/import-direction': ['error', { root: `${import.meta.dirname}/src`, rooms: ROOMS }]
    }
  },
  {
    files: [
      'src/shared/**',
      'src/node/**',
      'src/main/wallet/**',
      'src/main/node-client/**',
      'src/main/store/**',
      'src/main/app/**',
      'src/main/settings/**',
      'src/main/ipc/**',
      'src/main/log/**',
      'src/renderer/**'
    ],
    ignores: ['src/main/app/create-*.ts'],
    // Its types only say what is handed in.
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ ...noElectron, allowTypeImports: true }] }
      ]
    }
  },
  {
    // A promise that rejects unheard ends the process: it is awaited, or given to `background()`.
    files: ['src/main/**', 'src/node/**', 'src/preload/**'],
    rules: { '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }] }
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
    languageOptions: { parserOptions: { parser: lintParser, svelteConfig } },
    // The component compiler and svelte-check know the runes; {@html} would make peers' text markup.
    rules: {
      'no-undef': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      // The page has runes and no stores; this rule would ask for the type of every expression.
      'svelte/require-store-reactive-access': 'off',
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
