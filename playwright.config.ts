import { defineConfig } from '@playwright/test'
import { desktops } from './tests/support/drivers/desktops'

/** End-to-end tests on a real Electron. Run them with `npm run test:e2e`, which finds one (tests/e2e/run.mjs). */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Each test has a wallet and a node of its own; each worker has a desktop of its own, with its focus and its bus.
  workers: desktops().length,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: { trace: 'retain-on-failure' }
})
