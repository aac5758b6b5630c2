// @ts-check
import path from 'node:path'

/** @typedef {(name: string, act: () => Promise<void>) => Promise<void>} Step runs one step and reports it */

/**
 * Times and prints each step, and takes a screenshot at its end or failure.
 * @param {object} options
 * @param {import('@playwright/test').Page} options.page
 * @param {string} options.outputDir an empty folder for screenshots
 * @param {import('../lib/command.mjs').Log} options.log
 * @returns {Step}
 */
export function stepper({ page, outputDir, log }) {
  let number = 0
  return async (name, act) => {
    number += 1
    const file = `${number}-${name.replaceAll(' ', '-')}.png`
    const begin = performance.now()
    try {
      await act()
      log(`  ok      ${name.padEnd(26)} ${((performance.now() - begin) / 1000).toFixed(1)} s   ${file}`)
    } catch (error) {
      log(`  FAILED  ${name}`)
      throw error
    } finally {
      await page.screenshot({ path: path.join(outputDir, file) })
    }
  }
}
