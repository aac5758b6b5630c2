import { describe, expect, it } from 'vitest'
import type { Pubkey } from '../../../../../src/shared/domain/ids'
import { NO_CAPABILITIES, type Capabilities } from '../../../../../src/shared/domain/node'
import { msat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import type { MessagePayment } from '../../../../../src/main/node-client/api'
import { openWallet } from '../../../../support/fakes/open-wallet'
import { MIRA } from './outbox-setup'

const EXTENDED: Capabilities = { ...NO_CAPABILITIES, sendMessage: true, extension: true }

/** A wallet whose node estimates 3.1 sats, and the payments that it was asked about. */
function wallet(capabilities = EXTENDED) {
  const { session, node } = openWallet()
  const asked: MessagePayment[] = []
  node.becomeReady(capabilities)
  node.estimateMessage = (payment) => {
    asked.push(payment)
    return Promise.resolve(ok(msat(3_100n)))
  }
  return { session, node, asked }
}

describe('the estimated fee of a message', () => {
  it('is what the node estimates for one payment, times the number of parts', async () => {
    const { session, asked } = wallet()
    expect(await session.outbox.estimateFee({ pubkey: MIRA, parts: 1 })).toEqual(ok(3_100n))
    expect(await session.outbox.estimateFee({ pubkey: MIRA, parts: 3 })).toEqual(ok(9_300n))
    expect(asked).toEqual([
      { to: MIRA, amountMsat: 1_000n },
      { to: MIRA, amountMsat: 1_000n }
    ])
  })

  it('is asked once for all rows of a thread that ask at the same time', async () => {
    const { session, asked } = wallet()
    const rows = [1, 3, 1].map(async (parts) => await session.outbox.estimateFee({ pubkey: MIRA, parts }))
    expect(await Promise.all(rows)).toEqual([ok(3_100n), ok(9_300n), ok(3_100n)])
    expect(asked).toHaveLength(1)
  })

  it('is not known from a node that does not answer or refuses', async () => {
    const { session, node } = wallet()
    for (const code of ['deadline', 'refused-by-node', 'unimplemented'] as const) {
      node.estimateMessage = () => Promise.resolve(fail(code))
      expect(await session.outbox.estimateFee({ pubkey: MIRA, parts: 1 })).toEqual(ok(undefined))
    }
  })

  it('is asked neither of a node without the extension, nor without a connection, nor for a DID', async () => {
    const original = wallet({ ...EXTENDED, extension: false })
    expect(await original.session.outbox.estimateFee({ pubkey: MIRA, parts: 1 })).toEqual(ok(undefined))
    const lost = wallet()
    lost.node.lose()
    expect(await lost.session.outbox.estimateFee({ pubkey: MIRA, parts: 1 })).toEqual(ok(undefined))
    const did = wallet()
    const pubkey = 'did:peer:1zQmMira' as Pubkey
    expect(await did.session.outbox.estimateFee({ pubkey, parts: 1 })).toEqual(ok(undefined))
    expect([...original.asked, ...lost.asked, ...did.asked]).toEqual([])
  })
})
