// @ts-check
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/** The first Electron version that has the fuse GrantFileProtocolExtraPrivileges. */
const FILE_PROTOCOL_FUSE_SINCE = 29

/**
 * The fuses of a packaged Electron, in electron-builder's spelling.
 * @see https://www.electronjs.org/docs/latest/tutorial/fuses
 * @param {{ electronVersion: string, platform: NodeJS.Platform }} target
 * @returns {import('electron-builder').Configuration['electronFuses'] & {}}
 */
export function fusesFor({ electronVersion, platform }) {
  const major = Number.parseInt(electronVersion, 10)
  return {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    // Not implemented on Linux.
    enableEmbeddedAsarIntegrityValidation: platform !== 'linux',
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    ...(major >= FILE_PROTOCOL_FUSE_SINCE ? { grantFileProtocolExtraPrivileges: false } : {}),
    // Changing fuses invalidates the signature that every program on Apple silicon needs.
    ...(platform === 'darwin' ? { resetAdHocDarwinSignature: true } : {})
  }
}

const BIT_OF = /** @type {const} */ ({
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges
})
const ON = '1'.charCodeAt(0)

/**
 * The differences between the fuses of a built program, read from its bytes, and the expected ones.
 * @param {string} program the executable, or on macOS the .app
 * @param {{ electronVersion: string, platform: NodeJS.Platform }} target
 * @returns {Promise<string[]>} empty if there are none
 */
export async function wrongFuses(program, target) {
  const wire = await getCurrentFuseWire(program)
  if (wire.version !== FuseVersion.V1) return [`the fuse wire has version ${wire.version}`]
  const wanted = fusesFor(target)
  return Object.entries(BIT_OF).flatMap(([name, bit]) => {
    const expected = wanted[/** @type {keyof typeof BIT_OF} */ (name)]
    if (expected === undefined || (wire[bit] === ON) === expected) return []
    return [`${name} is ${expected ? 'off' : 'on'}`]
  })
}
