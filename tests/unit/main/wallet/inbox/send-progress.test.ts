import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import type { MessageProgress } from '../../../../../src/shared/domain/outgoing'
import { msat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import type { OpenWallet } from '../../../../support/fakes/open-wallet'
import { answer, ours, ready, send } from './outbox-setup'

const LONG = 'x'.repeat(2_000)
const SECOND = 1_000

/** A wallet whose node reports this progress, and the drafts that it was asked about. */
function extended(progress: MessageProgress | undefined = { parts: 3, arrived: 1 }) {
  const wallet = ready()
  wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true, extension: true })
  const reported: { current: MessageProgress | undefined } = { current: progress }
  const asked: string[] = []
  wallet.node.trackSent = (draft) => {
    asked.push(draft)
    return Promise.resolve(ok(reported.current))
  }
  return { wallet, asked, reported }
}

const pass = ({ clock }: OpenWallet, ms: number): Promise<void> => clock.advance(ms)
const announced = ({ told }: OpenWallet) => told.changes.flatMap(({ messages }) => messages)

describe('the progress of a message in several parts', () => {
  it('is asked once a second, and announced only if more parts have arrived', async () => {
    const { wallet, asked, reported } = extended()
    send(wallet, LONG)
    expect(ours(wallet).progress).toBeUndefined()
    await pass(wallet, SECOND)
    expect(asked).toEqual([ours(wallet).id])
    expect(ours(wallet).progress).toEqual({ parts: 3, arrived: 1, since: wallet.clock.now() })
    const before = announced(wallet).length
    const began = wallet.clock.now()
    await pass(wallet, SECOND)
    expect(announced(wallet)).toHaveLength(before)
    expect(ours(wallet).progress?.since).toBe(began)
    const feesMsat = [msat(1_000n), msat(0n)]
    reported.current = { parts: 3, arrived: 2, feesMsat }
    await pass(wallet, SECOND)
    expect(announced(wallet).at(-1)).toMatchObject({
      progress: { parts: 3, arrived: 2, feesMsat, since: wallet.clock.now() }
    })
  })

  it('counts the time of the first part from the beginning', async () => {
    const { wallet } = extended({ parts: 3, arrived: 0 })
    const began = wallet.clock.now()
    send(wallet, LONG)
    await pass(wallet, SECOND)
    expect(ours(wallet).progress).toMatchObject({ arrived: 0, since: began })
  })

  it('ends with the outcome, and no answer that is still to come brings it back', async () => {
    const { wallet } = extended()
    let late = (): void => undefined
    wallet.node.trackSent = () =>
      new Promise((resolve) => {
        late = () => {
          resolve(ok({ parts: 3, arrived: 1 }))
        }
      })
    send(wallet, LONG)
    await pass(wallet, SECOND)
    await answer(wallet, { kind: 'sent', id: 'abc' })
    late()
    await pass(wallet, 60 * SECOND)
    expect(ours(wallet)).toMatchObject({ outgoing: { state: 'sent' }, progress: undefined })
  })

  it('is not asked for a message in one part, nor of a node without the extension', async () => {
    const { wallet, asked } = extended()
    send(wallet, 'short')
    await pass(wallet, 10 * SECOND)
    wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
    send(wallet, LONG, { draft: 2 })
    await pass(wallet, 10 * SECOND)
    expect(asked).toEqual([])
  })

  it('is not asked again of a node that does not know the call', async () => {
    const { wallet } = extended()
    let calls = 0
    wallet.node.trackSent = () => {
      calls += 1
      return Promise.resolve(fail('unimplemented'))
    }
    send(wallet, LONG)
    await pass(wallet, SECOND)
    await pass(wallet, 60 * SECOND)
    expect(calls).toBe(1)
    expect(ours(wallet)).toMatchObject({ outgoing: { state: 'sending' }, progress: undefined })
  })

  it('keeps the last number while the node does not answer, and ignores a number for other parts', async () => {
    const { wallet, reported } = extended()
    send(wallet, LONG)
    await pass(wallet, SECOND)
    reported.current = { parts: 2, arrived: 2 }
    await pass(wallet, SECOND)
    reported.current = undefined
    await pass(wallet, SECOND)
    wallet.node.trackSent = () => Promise.resolve(fail('deadline'))
    await pass(wallet, SECOND)
    expect(ours(wallet).progress).toMatchObject({ parts: 3, arrived: 1 })
  })

  it('never goes back', async () => {
    const { wallet, reported } = extended({ parts: 3, arrived: 2 })
    send(wallet, LONG)
    await pass(wallet, SECOND)
    const since = wallet.clock.now()
    const before = announced(wallet).length
    for (const arrived of [1, 0]) {
      reported.current = { parts: 3, arrived }
      await pass(wallet, SECOND)
      expect(ours(wallet).progress).toEqual({ parts: 3, arrived: 2, since })
    }
    expect(announced(wallet)).toHaveLength(before)
  })

  it('never settles a message', async () => {
    const { wallet } = extended({ parts: 3, arrived: 3 })
    send(wallet, LONG)
    await pass(wallet, SECOND)
    expect(ours(wallet)).toMatchObject({ outgoing: { state: 'sending' }, progress: { arrived: 3 } })
  })
})
