// @ts-check
import { constants } from 'node:os'

/** A failure that the reader of the terminal can act on: its message is all that is shown. */
export class StopError extends Error {
  /** @override */
  name = 'StopError'
}

/** @typedef {(line: string) => void} Log */

/** @type {Log} */
export const log = (line) => console.log(line)

/**
 * Runs a command's main function and ends the process with the exit code that it returns: 1 when it throws.
 * Ends through `process.exit`, so that everything registered for the process's exit is cleaned up, after a
 * signal too.
 * @param {() => Promise<number>} main
 */
export async function runCommand(main) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // While a child runs in the foreground, it gets the signal and its end decides (see run).
      if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal])
    })
  }
  try {
    process.exit(await main())
  } catch (error) {
    console.error(error instanceof StopError ? `\n${error.message}` : error)
    process.exit(1)
  }
}
