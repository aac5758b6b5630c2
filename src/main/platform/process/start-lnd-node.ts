import { utilityProcess } from 'electron'
import { LND_NODE_ARGUMENTS } from '../../../shared/lnd-process'
import { systemClock } from '../../clock'
import { LndNodeProcess, type StartLndNode } from './lnd-node-process'

/**
 * The environment variables that the process gets: they locate the files of an LND, temporary files, and what the
 * system needs to load programs. Proxies are left out, because the connection to an LND must not use them, and so are
 * secrets of the person's shell.
 */
const PASSED_ON = [
  'HOME',
  'USERPROFILE',
  'LOCALAPPDATA',
  'APPDATA',
  'SystemRoot',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'LD_LIBRARY_PATH'
]

/** Returns a function that starts the LND node's bundle. Its requests go over its message port, not over arguments. */
export function lndNodeStarter(module: string): StartLndNode {
  return (listener) => {
    const env = Object.fromEntries(
      PASSED_ON.flatMap((name) => {
        const value = process.env[name]
        return value === undefined ? [] : [[name, value]]
      })
    )
    const child = utilityProcess.fork(module, [], {
      serviceName: 'IMP node of your LND',
      execArgv: [...LND_NODE_ARGUMENTS],
      stdio: 'ignore',
      env
    })
    return new LndNodeProcess(child, listener, systemClock)
  }
}
