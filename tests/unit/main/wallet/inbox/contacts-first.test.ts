import { describe, expect, it } from 'vitest'
import type { ConversationCursor, InboxOrder } from '../../../../../src/shared/domain/message'
import type { Pubkey } from '../../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { msat, sat } from '../../../../../src/shared/money'
import { settle } from '../../../../support/fakes/fake-clock'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'
import { makeInvoice, pubkeyOf } from '../../../../support/fixtures/make-invoice'

const MIRA = pubkeyOf('Mira')
const JONAS = pubkeyOf('Jonas')
const COURIER = pubkeyOf('Courier')
const STRANGER = pubkeyOf('Stranger')

function ready(): OpenWallet {
  const wallet = openWallet()
  wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
  return wallet
}

/** The whole list, read page by page. */
function listed({ session }: OpenWallet, order: InboxOrder, limit = 50): readonly Pubkey[] {
  const keys: Pubkey[] = []
  let before: ConversationCursor | undefined
  for (let more = true; more;) {
    const page = session.inbox.conversations({ limit, order, before })
    if (page instanceof Promise || !page.ok) throw new Error('no page')
    keys.push(...page.value.conversations.map(({ pubkey }) => pubkey))
    before = page.value.conversations.at(-1)
    more = page.value.more
  }
  return keys
}
function rename({ session }: OpenWallet, pubkey: Pubkey, petname: string): void {
  void session.inbox.setSender({ pubkey, petname, muted: false, minSats: sat(0n) })
}

async function withThree(): Promise<OpenWallet> {
  const wallet = ready()
  for (const from of [MIRA, JONAS, STRANGER]) await wallet.node.deliver(nodeMessage({ from, text: 'Hello' }))
  return wallet
}

describe('the inbox with contacts first', () => {
  it('lists a sender with a petname above newer strangers, and below them again without the petname', async () => {
    const wallet = await withThree()
    rename(wallet, MIRA, 'Mira')
    expect(listed(wallet, 'contacts-first')).toEqual([MIRA, STRANGER, JONAS])
    expect(listed(wallet, 'newest')).toEqual([STRANGER, JONAS, MIRA])
    rename(wallet, MIRA, '')
    expect(listed(wallet, 'contacts-first')).toEqual([STRANGER, JONAS, MIRA])
  })

  it('counts a person that was written to as a contact', async () => {
    const wallet = await withThree()
    const args = { pubkey: JONAS, text: 'Hello Jonas', replyToId: undefined, maxCostSat: sat(1n) }
    void wallet.session.outbox.send({ ...args, draftId: crypto.randomUUID(), confirmed: false })
    await wallet.node.deliver(nodeMessage({ from: STRANGER, text: 'Me again' }))
    expect(listed(wallet, 'contacts-first')).toEqual([JONAS, STRANGER, MIRA])
  })

  it('counts a payee as a contact once the payment succeeded, and announces the conversation', async () => {
    const wallet = await withThree()
    await wallet.node.deliver(nodeMessage({ from: COURIER, text: 'Parcel' }))
    await wallet.node.deliver(nodeMessage({ from: STRANGER, text: 'Me again' }))
    const invoice = makeInvoice({ payee: 'Courier', createdAt: wallet.clock.now() })
    expect(listed(wallet, 'contacts-first')[0]).toBe(STRANGER)
    void wallet.session.pay.send({
      invoice: invoice.text,
      expectedAmountMsat: msat(2_500_000n),
      confirmed: false,
      retryUnknown: false,
      messageId: undefined
    })
    expect(listed(wallet, 'contacts-first')[0]).toBe(STRANGER)
    wallet.node.pays[0]?.answer({ kind: 'paid', preimage: invoice.preimage })
    await settle()
    expect(listed(wallet, 'contacts-first')[0]).toBe(COURIER)
    expect(wallet.told.changes.at(-1)?.conversations).toEqual([COURIER])
  })

  it('lists every conversation exactly once over pages of any size', async () => {
    const wallet = ready()
    const keys = Array.from({ length: 30 }, (_, index) => pubkeyOf(`person ${index}`))
    await wallet.node.deliver(...keys.map((from) => nodeMessage({ from, text: 'Hello' })))
    for (const key of keys.filter((_, index) => index % 3 === 0)) rename(wallet, key, 'Friend')
    const expected = [
      ...keys.filter((_, i) => i % 3 === 0).reverse(),
      ...keys.filter((_, i) => i % 3 > 0).reverse()
    ]
    for (const size of [1, 7, 10, 500]) expect(listed(wallet, 'contacts-first', size)).toEqual(expected)
  })
})
