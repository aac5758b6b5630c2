import { describe, expect, it } from 'vitest'
import type { MessageId, Pubkey } from '../../../../../src/shared/domain/ids'
import { senderOf } from '../../../../../src/shared/domain/sender'
import { msat, sat } from '../../../../../src/shared/money'
import { shortKey } from '../../../../../src/shared/short-key'
import { makeInvoice, pubkeyOf } from '../../../../support/fixtures/make-invoice'
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

describe('the messages without a sender', () => {
  it('have one conversation, which is found by itself among others', async () => {
    const wallet = ready()
    const one = (pubkey: Pubkey) => now(wallet.session.inbox.conversation({ pubkey }))
    expect(one(senderOf('', false))).toBeUndefined()
    await wallet.node.deliver(
      nodeMessage({ from: '', serviceType: 'tip', text: 'For the concert' }),
      nodeMessage({ from: '', text: 'Keep it open' }),
      nodeMessage({ from: MIRA })
    )
    expect(one(senderOf('', false))).toMatchObject({ pubkey: '', name: '', lastLine: 'Keep it open' })
    expect(one(MIRA)?.pubkey).toBe(MIRA)
    expect(texts(wallet, senderOf('', false))).toEqual(['For the concert', 'Keep it open'])
  })
})

describe('a sender that can be mistaken for a known one', () => {
  const LIKE_MIRA = `${MIRA.slice(0, 4)}${'5'.repeat(58)}${MIRA.slice(-4)}` as Pubkey
  const looks = (wallet: OpenWallet): Record<string, string | undefined> =>
    Object.fromEntries(conversations(wallet).map(({ pubkey, looksLike }) => [pubkey, looksLike?.name]))
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

  it('is not a proven sender whose key an unknown one claimed before', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: MIRA, claimed: true }), nodeMessage({ from: MIRA }))
    expect(looks(wallet)[MIRA]).toBeUndefined()
  })

  it('keeps its mark on another payee’s card, and loses it there when the person knows both keys', async () => {
    const wallet = ready()
    const payee = pubkeyOf('Mira')
    const known = `${payee.slice(0, 4)}${'5'.repeat(58)}${payee.slice(-4)}` as Pubkey
    await wallet.node.deliver(nodeMessage({ from: known }))
    const card = () =>
      now(wallet.session.pay.inspect({ text: makeInvoice({ payee: 'Mira' }).text, messageId: undefined }))
    expect(card()).toMatchObject({
      cards: [{ payeeLooksLike: shortKey(known), warnings: ['payee-lookalike', 'payee-unknown'] }]
    })
    expect(wallet.session.inbox.tellApart({ pubkey: known, other: payee })).toMatchObject({ ok: true })
    expect(card()).toMatchObject({ cards: [{ warnings: ['payee-unknown'] }] })
  })

  it('is no lookalike of that one any more once the person knows both keys, but still of a further one', async () => {
    const wallet = ready()
    const NORA = `${MIRA.slice(0, 4)}${'7'.repeat(58)}${MIRA.slice(-4)}` as Pubkey
    await wallet.node.deliver(nodeMessage({ from: MIRA }), nodeMessage({ from: LIKE_MIRA }))
    name(wallet, MIRA, 'Mira')
    expect(wallet.session.inbox.tellApart({ pubkey: LIKE_MIRA, other: MIRA })).toMatchObject({ ok: true })
    expect(looks(wallet)).toEqual({ [MIRA]: undefined, [LIKE_MIRA]: undefined })
    expect(wallet.told.changes.at(-1)?.conversations).toEqual([
      ...[LIKE_MIRA, senderOf(LIKE_MIRA, true), MIRA, senderOf(MIRA, true)]
    ])
    // The answer is about the keys, so it holds if a message only claims one of them.
    await wallet.node.deliver(nodeMessage({ from: LIKE_MIRA, claimed: true }))
    expect(looks(wallet)).toMatchObject({ [LIKE_MIRA]: undefined, [senderOf(LIKE_MIRA, true)]: undefined })
    await wallet.node.deliver(nodeMessage({ from: NORA }))
    expect(looks(wallet)[NORA]).toBe('Mira')
    name(wallet, NORA, 'Nora')
    expect(looks(wallet)).toMatchObject({ [MIRA]: undefined, [NORA]: undefined, [LIKE_MIRA]: 'Nora' })
  })

  it('leads to the conversation of the known one only if that one is proven and has one', async () => {
    const wallet = ready()
    const like = () => conversations(wallet).find(({ pubkey }) => pubkey === LIKE_MIRA)?.looksLike
    await wallet.node.deliver(nodeMessage({ from: LIKE_MIRA }))
    name(wallet, MIRA, 'Mira')
    expect(like()).toEqual({ pubkey: MIRA, name: 'Mira', canOpen: false })
    await wallet.node.deliver(nodeMessage({ from: MIRA }))
    expect(like()).toEqual({ pubkey: MIRA, name: 'Mira', canOpen: true })
  })
})

describe('a sender that claims to be a known one', () => {
  const claims = (wallet: OpenWallet) =>
    Object.fromEntries(conversations(wallet).map(({ pubkey, claimsToBe }) => [pubkey, claimsToBe?.name]))
  const name = ({ session }: OpenWallet, pubkey: Pubkey, petname: string) =>
    now(session.inbox.setSender({ pubkey, petname, muted: false, minSats: sat(0n) }))

  it('is told by its key, or by a text instead of a key that is a petname', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      nodeMessage({ from: MIRA }),
      nodeMessage({ from: MIRA, claimed: true }),
      nodeMessage({ from: 'MÍRA ', claimed: true }),
      nodeMessage({ from: 'Jonas', claimed: true })
    )
    expect(claims(wallet)).toMatchObject({ [senderOf(MIRA, true)]: shortKey(MIRA) })
    name(wallet, MIRA, 'Mira')
    expect(claims(wallet)).toEqual({
      [MIRA]: undefined,
      [senderOf(MIRA, true)]: 'Mira',
      [senderOf('MÍRA', true)]: 'Mira',
      [senderOf('Jonas', true)]: undefined
    })
    expect(conversations(wallet).every(({ looksLike }) => looksLike === undefined)).toBe(true)
  })

  it('has the petname of the proven sender of its key, until it gets its own', async () => {
    const wallet = ready()
    const claimed = senderOf(MIRA, true)
    await wallet.node.deliver(
      nodeMessage({ from: MIRA, text: 'signed' }),
      nodeMessage({ from: MIRA, claimed: true, text: 'forged parcel', amount: 700n })
    )
    name(wallet, MIRA, 'Mira')
    const shown = () => ({
      list: conversations(wallet).find(({ pubkey }) => pubkey === claimed)?.name,
      search: now(wallet.session.inbox.search({ query: 'forged', limit: 10 })).found.map(
        (found) => found.name
      ),
      activity: now(wallet.session.activity.page({ filter: 'all', query: '', limit: 10 })).rows.map(
        ({ counterparty, unverified }) => [counterparty, unverified]
      )
    })
    expect(shown()).toEqual({ list: 'Mira', search: ['Mira'], activity: [['Mira', true]] })
    name(wallet, claimed, 'Somebody')
    expect(shown()).toEqual({ list: 'Somebody', search: ['Somebody'], activity: [['Somebody', true]] })
    // Its settings stay its own.
    expect(conversations(wallet).find(({ pubkey }) => pubkey === MIRA)?.sender.petname).toBe('Mira')
  })

  it('has its claimed name on the card of its invoice', async () => {
    const wallet = ready()
    const { text } = makeInvoice({ payee: 'Jonas' })
    await wallet.node.deliver(
      nodeMessage({ from: MIRA }),
      nodeMessage({ from: MIRA, claimed: true, text: `Pay ${text}` }),
      nodeMessage({ from: '', text: `Pay ${text}` })
    )
    name(wallet, MIRA, 'Mira')
    const named = (pubkey: Pubkey) =>
      thread(wallet, pubkey).messages.flatMap(({ invoices }) =>
        invoices.map((card) => card.sender?.unprovenName)
      )
    expect(named(senderOf(MIRA, true))).toEqual(['Mira'])
    expect(named(senderOf('', false))).toEqual([''])
  })
})
