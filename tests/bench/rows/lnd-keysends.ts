import { sendKeysend, signedText, type Records } from '../../lnd/keysend'
import type { BenchRow } from '../row'
import { BareLnd } from '../support/bare-lnd'
import { lndNetwork, withNode } from '../support/lnd-network'

const COUNT = 500
const AT_ONCE = 20

/** Resolves when LND has reported that many settled invoices to a client without a node. */
function bareReader(lnd: BareLnd): { readonly all: Promise<number>; stop(): void } {
  let settled = 0
  let done: (at: number) => void = () => undefined
  const all = new Promise<number>((resolve) => (done = resolve))
  const stop = lnd.stream('lnrpc.Lightning/SubscribeInvoices', {}, (invoice) => {
    if ('state' in invoice && invoice.state === 'SETTLED') settled += 1
    if (settled === COUNT) done(performance.now())
  })
  return { all, stop }
}

/** Both read the same keysends at the same time. LND, which makes them, is the slowest part. */
export const lndKeysends: BenchRow = {
  id: 'lnd-keysends',
  what: 'signed keysends by Subscribe of the node in front of a real LND, against a bare reader of SubscribeInvoices',
  unit: '1/s',
  limit: 0.8,
  better: 'higher',
  run: async (context) => {
    const { alice, bob } = await lndNetwork(context)
    const to = await bob.pubkey()
    const letters: Records[] = []
    for (let n = 0; n < COUNT; n += 1) letters.push(await signedText(alice, to, Buffer.from(`letter ${n}`)))
    const lnd = new BareLnd(bob)
    try {
      return await withNode(bob, async (client) => {
        const bare = bareReader(lnd)
        const ours = client
          .subscribe()
          .received(COUNT)
          .then(() => performance.now())
        // Calls of one connection are served in order: the answers show that the streams are open.
        await client.call('Node/GetInfo')
        await lnd.call('lnrpc.Lightning/GetInfo', {})
        const startedAt = performance.now()
        const lane = async () => {
          for (let next = letters.pop(); next !== undefined; next = letters.pop())
            await sendKeysend(alice, to, next)
        }
        await Promise.all(Array.from({ length: AT_ONCE }, lane))
        const [oursAt, bareAt] = await Promise.all([ours, bare.all])
        bare.stop()
        context.progress(`the node was ${(oursAt - bareAt).toFixed(0)} ms behind at the end`)
        const rate = (at: number) => COUNT / ((at - startedAt) / 1000)
        return { measured: rate(oursAt), floor: rate(bareAt) }
      })
    } finally {
      lnd.close()
    }
  }
}
