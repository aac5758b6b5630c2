import { utilityProcess } from 'electron'
import { LND_NODE_ARGUMENTS } from '../../../shared/lnd-process'
import { systemClock } from '../../clock'
import { LndNodeProcess, type StartLndNode } from './lnd-node-process'

/**
 * What the process may see of the environment: where a person's LND keeps its files, where temporary files go, and what
 * the system itself needs to load programs. Not in it: proxies, which the connection to an LND must not take, and
 * whatever secrets the person's shell holds.
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

/** Starts the LND node's bundle without arguments of its own: what it needs to know goes over its message port. */
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
