import { errorEvent, serve, type ErrorEvent, type ReadyEvent } from './cli/serve'
import { readServeOptions } from './cli/serve-options'
import { endOnBug } from '../../end-on-bug'

/**
 * The demo node as a utility process of the app. It takes the options of the command line as arguments, posts one
 * `ReadyEvent` or `ErrorEvent`, and ends on the message `{ "event": "stop" }`.
 */
interface ParentPort {
  postMessage(message: ReadyEvent | ErrorEvent): void
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void
}

function hasParentPort(value: object): value is { readonly parentPort: ParentPort } {
  return 'parentPort' in value && typeof value.parentPort === 'object' && value.parentPort !== null
}

async function run(port: ParentPort): Promise<void> {
  try {
    const { ready, stop } = await serve(readServeOptions(process.argv.slice(2)))
    port.on('message', ({ data }) => {
      if (!isStop(data)) return
      stop()
        .then(() => process.exit(0))
        .catch(endOnBug)
    })
    port.postMessage(ready)
  } catch (error) {
    port.postMessage(errorEvent(error))
    process.exitCode = 1
  }
}

function isStop(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'event' in message && message.event === 'stop'
}

const parent: object = process
if (hasParentPort(parent)) run(parent.parentPort).catch(endOnBug)
else {
  process.stderr.write('This runs inside the app; use demo-node-cli.js on the command line.\n')
  process.exitCode = 2
}
