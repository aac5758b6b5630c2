import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { msat, sat } from '../../../../src/shared/money'
import { openSession } from '../../../../src/main/wallet/session'
import { FEE_LIMIT } from '../../../support/fixtures/fee-limit'
import { settle } from '../../../support/fakes/fake-clock'
import { makeInvoice, pubkeyOf } from '../../../support/fixtures/make-invoice'
import { NO_OTHER_ATTEMPTS, openWallet, Told } from '../../../support/fakes/open-wallet'
import { nodeInfo, nodeMessage, ScriptedNode } from '../../../support/fakes/scripted-node'
import { writeFileSync } from 'node:fs'

const CLICK = {
  invoice: makeInvoice().text,
  expectedAmountMsat: msat(2_500_000n),
  confirmed: false,
  retryUnknown: false,
  messageId: undefined
}

describe('a session', () => {
  it('starts its connection and reports every state', () => {
    const { session, node, told } = openWallet()
    expect(session.state.connection).toEqual({ phase: 'connecting', attempt: 1 })
    node.becomeReady()
    expect(told.states.at(-1)?.connection.phase).toBe('ready')
    node.lose()
    expect(session.state.connection.phase).toBe('backoff')
    session.retryNow()
    expect(node.retries).toBe(1)
  })

  it('requests the spendable amount if the node reports it, again when money moved', async () => {
    const { session, node, clock, told } = openWallet()
    node.spendable = { ok: true, value: sat(50_000n) }
    node.becomeReady()
    await settle()
    expect(session.state.balanceSat).toBeUndefined()
    node.becomeReady({ ...NO_CAPABILITIES, getChannels: true, listPayments: true })
    await settle()
    expect(told.states.at(-1)?.balanceSat).toBe(50_000n)
    void session.pay.send(CLICK)
    node.spendable = { ok: true, value: sat(47_500n) }
    node.pays[0]?.answer({ kind: 'paid', preimage: makeInvoice().preimage })
    await clock.advance(5_000)
    expect(session.state.balanceSat).toBe(47_500n)
  })

  it('stops if another node than before answers after a reconnect, before anything can be paid there', () => {
    const { session, node } = openWallet()
    node.namedKey = pubkeyOf('ours')
    node.becomeReady()
    node.lose()
    node.becomeReady()
    expect(session.state.connection.phase).toBe('ready')
    node.lose()
    node.namedKey = pubkeyOf('another')
    node.becomeReady()
    expect(session.state.connection).toMatchObject({ phase: 'blocked', failure: { code: 'wrong-node' } })
    expect(session.pay.send(CLICK)).toMatchObject({ error: { code: 'not-connected' } })
    expect(node.pays).toEqual([])
  })

  it('keeps the key that a node without the extension reports, and compares it after the next start', async () => {
    const first = openWallet()
    first.node.namedKey = pubkeyOf('ours')
    first.node.becomeReady()
    await first.session.close()
    const { session, node } = openWallet({ dbFile: first.dbFile })
    node.becomeReady()
    expect(session.state.connection.phase).toBe('ready')
    node.lose()
    node.namedKey = pubkeyOf('another')
    node.becomeReady()
    expect(session.state.connection).toMatchObject({ phase: 'blocked', failure: { code: 'wrong-node' } })
    expect(session.pay.send(CLICK)).toMatchObject({ error: { code: 'not-connected' } })
    expect(node.pays).toEqual([])
  })

  it('compares the kept key with what the extension reports and with the payee of the first own invoice', async () => {
    const first = openWallet()
    first.node.namedKey = pubkeyOf('ours')
    first.node.becomeReady()
    expect(first.node.listener.nodeNamed(nodeInfo({ pubkey: pubkeyOf('another') }))).toBe(false)
    await first.session.close()
    const { session, node } = openWallet({ dbFile: first.dbFile })
    node.becomeReady()
    node.generate = () => ({ ok: true, value: makeInvoice({ description: 'coffee', payee: 'another' }).text })
    const created = await session.receive.create({ amountSat: sat(2_500n), memo: 'coffee' })
    expect(created).toMatchObject({ error: { code: 'wrong-node' } })
    expect(session.state).toMatchObject({ identity: undefined, connection: { phase: 'blocked' } })
  })

  it('compares a reported key with the payee of an earlier own invoice', async () => {
    const first = openWallet()
    expect(first.node.listener.nodeNamed(nodeInfo())).toBe(true)
    await first.session.close()
    const { session, node } = openWallet({ dbFile: first.dbFile })
    node.namedKey = pubkeyOf('another')
    node.becomeReady()
    expect(session.state.connection).toMatchObject({ phase: 'blocked', failure: { code: 'wrong-node' } })
  })

  it('learns the node’s identity before the first invoice if the node reports it, and compares it later', async () => {
    const first = openWallet()
    const info = nodeInfo()
    expect(first.node.listener.nodeNamed(info)).toBe(true)
    expect(first.session.state).toMatchObject({
      identity: { pubkey: info.pubkey, network: 'regtest' },
      nodeFacts: { alias: 'alice', software: 'lnd 0.20.1-beta' },
      balanceSat: 3_000n,
      receivableSat: 2_000n
    })
    await first.session.close()
    const { node } = openWallet({ dbFile: first.dbFile })
    expect(node.listener.nodeNamed(nodeInfo({ pubkey: pubkeyOf('another') }))).toBe(false)
    expect(node.listener.nodeNamed(nodeInfo({ network: 'mainnet' }))).toBe(false)
    expect(node.listener.nodeNamed(info)).toBe(true)
  })

  it('refuses a node on another network than the one known beforehand', () => {
    const { session, node } = openWallet({ network: 'regtest' })
    expect(node.listener.nodeNamed(nodeInfo({ network: 'mainnet' }))).toBe(false)
    expect(session.state.identity).toBeUndefined()
  })

  it('requests balances from a node with the extension, and never by GetChannels', async () => {
    const { session, node, clock } = openWallet()
    node.info = { ok: true, value: nodeInfo() }
    node.becomeReady({ ...NO_CAPABILITIES, getChannels: true, extension: true })
    await settle()
    expect(session.state).toMatchObject({ balanceSat: 3_000n, receivableSat: 2_000n })
    node.info = { ok: true, value: nodeInfo({ spendableMsat: msat(1_999n), receivableMsat: undefined }) }
    void session.pay.send(CLICK)
    node.pays[0]?.answer({ kind: 'paid', preimage: makeInvoice().preimage })
    await clock.advance(5_000)
    expect(session.state).toMatchObject({ balanceSat: 1n, receivableSat: undefined })
    expect(node.balances).toBe(0)
  })

  it('asks a node about itself again only if it has the extension', async () => {
    const { session, node, clock } = openWallet()
    node.info = { ok: true, value: nodeInfo() }
    node.becomeReady({ ...NO_CAPABILITIES, extension: true })
    await settle()
    node.info = { ok: true, value: nodeInfo({ blockHeight: 912_001 }) }
    session.refresh()
    await clock.advance(5_000)
    expect(session.state.nodeFacts?.blockHeight).toBe(912_001)
    const plain = openWallet()
    plain.node.becomeReady({ ...NO_CAPABILITIES, getChannels: true, listPayments: true })
    await settle()
    await plain.clock.advance(60_000)
    const asked = plain.node.balances
    plain.session.refresh()
    await plain.clock.advance(60_000)
    expect(plain.node.balances).toBe(asked)
  })

  it('knows when its last message arrived', async () => {
    const { session, node, clock } = openWallet()
    expect(session.lastMessageAt).toBeUndefined()
    node.becomeReady()
    await node.deliver(nodeMessage({ text: 'hello' }))
    expect(session.lastMessageAt).toBe(clock.now())
  })

  it('counts unread messages and one-click payments in its state', async () => {
    const { session, node, told } = openWallet()
    node.becomeReady()
    await node.deliver(nodeMessage(), nodeMessage())
    void session.pay.send(CLICK)
    expect(told.states.at(-1)).toMatchObject({ unread: 2, oneClickSpentSat: 2_500n })
  })

  it('writes the outcome of a payment that was under way when it is closed', async () => {
    const first = openWallet()
    first.node.becomeReady()
    void first.session.pay.send(CLICK)
    await first.session.close()
    expect(first.node.closed).toBe(true)
    const second = openWallet({ dbFile: first.dbFile })
    expect(second.session.pay.get({ paymentHash: makeInvoice().paymentHash })).toMatchObject({
      value: { payment: { state: 'unknown', unknown: 'connection-broke' } }
    })
  })

  it('can be closed twice, and leaves no timer behind', async () => {
    const { session, node, clock } = openWallet()
    node.becomeReady()
    await Promise.all([session.close(), session.close()])
    expect(clock.nextIn).toBeUndefined()
    session.focused()
    session.retryNow()
  })

  it('neither opens nor connects if the database cannot be read', () => {
    const { dbFile } = openWallet()
    const other = `${dbFile}.other`
    writeFileSync(other, 'something else')
    let connected = false
    const opened = openSession({
      recordsExpected: false,
      otherAttempts: NO_OTHER_ATTEMPTS,
      dbFile: other,
      clock: openWallet().clock,
      limits: () => ({ clickLimitSat: sat(0n), dayLimitSat: sat(0n), feeLimit: FEE_LIMIT }),
      random: () => 0,
      reportBug: () => undefined,
      emit: new Told().emit,
      connect: (listener, sink) => {
        connected = true
        return new ScriptedNode(listener, sink)
      }
    })
    expect(opened).toMatchObject({ ok: false, error: { code: 'corrupt' } })
    expect(connected).toBe(false)
  })

  it('closes the database and lets the next node open if the connection fails to close', async () => {
    const { session, node, dbFile } = openWallet()
    node.close = () => Promise.reject(new Error('the channel is gone'))
    await session.close()
    expect(openWallet({ dbFile }).session.state.connection.phase).toBe('connecting')
    expect(() => session.activity.totals({ filter: 'all', query: '' })).toThrow()
  })

  it('closes everything else if one part fails to end, and reports that part', async () => {
    const { session, bugs } = openWallet()
    const broken = {
      dispose: () => {
        throw new Error('a bug')
      }
    }
    Object.assign(session.pay, broken)
    await session.close()
    expect(bugs.map(({ where }) => where)).toEqual(['close-pay'])
    expect(() => session.activity.totals({ filter: 'all', query: '' })).toThrow()
  })

  it('makes another connection only after the one that it gave up is closed', async () => {
    const wallet = openWallet()
    let closed = (): void => undefined
    wallet.node.close = () => new Promise((resolve) => (closed = resolve))
    wallet.node.namedKey = pubkeyOf('our node')
    wallet.node.becomeReady()
    wallet.node.namedKey = pubkeyOf('another node')
    wallet.node.becomeReady()
    expect(wallet.session.state.connection).toMatchObject({ failure: { code: 'wrong-node' } })
    wallet.session.retryNow()
    await settle()
    expect(wallet.nodes).toHaveLength(1)
    closed()
    await settle()
    expect(wallet.nodes).toHaveLength(2)
  })

  it('closes the database after a time if the connection never closes', async () => {
    const { session, node, clock } = openWallet()
    node.close = () => new Promise(() => undefined)
    const closed = session.close()
    await clock.advance(10_000)
    await closed
    expect(() => session.activity.totals({ filter: 'all', query: '' })).toThrow()
  })
})
