import { DatabaseSync } from '@photostructure/sqlite'
import type { LndProcessMessage } from '../../shared/lnd-process'
import { lndMethod } from '../backends/lnd/protos'
import { LndProcess } from './lnd-process'
import { endOnBug } from '../end-on-bug'

/** The descriptors of LND's calls, which take 0.1 s, are read this long after the start. Milliseconds. */
const READ_AFTER_MS = 20

/**
 * The LND node as a utility process of the app: reads connection details, checks an LND, and serves the IMP API in
 * front of it. shared/lnd-process.ts defines the messages of its port.
 */
interface ParentPort {
  postMessage(message: LndProcessMessage): void
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
}

function hasParentPort(value: object): value is { readonly parentPort: ParentPort } {
  return 'parentPort' in value && typeof value.parentPort === 'object' && value.parentPort !== null
}

function run(port: ParentPort): void {
  const lndProcess = new LndProcess({
    post: (message) => port.postMessage(message),
    openDatabase: (path) => new DatabaseSync(path),
    end: () => process.exit(0)
  })
  port.on('message', ({ data }) => lndProcess.take(data))
  port.on('close', () => {
    lndProcess.stop().catch(endOnBug)
  })
  port.postMessage({ event: 'ready' })
  // The first call of LND would wait for this. Requests that are queued already come before it.
  setTimeout(() => void lndMethod('lnrpc.State/GetState'), READ_AFTER_MS)
}

const parent: object = process
if (hasParentPort(parent)) run(parent.parentPort)
else {
  process.stderr.write('This runs inside the app; use imp-node-cli.js on the command line.\n')
  process.exitCode = 2
}
