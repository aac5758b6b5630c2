import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { BareClient } from '../../contract/node/bare-client'
import { bundleProgram } from '../../support/processes/bundle-program'

/** A process between a client and LND that does nothing, and a client of it. */
export interface BareHop {
  call(): Promise<object>
  stop(): Promise<void>
}

/** `folder` takes the program. */
export async function startBareHop(folder: string): Promise<BareHop> {
  const program = await bundleProgram('tests/bench/support/bare-hop-process.ts', folder)
  const child = fork(program, { env: { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') } })
  const exited = once(child, 'exit')
  const [address] = await once(child, 'message')
  const client = new BareClient({ address: String(address), generation: 1 })
  return {
    call: () => client.call('CheckInvoice', { invoice: 'lnbc1' }),
    stop: async () => {
      client.close()
      child.disconnect()
      await exited
    }
  }
}
