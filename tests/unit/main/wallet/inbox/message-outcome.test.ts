import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'
import { MIRA, LOST, ready, send, answer, thread, ours } from './outbox-setup'

const resend = (wallet: OpenWallet, retryUnknown = false) =>
  wallet.session.outbox.resend({ id: ours(wallet).id, confirmed: false, retryUnknown })

describe('the outcome of a message', () => {
  it.each([
    [
      { kind: 'sent', id: 'abc' },
      { state: 'sent', failure: undefined, unknown: undefined }
    ],
    [{ kind: 'sent', id: '' }, { state: 'sent' }],
    [
      { kind: 'failed', code: 'no-route', text: 'Could not find route' },
      { state: 'failed', failure: 'no-route', nodeText: 'Could not find route', said: 'node' }
    ],
    [{ kind: 'not-sent' }, { state: 'failed', failure: 'not-sent', nodeText: undefined, said: undefined }],
    [LOST, { state: 'unknown', unknown: 'connection-broke', nodeText: 'closed', said: 'connection' }]
  ] as const)('for the answer %j is %j', async (answered, outgoing) => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, answered)
    expect(ours(wallet).outgoing).toMatchObject(outgoing)
  })

  it('is unknown after the wallet was killed meanwhile, and nothing is sent again', async () => {
    const wallet = ready()
    send(wallet)
    const next = ready({ dbFile: wallet.dbFile, clock: wallet.clock })
    expect(ours(next).outgoing).toMatchObject({ state: 'unknown', unknown: 'wallet-stopped' })
    await next.clock.advance(3_600_000)
    expect(next.node.sends).toHaveLength(0)
  })

  it('is written down while the wallet closes', async () => {
    const wallet = ready()
    send(wallet)
    await wallet.session.close()
    expect(ours(openWallet({ dbFile: wallet.dbFile })).outgoing).toMatchObject({
      state: 'unknown',
      unknown: 'connection-broke'
    })
  })
})

describe('sending a message again', () => {
  it('sends a failed message again, in its place', async () => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, { kind: 'not-sent' })
    expect(resend(wallet)).toMatchObject({ ok: true, value: { outgoing: { state: 'sending', attempts: 2 } } })
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(wallet.node.sends).toHaveLength(2)
    expect(wallet.node.sends[1]?.request).toEqual(wallet.node.sends[0]?.request)
    expect(thread(wallet)).toMatchObject([{ outgoing: { state: 'sent' } }])
  })

  it('refuses a message that is under way or arrived', async () => {
    const wallet = ready()
    send(wallet)
    expect(resend(wallet, true)).toMatchObject({ error: { code: 'already-sending' } })
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(resend(wallet, true)).toMatchObject({ error: { code: 'already-sent' } })
    expect(wallet.node.sends).toHaveLength(1)
  })

  it('asks for a decision if the outcome of the first attempt is unknown', async () => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, LOST)
    expect(resend(wallet)).toMatchObject({ error: { code: 'outcome-unknown' } })
    expect(resend(wallet, true)).toMatchObject({ ok: true })
    expect(wallet.node.sends).toHaveLength(2)
  })

  it.each([{ kind: 'not-sent' }, { kind: 'failed', code: 'no-route', text: '' }] as const)(
    'keeps an unknown one unknown when the retry was %j, and counts one cost',
    async (answered) => {
      const wallet = ready()
      send(wallet)
      await answer(wallet, LOST)
      void resend(wallet, true)
      expect(wallet.session.state.oneClickSpentSat).toBe(2n)
      await answer(wallet, answered)
      expect(ours(wallet).outgoing).toMatchObject({ state: 'unknown', unknown: 'connection-broke' })
      expect(wallet.session.state.oneClickSpentSat).toBe(1n)
    }
  )

  it('refuses a message that is not ours', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ id: 'theirs', from: MIRA }))
    expect(
      wallet.session.outbox.resend({ id: 'theirs' as MessageId, confirmed: true, retryUnknown: true })
    ).toMatchObject({ error: { code: 'not-found' } })
  })
})

describe('a message of which a part failed', () => {
  const STOPPED = {
    kind: 'unknown',
    code: 'part-failed',
    text: 'part 2 of 3: Failed payment: FAILURE_REASON_NO_ROUTE',
    said: 'node'
  } as const
  const LONG = 'x'.repeat(2_000)
  const extended = (wallet: OpenWallet) =>
    wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true, extension: true })

  it('is completed by the node that recognises what arrived', async () => {
    const wallet = ready()
    extended(wallet)
    send(wallet, LONG)
    await answer(wallet, STOPPED)
    expect(ours(wallet).outgoing).toMatchObject({ state: 'unknown', unknown: 'part-failed' })
    expect(resend(wallet, true)).toMatchObject({ ok: true })
    expect(resend(wallet, true)).toMatchObject({ ok: false, error: { code: 'already-sending' } })
    expect(wallet.node.sends).toHaveLength(2)
    expect(wallet.node.sends[1]?.request).toEqual(wallet.node.sends[0]?.request)
  })

  it('is not sent by a node that would send all of it again', async () => {
    const wallet = ready()
    extended(wallet)
    send(wallet, LONG)
    await answer(wallet, STOPPED)
    wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
    expect(resend(wallet, true)).toMatchObject({ ok: false, error: { code: 'sends-all-again' } })
    expect(wallet.node.sends).toHaveLength(1)
    expect(ours(wallet).outgoing).toMatchObject({ state: 'unknown', unknown: 'part-failed' })
  })

  it('keeps the unknown outcome of an attempt that the node may not have recognised', async () => {
    const wallet = ready()
    send(wallet, LONG)
    await answer(wallet, LOST)
    extended(wallet)
    expect(resend(wallet, true)).toMatchObject({ ok: true })
    await answer(wallet, STOPPED)
    expect(ours(wallet).outgoing).toMatchObject({ state: 'unknown', unknown: 'connection-broke' })
  })
})
