// @ts-check
import { constants } from 'node:os'

/** A failure that the user of the terminal can act on. Only its message is shown. */
export class StopError extends Error {
  /** @override */
  name = 'StopError'
}

/** @typedef {(line: string) => void} Log */

/** @type {Log} */
export const log = (line) => console.log(line)

/**
 * Runs the main function of a command and ends the process with the exit code that it returns, or 1 if it throws. Ends
 * through `process.exit`, so that all exit handlers run, after a signal too.
 * @param {() => Promise<number>} main
 */
export async function runCommand(main) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A child in the foreground gets the signal too, and its end decides (see `run`).
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
