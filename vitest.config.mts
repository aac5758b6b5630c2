import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import type { ProjectConfig } from 'vitest/node'
import { protoJson } from './build/proto-json.ts'

const plugins = [protoJson(resolve(import.meta.dirname, 'proto'))]

/** Plain Node has no Electron: importing the package would start a download. */
const withoutElectron = { electron: resolve(import.meta.dirname, 'tests/support/fakes/no-electron.ts') }

/**
 * Tests wait for conditions and never judge by time, so that a busy computer only makes them slower. What hangs ends
 * here, far above what any test takes.
 */
const patient = { testTimeout: 300_000, hookTimeout: 60_000, expect: { poll: { timeout: 60_000 } } }

/** Replaces a module that other tests load as it is, so it needs a page of its own. */
const FIRST_MOMENT = 'tests/unit/renderer/first-moment.test.ts'

const pageTests = (test: ProjectConfig): TestProjectConfiguration => ({
  plugins: [
    ...plugins,
    svelte({ configFile: resolve(import.meta.dirname, 'svelte.config.mjs') }),
    svelteTesting()
  ],
  test: {
    environment: 'jsdom',
    setupFiles: ['tests/unit/renderer/setup.ts'],
    ...patient,
    ...test
  }
})

export default defineConfig({
  test: {
    // One worker per core. The default leaves a core to vitest itself, which hardly needs it.
    maxWorkers: '100%',
    // Of the unit tests alone: contract and e2e tests, which start programs of their own, reach much of the rest.
    coverage: {
      include: ['src/{main,node,preload,shared}/**/*.ts'],
      reporter: ['text-summary'],
      reportsDirectory: 'test-results/coverage',
      // Just below what they reach. Raise them when more is covered, and never lower them.
      thresholds: {
        lines: 66,
        branches: 62,
        // Payments, messages, the records, and what they are made of.
        'src/main/{wallet,store,settings,log}/**': { lines: 97, branches: 89 },
        'src/shared/{bolt11,domain,ipc,pay-input,policy}/**': { lines: 99, branches: 93 }
      }
    },
    projects: [
      {
        plugins,
        resolve: { alias: withoutElectron },
        test: {
          name: 'unit',
          environment: 'node',
          ...patient,
          // Each worker loads the product once, not once per file: that is half of the time.
          isolate: false,
          server: { deps: { inline: ['electron-store'] } },
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/unit/leaks.ts'],
          exclude: ['tests/unit/renderer/**']
        }
      },
      pageTests({
        name: 'page',
        isolate: false,
        include: ['tests/unit/renderer/**/*.test.ts'],
        exclude: [FIRST_MOMENT]
      }),
      pageTests({ name: 'page-first-moment', include: [FIRST_MOMENT] }),
      {
        plugins,
        test: {
          name: 'contract',
          environment: 'node',
          ...patient,
          isolate: false,
          include: ['tests/contract/**/*.test.ts']
        }
      },
      {
        plugins,
        test: { name: 'lnd', environment: 'node', ...patient, include: ['tests/lnd/**/*.test.ts'] }
      }
    ]
  }
})
