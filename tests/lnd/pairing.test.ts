import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { PairingCheck } from '../../src/shared/domain/pairing'
import { givenKeyLine } from '../../src/shared/copy/key-rights'
import { LND_PERMISSIONS } from '../../src/shared/lnd-permissions'
import type { WalletLndAccess } from '../../src/shared/lnd-process'
import { LndClient } from '../../src/node/backends/lnd/lnd-client'
import type { AnyLndMethod } from '../../src/node/backends/lnd/lnd-methods'
import { issueCertificate } from '../../src/node/tls/self-signed'
import { BareClient } from '../contract/node/bare-client'
import { ProcessUnderTest, stepOf } from '../support/processes/lnd-process'
import * as v from 'valibot'
import { connect, startNetwork, type TestNetwork } from './network'
import { freePort, until } from './processes'
import { makeWallet, rest } from './rest'
import { invoiceOf } from './support'

let network: TestNetwork
beforeAll(async () => {
  network = await startNetwork()
}, 300_000)
afterAll(async () => {
  await network.stop()
}, 60_000)

const failureOf = ({ steps }: PairingCheck) => steps.find(({ state }) => state === 'failed')
const macaroonFolder = () => join(network.alice.folder, 'data/chain/bitcoin/regtest')
const macaroonFile = (name: string) => readFileSync(join(macaroonFolder(), name)).toString('hex')

/** Checks Alice with these details instead of her own. `written`: the words for the rights that are written in the key. */
async function checkAlice(change: Partial<WalletLndAccess> = {}) {
  const wallet = new ProcessUnderTest()
  const { address, cert = '', macaroon } = network.alice.access()
  const given = await wallet.ask('give-access', { access: { address, cert, macaroon, ...change } })
  if (!given.ok || given.details.key === undefined) throw new Error('the details were not read')
  return { wallet, written: givenKeyLine(given.details.key), check: await wallet.ask('check', {}) }
}

/** How LND answers this key, or `yes`. */
async function may(macaroon: string, method: AnyLndMethod, request: object = {}): Promise<string> {
  const client = new LndClient<AnyLndMethod>(() => ({ ...network.alice.access(), macaroon }))
  const answer = await client.call(method, request, v.unknown())
  client.close()
  return answer.ok ? 'yes' : answer.error.code
}

async function serve(access: WalletLndAccess) {
  const wallet = new ProcessUnderTest()
  const socket = `unix:${join(wallet.folder, 'node.sock')}`
  const apiKey = 'k'.repeat(40)
  await wallet.ask('serve', {
    access,
    expect: { pubkey: await network.alice.pubkey(), network: 'regtest' },
    listen: socket,
    apiKey,
    dataFolder: join(wallet.folder, 'data')
  })
  const client = new BareClient({ address: socket, generation: 1 }, { extension: true, apiKey })
  onTestFinished(() => client.close())
  return { wallet, client }
}

async function pair(rights: 'pay-and-receive' | 'receive-only') {
  const { wallet } = await checkAlice()
  const made = await wallet.ask('make-key', { rights, keepGiven: false })
  if (!made.ok) throw new Error(made.detail)
  return made
}

describe('the check of a real LND', { timeout: 120_000 }, () => {
  it('passes by its folder, with what it can send and receive, and changes nothing', async () => {
    const wallet = new ProcessUnderTest()
    await wallet.ask('give-folder', { folder: network.alice.folder })
    const given = await wallet.ask('set-address', { address: network.alice.address })
    expect(given).toMatchObject({
      ok: true,
      details: { form: 'folder', key: { scope: 'full', limits: [] }, host: 'plain' }
    })
    const invoices = await network.alice.call('lnrpc.Lightning/ListInvoices')
    const check = await wallet.ask('check', {})
    expect(failureOf(check)).toBeUndefined()
    expect(check.findings).toMatchObject({
      pubkey: await network.alice.pubkey(),
      alias: 'alice',
      network: 'regtest',
      rights: { info: true, receive: true, pay: true, sign: true, bake: true }
    })
    expect(check.findings.canSendSat).toBeGreaterThan(5_000_000n)
    expect(check.findings.canReceiveSat).toBeGreaterThan(3_000_000n)
    expect(await network.alice.call('lnrpc.Lightning/ListInvoices')).toEqual(invoices)
  })

  it('reports that nothing listens on a wrong port', async () => {
    const { check } = await checkAlice({ address: `127.0.0.1:${await freePort()}` })
    expect(failureOf(check)).toMatchObject({ id: 'port', problem: 'refused' })
  })

  it('recognises the REST port', async () => {
    const { check } = await checkAlice({ address: network.alice.rest })
    expect(failureOf(check)).toMatchObject({ id: 'port', problem: 'rest-port' })
  })

  it('reports that the peer port does not use TLS', async () => {
    const { check } = await checkAlice({ address: network.alice.p2p })
    expect(failureOf(check)).toMatchObject({ id: 'port', problem: 'not-tls' })
  })

  it('stops at another certificate', async () => {
    const { check } = await checkAlice({ cert: issueCertificate({ commonName: 'lnd' }).cert })
    expect(failureOf(check)).toMatchObject({ id: 'certificate', problem: 'certificate-mismatch' })
  })

  it('stops at keys with too few rights, as they are written in the keys', async () => {
    const onlyInfo = { info: true, receive: false, pay: false, sign: false, bake: false }
    for (const [name, words, rights] of [
      // LND does not even answer GetInfo.
      ['invoice.macaroon', 'Hidden, too few rights for this wallet', undefined],
      ['readonly.macaroon', 'Hidden, reads only', onlyInfo]
    ] as const) {
      const { check, written } = await checkAlice({ macaroon: macaroonFile(name) })
      expect([name, failureOf(check)]).toMatchObject([name, { id: 'key', problem: 'key-too-weak' }])
      expect([name, written, check.findings.rights]).toEqual([name, words, rights])
    }
  })

  it('detects the rights of keys that may not list them, and changes nothing', async () => {
    for (const rights of ['receive-only', 'pay-and-receive'] as const) {
      const { access } = await pair(rights)
      const counts = async () => [
        await network.alice.call('lnrpc.Lightning/ListInvoices'),
        await network.alice.call('lnrpc.Lightning/ListPayments', { include_incomplete: true })
      ]
      const before = await counts()
      const { check, written } = await checkAlice({ macaroon: access.macaroon })
      const pays = rights === 'pay-and-receive'
      expect(written).toBe(pays ? 'Hidden, can pay and receive' : 'Hidden, can receive but not pay')
      expect(check.findings.rights).toEqual({ info: true, receive: true, pay: pays, sign: pays, bake: false })
      expect(stepOf(check, 'key')).toMatchObject({ state: pays ? 'done' : 'warning' })
      expect(await counts()).toEqual(before)
    }
  })

  it('stops at a key that was revoked', async () => {
    const { access, rootKeyId } = await pair('pay-and-receive')
    await network.alice.call('lnrpc.Lightning/DeleteMacaroonID', { root_key_id: rootKeyId })
    const { check } = await checkAlice({ macaroon: access.macaroon })
    expect(failureOf(check)).toMatchObject({ id: 'key', problem: 'key-refused' })
  })
})

describe('the key that the wallet makes on a real LND', { timeout: 120_000 }, () => {
  it('pays and receives through the served node, and may nothing else', async () => {
    const { access } = await pair('pay-and-receive')
    const { wallet, client } = await serve(access)
    await wallet.until(() => wallet.statuses.find(({ status }) => status === 'ok'))
    const { invoice } = await invoiceOf(network.bob, 50)
    expect(await client.call('PayInvoice', { invoice })).toMatchObject({ preimage: expect.any(String) })
    await client.call('GenerateInvoice', { amount: '5', memo: '' })
    for (const method of [
      'lnrpc.Lightning/BakeMacaroon',
      'lnrpc.Lightning/SendCoins',
      'lnrpc.Lightning/NewAddress',
      'lnrpc.Lightning/WalletBalance',
      'lnrpc.Lightning/OpenChannelSync',
      'lnrpc.Lightning/DeleteAllPayments',
      'lnrpc.Lightning/ListMacaroonIDs',
      'signrpc.Signer/SignOutputRaw'
    ] as const)
      expect([method, await may(access.macaroon, method)]).toEqual([method, 'permission-missing'])
  })

  it('for receiving only receives, and a payment with it fails for certain', async () => {
    const { access } = await pair('receive-only')
    for (const permission of LND_PERMISSIONS['pay-and-receive']) {
      if (LND_PERMISSIONS['receive-only'].includes(permission)) continue
      if (/SendPaymentV2|TrackPaymentV2/u.test(permission)) continue
      const method = permission.slice(1) as AnyLndMethod
      expect([method, await may(access.macaroon, method)]).toEqual([method, 'permission-missing'])
    }
    const { wallet, client } = await serve(access)
    await wallet.until(() => wallet.statuses.find(({ status }) => status === 'ok'))
    const watching = client.stream('Node/WatchInvoices', { since: '0' })
    const made = await client.call('GenerateInvoice', { amount: '70', memo: '' })
    await network.bob.last('routerrpc.Router/SendPaymentV2', {
      payment_request: made['invoice'],
      timeout_seconds: 10,
      fee_limit_sat: '10'
    })
    expect(await watching.received(1)).toMatchObject([{ invoice: made['invoice'] }])
    const { invoice } = await invoiceOf(network.bob, 51)
    expect(await client.failure('PayInvoice', { invoice })).toEqual({ code: 2, details: 'permission denied' })
    const pubkey = await network.bob.pubkey()
    expect(
      await client.failure('SendMessage', { msg: Buffer.from('hi'), pubkey, amount: '1' })
    ).toMatchObject({ code: 2, details: 'permission denied' })
    expect(wallet.statuses.map(({ status }) => status)).toEqual(['ok'])
  })

  it('is reported as revoked by the served node', async () => {
    const { access, rootKeyId } = await pair('pay-and-receive')
    const { wallet } = await serve(access)
    await wallet.until(() => wallet.statuses.find(({ status }) => status === 'ok'))
    await network.alice.call('lnrpc.Lightning/DeleteMacaroonID', { root_key_id: rootKeyId })
    await wallet.until(() => wallet.statuses.find(({ status }) => status === 'credentials-refused'))
  })
})

describe('an LND with a password', { timeout: 120_000 }, () => {
  it('is locked until it is unlocked, and the check notices by itself', async () => {
    const lnd = await network.add('locked')
    lnd.start({ locked: true })
    await until('the REST port', 60, () => rest(lnd, '/v1/state'))
    const wallet = new ProcessUnderTest()
    const { address, cert = '', macaroon } = lnd.access(network.alice.access().macaroon)
    await wallet.ask('give-access', { access: { address, cert, macaroon } })
    const checking = wallet.ask('check', {})
    await wallet.until(() => wallet.checks.find((one) => failureOf(one)?.problem === 'locked'))
    await makeWallet(lnd)
    // Unlocked, this LND reads keys, and refuses the one of another LND. It may be starting for too short to be seen.
    await wallet.until(() => wallet.checks.find((one) => failureOf(one)?.problem === 'key-refused'))
    expect(await checking).toMatchObject({ running: false })
  })
})

describe('a channel whose peer is gone', { timeout: 120_000 }, () => {
  const activeChannels = (count: number) =>
    until(`${count} active channels`, 60, async () => {
      const { channels } = await network.alice.call('lnrpc.Lightning/ListChannels', { active_only: true })
      return channels.length === count ? true : undefined
    })
  const Aliases = v.object({ channels: v.array(v.object({ peer_alias: v.string() })) })
  const aliasesOf = async (request: object) => {
    const named = { ...request, peer_alias_lookup: true }
    const { channels } = await network.alice.read('lnrpc.Lightning/ListChannels', named, Aliases)
    return channels.map(({ peer_alias }) => peer_alias)
  }

  it('is reported with the name of the peer, if LND knows it', async () => {
    const { alice, bob } = network
    await until('the alias of Bob', 60, async () =>
      (await aliasesOf({})).includes('bob') ? true : undefined
    )
    await bob.stop()
    await activeChannels(0)
    const { check } = await checkAlice()
    expect(failureOf(check)).toBeUndefined()
    expect(stepOf(check, 'channels')).toEqual({
      ...{ id: 'channels', state: 'warning', problem: 'channels-offline', detail: '0 of 1 active' }
    })
    expect(check.findings.channels).toMatchObject({ open: 1, active: 0, offlinePeer: 'bob' })
    expect(check.findings.channels?.offlineSat).toBeGreaterThan(5_000_000n)

    bob.start()
    const carol = await network.add('carol')
    carol.start()
    await carol.ready()
    await connect(alice, carol)
    await alice.call('lnrpc.Lightning/OpenChannelSync', {
      node_pubkey: Buffer.from(await carol.pubkey(), 'hex'),
      local_funding_amount: '1000000'
    })
    // Carol sends her alias only after six blocks.
    await network.mine(1)
    await activeChannels(2)
    await carol.stop()
    await activeChannels(1)
    expect(await aliasesOf({ inactive_only: true })).toEqual([
      expect.stringMatching(/^unable to lookup peer alias: ./u)
    ])
    const { check: unnamed } = await checkAlice()
    expect(stepOf(unnamed, 'channels')).toMatchObject({ state: 'warning', detail: '1 of 2 active' })
    expect(unnamed.findings.channels).toEqual({ open: 2, active: 1, offlineSat: expect.any(BigInt) })
  })
})
