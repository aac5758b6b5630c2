// @ts-check
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/**
 * The wanted state of every fuse that Electron has.
 * @see https://www.electronjs.org/docs/latest/tutorial/fuses
 * @param {NodeJS.Platform} platform
 * @returns {Record<FuseV1Options, boolean>}
 */
export const fusesFor = (platform) => ({
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Not implemented on Linux.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's default. The wallet runs no WebAssembly.
  [FuseV1Options.WasmTrapHandlers]: true
})

/**
 * Sets every fuse that a packaged Electron has. Throws if it has a fuse that is not in the list above, so that each new
 * fuse of an upgraded Electron needs a decision.
 * @param {string} program the executable, or on macOS the .app
 * @param {NodeJS.Platform} platform
 */
export async function setFuses(program, platform) {
  const present = Object.keys(await getCurrentFuseWire(program))
  // An older Electron has fewer fuses. A fuse that it does not have cannot be set.
  const wanted = Object.entries(fusesFor(platform)).filter(([fuse]) => present.includes(fuse))
  await flipFuses(program, {
    .../** @type {Record<FuseV1Options, boolean>} */ (Object.fromEntries(wanted)),
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // Changing fuses invalidates the signature that every program on Apple silicon needs.
    resetAdHocDarwinSignature: platform === 'darwin'
  })
}

/**
 * The differences between the fuses of a built program, read from its bytes, and the wanted ones.
 * @param {string} program the executable, or on macOS the .app
 * @param {NodeJS.Platform} platform
 * @returns {Promise<string[]>} empty if there are none
 */
export async function wrongFuses(program, platform) {
  const { version, ...fuses } = await getCurrentFuseWire(program)
  if (version !== FuseVersion.V1) return [`the fuse wire has version ${version}`]
  const wanted = new Map(Object.entries(fusesFor(platform)))
  return Object.entries(fuses).flatMap(([fuse, state]) => {
    const name = FuseV1Options[Number(fuse)] ?? `fuse ${fuse}`
    const expected = wanted.get(fuse)
    if (expected === undefined) return [`${name} is unknown`]
    return state === (expected ? FuseState.ENABLE : FuseState.DISABLE)
      ? []
      : [`${name} is ${expected ? 'off' : 'on'}`]
  })
}
