// @ts-check

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * From the report of vitest's JSON reporter. Undefined when it is not one.
 * @param {unknown} report
 * @returns {Counts | undefined}
 */
export function vitestCounts(report) {
  const passed = numberAt(report, 'numPassedTests')
  const failed = numberAt(report, 'numFailedTests')
  return passed === undefined || failed === undefined ? undefined : { passed, failed }
}

/**
 * From the report of Playwright's JSON reporter. Undefined when it is not one. A flaky test counts as failed.
 * @param {unknown} report
 * @returns {Counts | undefined}
 */
export function playwrightCounts(report) {
  const stats = typeof report === 'object' && report !== null && 'stats' in report ? report.stats : undefined
  const passed = numberAt(stats, 'expected')
  const unexpected = numberAt(stats, 'unexpected')
  const flaky = numberAt(stats, 'flaky')
  if (passed === undefined || unexpected === undefined || flaky === undefined) return undefined
  return { passed, failed: unexpected + flaky }
}

/**
 * The sum of all steps. A step that failed without a failed test (lint, types, a file that does not load) counts as one
 * failure, so that a failed run never reports "0 failed".
 * @param {readonly { ok: boolean, counts: Counts | undefined }[]} steps
 * @returns {Counts}
 */
export function total(steps) {
  let passed = 0
  let failed = 0
  for (const { ok, counts } of steps) {
    passed += counts?.passed ?? 0
    failed += Math.max(counts?.failed ?? 0, ok ? 0 : 1)
  }
  return { passed, failed }
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function numberAt(value, name) {
  if (typeof value !== 'object' || value === null) return undefined
  const found = /** @type {Record<string, unknown>} */ (value)[name]
  return typeof found === 'number' ? found : undefined
}
