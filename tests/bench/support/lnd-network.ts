import { NodeProcess } from '../../lnd/node-process'
import { startNetwork } from '../../lnd/network'
import type { TestLnd } from '../../lnd/test-lnd'
import { BareClient } from '../../contract/node/bare-client'
import { madeOnce } from '../row'

/** One network of real LNDs for all rows that need one. */
export const lndNetwork = madeOnce(async ({ run, progress }) => {
  // Where tests/lnd looks for the programs.
  process.env['LND_PROGRAMS'] = await run.lndPrograms()
  progress('starting btcd and two LNDs')
  const network = await startNetwork()
  run.atEnd(network.stop)
  return network
})

/** The IMP node in front of an LND, in a process of its own, with a plain grpc-js client. */
export async function withNode<T>(
  lnd: TestLnd,
  work: (client: BareClient, node: NodeProcess) => Promise<T>
): Promise<T> {
  const { address, cert = '', macaroon } = lnd.access()
  const node = await NodeProcess.create({ address, cert, macaroon })
  try {
    await node.start()
    const client = new BareClient({ address: node.grpc, generation: 1 }, { extension: true })
    try {
      return await work(client, node)
    } finally {
      client.close()
    }
  } finally {
    await node.close()
  }
}
