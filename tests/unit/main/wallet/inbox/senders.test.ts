import { describe, expect, it } from 'vitest'
import type { MessageId, Pubkey } from '../../../../../src/shared/domain/ids'
import { senderOf } from '../../../../../src/shared/domain/sender'
import { msat, sat } from '../../../../../src/shared/money'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'
import { type OpenWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'
import { MIRA, ready, now, thread, texts, conversations } from './inbox-setup'

describe('a sender without proof', () => {
  const invoice = makeInvoice({ payee: 'Mira' })

  it('never shares a conversation with the proven sender of the same key', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      nodeMessage({ from: MIRA, text: 'from Mira' }),
      nodeMessage({ from: MIRA, claimed: true, text: 'from anybody' })
    )
    expect(texts(wallet)).toEqual(['from Mira'])
    expect(texts(wallet, senderOf(MIRA, true))).toEqual(['from anybody'])
    expect(conversations(wallet)).toHaveLength(2)
  })

  it('has one conversation for both forms of a peer DID, and replies go to the long form', async () => {
    const wallet = ready()
    const long = 'did:peer:1zQm?initialState=eyJhIjoxfQ=='
    await wallet.node.deliver(
      nodeMessage({ from: long, claimed: true, text: 'one' }),
      nodeMessage({ from: 'did:peer:1zQm', claimed: true, text: 'two' })
    )
    expect(texts(wallet, senderOf(long, true))).toEqual(['one', 'two'])
    expect(conversations(wallet)).toHaveLength(1)
  })

  it.each([
    ['that a message claims', MIRA, true, 'sender-unverified'],
    ['that no message names', '', false, 'payee-not-comparable']
  ] as const)('%s has invoices that cannot be paid with one click', async (_how, from, claimed, warning) => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ id: 'forged', from, claimed, text: `Pay me: ${invoice.text}` }))
    const [card] = thread(wallet, senderOf(from, claimed)).messages.flatMap(({ invoices }) => invoices)
    expect(card).toMatchObject({
      warnings: [warning, 'payee-unknown'],
      verdict: { kind: 'confirm', reason: 'unverified-sender' }
    })
    const order = {
      invoice: invoice.text,
      expectedAmountMsat: msat(2_500_000n),
      retryUnknown: false,
      messageId: 'forged' as MessageId
    }
    expect(wallet.session.pay.send({ ...order, confirmed: false })).toMatchObject({
      error: { code: 'needs-confirmation' }
    })
    expect(wallet.session.pay.send({ ...order, confirmed: true })).toMatchObject({ ok: true })
  })
})

describe('a sender that can be mistaken for a known one', () => {
  const LIKE_MIRA = `${MIRA.slice(0, 4)}${'5'.repeat(58)}${MIRA.slice(-4)}` as Pubkey
  const looks = (wallet: OpenWallet): Record<string, string | undefined> =>
    Object.fromEntries(conversations(wallet).map(({ pubkey, looksLike }) => [pubkey, looksLike]))
  const name = ({ session }: OpenWallet, pubkey: Pubkey, petname: string) =>
    now(session.inbox.setSender({ pubkey, petname, muted: false, minSats: sat(0n) }))

  it('is marked if it shares the shown digits, and the known one is not', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: MIRA }), nodeMessage({ from: LIKE_MIRA }))
    expect(looks(wallet)).toEqual({ [MIRA]: undefined, [LIKE_MIRA]: `${MIRA.slice(0, 4)}…${MIRA.slice(-4)}` })
    name(wallet, MIRA, 'Mira')
    expect(looks(wallet)).toEqual({ [MIRA]: undefined, [LIKE_MIRA]: 'Mira' })
    // The card of an invoice shows the same for a payee.
    const { text } = makeInvoice({ payee: 'Mira' })
    const view = now(wallet.session.pay.inspect({ text, messageId: undefined }))
    expect(view).toMatchObject({ cards: [{ payee: MIRA }] })
    expect(JSON.stringify(view, (_key, value: unknown) => String(value))).not.toContain('payeeLooksLike')
  })

  it('is marked if it came first and the other one got the petname', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: LIKE_MIRA }), nodeMessage({ from: MIRA }))
    name(wallet, MIRA, 'Mira')
    expect(looks(wallet)).toEqual({ [MIRA]: undefined, [LIKE_MIRA]: 'Mira' })
    // The person knows this one as well.
    name(wallet, LIKE_MIRA, 'Mira’s phone')
    expect(looks(wallet)).toEqual({ [MIRA]: undefined, [LIKE_MIRA]: undefined })
  })

  it('is marked if it only claims the key or the petname of a known one', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      nodeMessage({ from: MIRA }),
      nodeMessage({ from: MIRA, claimed: true }),
      nodeMessage({ from: 'MÍRA ', claimed: true }),
      nodeMessage({ from: 'Jonas', claimed: true })
    )
    name(wallet, MIRA, 'Mira')
    expect(looks(wallet)).toEqual({
      [MIRA]: undefined,
      [senderOf(MIRA, true)]: 'Mira',
      [senderOf('MÍRA', true)]: 'Mira',
      [senderOf('Jonas', true)]: undefined
    })
  })

  it('is not a proven sender whose key an unknown one claimed before', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: MIRA, claimed: true }), nodeMessage({ from: MIRA }))
    expect(looks(wallet)[MIRA]).toBeUndefined()
  })
})
