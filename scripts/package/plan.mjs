// @ts-check

/** @typedef {import('../electron/resolve.mjs').Origin} Origin */
/**
 * @typedef {object} Plan
 * @property {string[]} targets electron-builder's names; empty: all of the system
 * @property {('x64' | 'arm64')[]} archs
 * @property {boolean} forTesting nobody may publish it
 * @property {boolean} ownElectron packs the Electron that the resolver found, instead of a downloaded one
 * @property {boolean} systemDpkg makes the .deb with dpkg-deb instead of a downloaded fpm
 */

/**
 * What can be built on this computer.
 * @param {object} machine
 * @param {Origin} machine.origin of the Electron that was found
 * @param {NodeJS.Platform} machine.platform
 * @param {string} machine.arch
 * @param {boolean} machine.release everything for this platform, as hosted CI builds it
 * @param {string | undefined} [machine.target] only this one
 * @returns {Plan}
 */
export function planFor({ origin, platform, arch, release, target }) {
  const native = arch === 'arm64' ? /** @type {const} */ ('arm64') : 'x64'
  // Supported versions are downloaded from Electron itself.
  const official = origin === 'installed' || origin === 'downloaded'
  if (!official) return testingPlan(platform, native)
  return {
    targets: target === undefined ? [] : [target],
    archs: release ? ['x64', 'arm64'] : [native],
    forTesting: false,
    ownElectron: false,
    systemDpkg: false
  }
}

/**
 * A package built without any download.
 * @param {NodeJS.Platform} platform
 * @param {'x64' | 'arm64'} arch
 * @returns {Plan}
 */
export const testingPlan = (platform, arch) => ({
  targets: [platform === 'linux' ? 'deb' : 'dir'],
  archs: [arch],
  forTesting: true,
  ownElectron: true,
  systemDpkg: platform === 'linux'
})
