import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { sat } from '../../../../src/shared/money'
import { fail, ok } from '../../../../src/shared/result'
import { Balance } from '../../../../src/main/wallet/balance'
import { FakeClock } from '../../../support/fakes/fake-clock'
import { openWallet } from '../../../support/fakes/open-wallet'
import type { ScriptedNode } from '../../../support/fakes/scripted-node'

function setUp() {
  const scripted: ScriptedNode = openWallet().node
  const clock = new FakeClock()
  const node = Object.assign(scripted, {
    ready: true,
    capabilities: { ...NO_CAPABILITIES, getChannels: true, listPayments: true }
  })
  node.spendable = ok(sat(50_000n))
  const bugs: string[] = []
  const balance = new Balance({
    node,
    clock,
    random: () => 0,
    changed: () => undefined,
    reportBug: (where) => void bugs.push(where)
  })
  return { node, clock, balance, bugs }
}

describe('the balance', () => {
  it('is requested once for a burst of events, and once more for the last of them', async () => {
    const { node, clock, balance } = setUp()
    for (let n = 0; n < 20; n += 1) balance.refresh()
    await clock.advance(0)
    expect(balance.sat).toBe(50_000n)
    expect(node.balances).toBe(1)
    await clock.advance(4_999)
    expect(node.balances).toBe(1)
    node.spendable = ok(sat(47_500n))
    await clock.advance(1)
    expect(node.balances).toBe(2)
    expect(balance.sat).toBe(47_500n)
    await clock.advance(60 * 60_000)
    expect(node.balances).toBe(2)
  })

  it('is never requested while the Lightning node is down, and is requested when it is up again', async () => {
    const { node, clock, balance } = setUp()
    let lightningUp = false
    node.identify = () => Promise.resolve(ok({ pubkey: undefined, lightningUp }))
    balance.refresh()
    await clock.advance(10 * 60_000)
    expect(node.balances).toBe(0)
    lightningUp = true
    await clock.advance(10 * 60_000)
    expect(balance.sat).toBe(50_000n)
    expect(node.balances).toBe(1)
  })

  it('is not requested while calls fail, even if the node has no status call', async () => {
    const { node, clock, balance } = setUp()
    node.settled = fail('refused-by-node')
    balance.refresh()
    await clock.advance(60_000)
    expect(node.lists).toBeGreaterThan(1)
    expect(node.balances).toBe(0)
  })

  it('becomes unknown when the node reports that it does not know', async () => {
    const { node, clock, balance } = setUp()
    balance.refresh()
    await clock.advance(5_000)
    node.spendable = ok(undefined)
    balance.refresh()
    await clock.advance(0)
    expect(balance.sat).toBeUndefined()
  })

  it('is requested only while connected', async () => {
    const { node, clock, balance } = setUp()
    node.ready = false
    balance.refresh()
    await clock.advance(60_000)
    expect(node.lists).toBe(0)
    expect(clock.nextIn).toBeUndefined()
  })

  it('survives a client that throws: the bug is reported, and the request is repeated', async () => {
    const { node, clock, balance, bugs } = setUp()
    node.identify = () => Promise.reject(new Error('a bug of the client'))
    balance.refresh()
    await clock.advance(0)
    expect(bugs).toEqual(['balance'])
    node.identify = undefined
    await clock.advance(10_000)
    expect(balance.sat).toBe(50_000n)
  })

  it('leaves no timer behind', async () => {
    const { clock, balance } = setUp()
    balance.refresh()
    await clock.advance(0)
    balance.refresh()
    balance.dispose()
    expect(clock.nextIn).toBeUndefined()
  })
})
