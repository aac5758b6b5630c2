import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { Btcd, NO_ONE } from './btcd'
import { until } from './processes'
import { TestLnd } from './test-lnd'

export interface TestNetwork {
  readonly alice: TestLnd
  readonly bob: TestLnd
  /** A third LND that is reached only through Bob; undefined unless requested. */
  readonly carol: TestLnd | undefined
  /** Mines blocks. */
  mine(blocks: number): Promise<void>
  /** Another LND on the same chain, not started and without channels. It is stopped with the network. */
  add(name: string): Promise<TestLnd>
  stop(): Promise<void>
}

/**
 * btcd on regtest and two LNDs with a channel in which both can pay, on loopback; with `third` a third one behind Bob.
 */
export async function startNetwork({ third = false } = {}): Promise<TestNetwork> {
  const folder = mkdtempSync(join(tmpdir(), 'imp-lnd-'))
  const btcd = await Btcd.create(join(folder, 'btcd'))
  const all: TestLnd[] = []
  const add = async (name: string) => {
    const lnd = await TestLnd.create(name, folder, btcd.options)
    all.push(lnd)
    return lnd
  }
  const mine = async (blocks: number) => void (await btcd.ctl('generate', String(blocks)))
  const stop = async () => {
    for (const lnd of all) {
      lnd.close()
      await lnd.stop()
    }
    await btcd.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const alice = await add('alice')
    const bob = await add('bob')
    const carol = third ? await add('carol') : undefined

    // Alice's wallet is made on a chain of one block, and everything starts again on the one that pays her.
    await btcd.start(NO_ONE)
    await mine(1)
    alice.start()
    const address = await until("Alice's wallet", 60, () => newAddress(alice))
    await alice.stop()
    alice.close()
    await btcd.stop()
    await btcd.start(address)
    // Segwit is active from block 432 on.
    await mine(450)
    for (const lnd of all) lnd.start()
    await Promise.all(all.map((lnd) => lnd.ready()))
    await funded(alice)
    await connect(alice, bob)
    await openChannel(alice, bob, mine)
    if (carol !== undefined) {
      const addr = await newAddress(bob)
      await alice.call('lnrpc.Lightning/SendCoins', { addr, amount: '20000000', sat_per_vbyte: '5' })
      await mine(6)
      await funded(bob)
      await connect(bob, carol)
      await openChannel(bob, carol, mine)
      await paysAcross(alice, carol)
    }
    return { alice, bob, carol, mine, add, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const Channels = v.object({
  channels: v.array(v.object({ channel_point: v.string(), pending_htlcs: v.array(v.unknown()) }))
})

/** Closes the channel of Alice and Bob as soon as it holds no HTLC, and opens another. */
export async function replaceChannel({ alice, bob, mine }: TestNetwork): Promise<void> {
  const peer = Buffer.from(await bob.pubkey(), 'hex')
  const channelsOfAlice = async () =>
    (await alice.read('lnrpc.Lightning/ListChannels', { peer }, Channels)).channels
  const point = await until('the channel to hold no HTLC', 60, async () => {
    const [channel] = await channelsOfAlice()
    return channel?.pending_htlcs.length === 0 ? channel.channel_point : undefined
  })
  const [txid, index] = point.split(':')
  let closed = false
  const closing = alice
    .last('lnrpc.Lightning/CloseChannel', {
      ...{ channel_point: { funding_txid_str: txid, output_index: index }, sat_per_vbyte: '5' }
    })
    .then(() => (closed = true))
  await Promise.all([
    closing,
    until('the channel to close', 60, async () => {
      await mine(1)
      return closed ? true : undefined
    })
  ])
  await openChannel(alice, bob, mine)
}

async function newAddress(lnd: TestLnd): Promise<string> {
  return (await lnd.call('lnrpc.Lightning/NewAddress', { type: 'WITNESS_PUBKEY_HASH' })).address
}

async function funded(lnd: TestLnd): Promise<void> {
  await until(`the money of ${lnd.name}`, 60, async () => {
    const { confirmed_balance: balance } = await lnd.call('lnrpc.Lightning/WalletBalance')
    return BigInt(balance) > 0n ? true : undefined
  })
}

/** Waits for both: an LND that sees the chain may still refuse, or not listen for, connections of peers. */
export async function connect(from: TestLnd, to: TestLnd): Promise<void> {
  const addr = { pubkey: await to.pubkey(), host: to.p2p }
  await until(`${from.name} to connect to ${to.name}`, 60, () =>
    from.call('lnrpc.Lightning/ConnectPeer', { addr })
  )
}

async function openChannel(from: TestLnd, to: TestLnd, mine: TestNetwork['mine']): Promise<void> {
  const pubkey = await to.pubkey()
  await until('the channel to open', 30, () =>
    from.call('lnrpc.Lightning/OpenChannelSync', {
      node_pubkey: Buffer.from(pubkey, 'hex'),
      local_funding_amount: '10000000',
      push_sat: '4000000'
    })
  )
  await until('the channel to be active', 60, async () => {
    await mine(1)
    const request = { active_only: true, peer: Buffer.from(pubkey, 'hex') }
    const { channels } = await from.call('lnrpc.Lightning/ListChannels', request)
    return channels.length > 0 ? true : undefined
  })
  // A channel is announced after six blocks.
  await mine(6)
  await paysAcross(from, to)
  await paysAcross(to, from)
}

async function paysAcross(payer: TestLnd, payee: TestLnd): Promise<void> {
  await until(`${payer.name} to reach ${payee.name}`, 60, async () => {
    const { payment_request } = await payee.call('lnrpc.Lightning/AddInvoice', { value: '1000' })
    const sent = await payer.last('routerrpc.Router/SendPaymentV2', {
      payment_request,
      timeout_seconds: 5,
      fee_limit_sat: '10'
    })
    return sent.status === 'SUCCEEDED' ? true : undefined
  })
}
