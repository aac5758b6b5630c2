import { describe, expect, it, vi } from 'vitest'
import { Store } from '../../../../../src/main/store/store'
import type { MessageId } from '../../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { stoppedParts, type MessageProgress } from '../../../../../src/shared/domain/outgoing'
import { msat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import { settle } from '../../../../support/fakes/fake-clock'
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

  describe('and what its parts cost', () => {
    const spent = ({ session }: OpenWallet) => session.state.oneClickSpentSat
    const NO_ANSWER = fail('lost')
    async function stopped(reported: MessageProgress | 'no answer' | undefined) {
      const wallet = ready()
      extended(wallet)
      const asked: string[] = []
      wallet.node.trackSent = (draft) => {
        asked.push(draft)
        return Promise.resolve(reported === 'no answer' ? NO_ANSWER : ok(reported))
      }
      send(wallet, LONG)
      await answer(wallet, STOPPED)
      return { wallet, asked }
    }

    it('is asked of the node once, stored and announced', async () => {
      const { wallet, asked } = await stopped({ parts: 3, arrived: 1, feesMsat: [msat(1_050n)] })
      expect(asked).toEqual([ours(wallet).id])
      const known = { feeMsat: 1_050n, partFeesMsat: [1_050n] }
      expect(ours(wallet).outgoing).toMatchObject(known)
      expect(wallet.told.changes.at(-1)?.messages).toMatchObject([{ outgoing: known }])
      expect(spent(wallet)).toBe(3n)
      expect(ours(openWallet({ dbFile: wallet.dbFile })).outgoing).toMatchObject(known)
    })

    it.each([
      ['does not have the message', undefined],
      ['reports no fees', { parts: 3, arrived: 1, feesMsat: undefined }],
      ['reports other parts', { parts: 2, arrived: 1, feesMsat: [msat(1_050n)] }],
      ['reports another number of parts that arrived', { parts: 3, arrived: 0, feesMsat: [] }]
    ])(
      'stays unknown if the node %s, and then counts with the largest fees of the parts that arrived',
      async (_, report) => {
        const { wallet, asked } = await stopped(report)
        expect(ours(wallet).outgoing).toMatchObject({ unknown: 'part-failed', partFeesMsat: undefined })
        expect(spent(wallet)).toBe(11n)
        wallet.node.lose()
        extended(wallet)
        await settle()
        expect(asked).toHaveLength(1)
      }
    )

    it('is asked again after another attempt, also when the answer to that is lost', async () => {
      const { wallet, asked } = await stopped(undefined)
      wallet.node.trackSent = (draft) => {
        asked.push(draft)
        return Promise.resolve(NO_ANSWER)
      }
      void resend(wallet, true)
      await answer(wallet, STOPPED)
      expect(asked).toHaveLength(2)
      wallet.node.lose()
      extended(wallet)
      await settle()
      expect(asked.length).toBeGreaterThan(2)
    })

    it('is asked again when the connection is back, and then counts', async () => {
      const { wallet, asked } = await stopped('no answer')
      const { id } = ours(wallet)
      expect(spent(wallet)).toBe(11n)
      wallet.node.trackSent = (draft) => {
        asked.push(draft)
        return Promise.resolve(ok({ parts: 3, arrived: 1, feesMsat: [msat(1_050n)] }))
      }
      wallet.node.lose()
      await settle()
      expect(asked).toEqual([id])
      extended(wallet)
      await settle()
      expect(asked).toEqual([id, id])
      expect(ours(wallet).outgoing).toMatchObject({ feeMsat: 1_050n, partFeesMsat: [1_050n] })
      expect(wallet.told.changes.at(-1)?.messages).toMatchObject([{ id }])
      expect(spent(wallet)).toBe(3n)
      wallet.node.lose()
      extended(wallet)
      await settle()
      expect(asked).toHaveLength(2)
    })

    it('is asked again after a reconnect while the request of the earlier connection is under way', async () => {
      const { wallet } = await stopped('no answer')
      const requests: ((report: MessageProgress | undefined) => void)[] = []
      wallet.node.trackSent = () =>
        new Promise((resolve) => {
          requests.push((report) => {
            resolve(report === undefined ? NO_ANSWER : ok(report))
          })
        })
      const reconnect = async () => {
        wallet.node.lose()
        extended(wallet)
        await settle()
      }
      await reconnect()
      await reconnect()
      await reconnect()
      expect(requests).toHaveLength(1)
      requests[0]?.(undefined)
      await settle()
      expect(requests).toHaveLength(2)
      requests[1]?.({ parts: 3, arrived: 1, feesMsat: [msat(1_050n)] })
      await settle()
      expect(ours(wallet).outgoing).toMatchObject({ partFeesMsat: [1_050n] })
      expect(requests).toHaveLength(2)
    })

    it('is asked after the outcome could be written, if the disk was full before', async () => {
      const wallet = ready()
      extended(wallet)
      wallet.node.trackSent = () => Promise.resolve(ok({ parts: 3, arrived: 1, feesMsat: [msat(1_050n)] }))
      send(wallet, LONG)
      const write = vi.spyOn(Store.prototype, 'write').mockReturnValue(fail('store-failed'))
      await answer(wallet, STOPPED)
      write.mockRestore()
      expect(ours(wallet).outgoing).toMatchObject({ state: 'sending' })
      await wallet.clock.advance(5_000)
      expect(ours(wallet).outgoing).toMatchObject({ unknown: 'part-failed', partFeesMsat: [1_050n] })
    })

    it('is asked again after the wallet was started anew, but not of a node without the extension', async () => {
      const { dbFile, clock } = (await stopped(undefined)).wallet
      const next = openWallet({ dbFile, clock })
      const asked: string[] = []
      next.node.trackSent = (draft) => {
        asked.push(draft)
        return Promise.resolve(ok({ parts: 3, arrived: 1, feesMsat: [msat(1_050n)] }))
      }
      next.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
      await settle()
      expect(asked).toEqual([])
      extended(next)
      await settle()
      expect(asked).toEqual([ours(next).id])
      expect(ours(next).outgoing).toMatchObject({ partFeesMsat: [1_050n] })
    })

    it('is not taken from an answer that comes after the rest was sent', async () => {
      const wallet = ready()
      extended(wallet)
      let late = (): void => undefined
      wallet.node.trackSent = () =>
        new Promise((resolve) => {
          late = () => {
            resolve(ok({ parts: 3, arrived: 1, feesMsat: [msat(1_050n)] }))
          }
        })
      send(wallet, LONG)
      await answer(wallet, STOPPED)
      void resend(wallet, true)
      late()
      await settle()
      expect(ours(wallet).outgoing).toMatchObject({ state: 'sending', feeMsat: undefined })
      await answer(wallet, { kind: 'sent', id: 'abc', feeMsat: msat(3_000n) })
      expect(ours(wallet).outgoing).toMatchObject({ state: 'sent', feeMsat: 3_000n })
    })
  })

  it('can be left as it is, and completed later', async () => {
    const wallet = ready()
    extended(wallet)
    const leave = () => wallet.session.outbox.leaveRest({ id: ours(wallet).id })
    send(wallet, LONG)
    expect(leave()).toMatchObject({ error: { code: 'not-found' } })
    await answer(wallet, STOPPED)
    expect(wallet.session.unsettled().messages).toBe(1)
    expect(leave()).toEqual({ ok: true, value: undefined })
    expect(wallet.session.unsettled().messages).toBe(0)
    expect(wallet.told.changes.at(-1)?.messages).toMatchObject([{ outgoing: { leftAlone: true } }])
    expect(resend(wallet, true)).toMatchObject({ ok: true, value: { outgoing: { leftAlone: false } } })
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

  it.each([
    [{ kind: 'not-sent' }, 'not-sent'],
    [{ kind: 'failed', code: 'key-refused', text: 'api key is not provided' }, 'key-refused']
  ] as const)('stays where it stopped after an attempt that was %j', async (answered, restFailure) => {
    const wallet = ready()
    extended(wallet)
    wallet.node.trackSent = () => Promise.resolve(ok({ parts: 3, arrived: 1, feesMsat: [msat(1_050n)] }))
    send(wallet, LONG)
    await answer(wallet, STOPPED)
    const { nodeText, said, feeMsat, partFeesMsat } = ours(wallet).outgoing ?? {}
    void resend(wallet, true)
    await answer(wallet, answered)
    expect(ours(wallet).outgoing).toMatchObject({
      state: 'unknown',
      unknown: 'part-failed',
      nodeText,
      said,
      feeMsat,
      partFeesMsat,
      restFailure
    })
    expect(wallet.session.state.oneClickSpentSat).toBe(3n)
    expect(wallet.session.outbox.leaveRest({ id: ours(wallet).id })).toMatchObject({ ok: true })
    wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
    expect(resend(wallet, true)).toMatchObject({ ok: false, error: { code: 'sends-all-again' } })
  })

  it('stops where LND was not available before the next part', async () => {
    const wallet = ready()
    extended(wallet)
    send(wallet, LONG)
    await answer(wallet, STOPPED)
    void resend(wallet, true)
    const text = 'part 3 of 3: Nothing was sent: LND is locked'
    await answer(wallet, { ...STOPPED, text })
    expect(ours(wallet).outgoing).toMatchObject({ unknown: 'part-failed', nodeText: text })
    wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
    expect(resend(wallet, true)).toMatchObject({ ok: false, error: { code: 'sends-all-again' } })
  })

  it('is unknown if the node then stops before a part that had arrived', async () => {
    const wallet = ready()
    extended(wallet)
    send(wallet, LONG)
    await answer(wallet, { ...STOPPED, text: 'part 3 of 3: Failed payment: FAILURE_REASON_NO_ROUTE' })
    void resend(wallet, true)
    await answer(wallet, { ...STOPPED, text: 'part 2 of 3: Nothing was sent: LND is locked' })
    expect(ours(wallet).outgoing).toMatchObject({ unknown: 'node-unclear', partFeesMsat: undefined })
  })

  /** It stopped half-way, and the attempt to send the rest has an unknown outcome. */
  const lost = async () => {
    const wallet = ready()
    extended(wallet)
    send(wallet, LONG)
    await answer(wallet, STOPPED)
    void resend(wallet, true)
    await answer(wallet, LOST)
    return wallet
  }

  it('is unknown after an attempt that may have sent more of it', async () => {
    const wallet = await lost()
    expect(ours(wallet).outgoing).toMatchObject({ unknown: 'connection-broke', restFailure: undefined })
  })

  describe('and whose rest has an unknown outcome', () => {
    const LAST_PART = 'part 3 of 3: Failed payment: FAILURE_REASON_NO_ROUTE'
    const again = async (wallet: OpenWallet, answered: Parameters<typeof answer>[1]) => {
      void resend(wallet, true)
      await answer(wallet, answered)
      return ours(wallet).outgoing
    }

    it('is still not sent by a node that would send all of it again', async () => {
      const wallet = await lost()
      wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
      expect(resend(wallet, true)).toMatchObject({ error: { code: 'sends-all-again' } })
      const next = ready({ dbFile: wallet.dbFile, clock: wallet.clock })
      expect(resend(next, true)).toMatchObject({ error: { code: 'sends-all-again' } })
      extended(wallet)
      expect(resend(wallet, true)).toMatchObject({ ok: true })
    })

    it('stops where the node then proves that it stopped, however many attempts are lost before', async () => {
      const wallet = await lost()
      await again(wallet, LOST)
      expect(await again(wallet, { ...STOPPED, text: LAST_PART })).toMatchObject({
        unknown: 'part-failed',
        nodeText: LAST_PART
      })
    })

    it.each([2, 3])(
      'stays unknown if LND was not available for part %i, which may have left, until its payment fails',
      async (part) => {
        const wallet = await lost()
        const text = `part ${part} of 3: Nothing was sent: LND cannot be reached`
        expect(stoppedParts(text)).toBeDefined()
        expect(await again(wallet, { ...STOPPED, text })).toMatchObject({ unknown: 'connection-broke' })
        expect(wallet.session.outbox.leaveRest({ id: ours(wallet).id })).toMatchObject({ ok: false })
        wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
        expect(resend(wallet, true)).toMatchObject({ error: { code: 'sends-all-again' } })
        extended(wallet)
        const failed = `part ${part} of 3: Failed payment: FAILURE_REASON_NO_ROUTE`
        expect(await again(wallet, { ...STOPPED, text: failed })).toMatchObject({ unknown: 'part-failed' })
      }
    )

    it.each([
      ['that never left', { kind: 'not-sent' }],
      [
        'that the node refused, because it knows the draft with another content',
        { kind: 'failed', code: 'refused-by-node', text: 'this draft was sent with another content' }
      ]
    ] as const)('stays unknown after an attempt %s', async (_, certain) => {
      const outgoing = await again(await lost(), certain)
      expect(outgoing).toMatchObject({ unknown: 'connection-broke', restFailure: undefined })
    })

    it('stays unknown, wherever it stops, once the node has reported less than it had proven', async () => {
      const wallet = await lost()
      const lower = { ...STOPPED, text: 'part 1 of 3: Failed payment: FAILURE_REASON_NO_ROUTE' }
      expect(await again(wallet, lower)).toMatchObject({ unknown: 'node-unclear' })
      expect(await again(wallet, LOST)).toMatchObject({ unknown: 'connection-broke' })
      expect(await again(wallet, { ...STOPPED, text: LAST_PART })).toMatchObject({ unknown: 'node-unclear' })
    })
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
