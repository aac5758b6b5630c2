// @ts-check

/**
 * @typedef {object} TourOptions
 * @property {import('../electron/prepare.mjs').ReadyElectron} electron
 * @property {string} profile an empty folder for the wallet's data
 * @property {import('../lib/demo-node.mjs').DemoNode} node the running demo node
 * @property {string} outputDir an empty folder for screenshots
 * @property {import('../lib/command.mjs').Log} log
 */

/**
 * Plays the main job through the real window. Throws when a step fails.
 * @param {TourOptions} _options
 * @returns {Promise<void>}
 */
export async function tour(_options) {
  throw new Error('The tour is not written yet.')
}
