import { describe, expect, it } from 'vitest'
import type { Pubkey } from '../../../../../src/shared/domain/ids'
import { senderOf } from '../../../../../src/shared/domain/sender'
import { sat } from '../../../../../src/shared/money'
import { type OpenWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'
import { MIRA, JONAS, ready, now, conversations } from './inbox-setup'

describe('the message search', () => {
  const search = (wallet: OpenWallet, query: string, pubkey?: Pubkey) =>
    now(wallet.session.inbox.search({ query, pubkey, limit: 10, before: undefined })).found.map(
      ({ snippet }) => snippet
    )

  it('finds parts of words in any script, ignoring case and accents, newest first', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      ...['Coffee beans', 'café crème', '明天在咖啡店见', 'Привет, мир', 'a 50% "discount" (maybe) OR *'].map(
        (text) => nodeMessage({ from: MIRA, text })
      ),
      nodeMessage({ from: JONAS, text: 'coffee again' })
    )
    expect(search(wallet, 'offe')).toEqual(['coffee again', 'Coffee beans'])
    expect(search(wallet, 'COFFEE bean')).toEqual(['Coffee beans'])
    expect(search(wallet, 'creme')).toEqual(['café crème'])
    expect(search(wallet, '咖啡店')).toEqual(['明天在咖啡店见'])
    expect(search(wallet, '咖啡')).toEqual(['明天在咖啡店见'])
    expect(search(wallet, 'МИР')).toEqual(['Привет, мир'])
    expect(search(wallet, '"discount" (m')).toEqual(['a 50% "discount" (maybe) OR *'])
    expect(search(wallet, '0%')).toEqual(['a 50% "discount" (maybe) OR *'])
    expect(search(wallet, 'coffee', JONAS)).toEqual(['coffee again'])
    expect(search(wallet, 'tea')).toEqual([])
    expect(search(wallet, '   ')).toEqual([])
  })

  it('gives pages, and a snippet around the match in a long text', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      ...Array.from({ length: 15 }, (_, n) => nodeMessage({ from: MIRA, text: `note ${n}` }))
    )
    const { inbox } = wallet.session
    const first = now(inbox.search({ query: 'note', pubkey: undefined, limit: 10, before: undefined }))
    expect([first.found.length, first.more]).toEqual([10, true])
    const before = first.found.at(-1)?.seq
    const second = now(inbox.search({ query: 'note', pubkey: undefined, limit: 10, before }))
    expect([second.found.length, second.more]).toEqual([5, false])
    await wallet.node.deliver(nodeMessage({ from: MIRA, text: `${'word '.repeat(500)}needle in it` }))
    expect(search(wallet, 'needle')[0]).toMatch(/^….{0,60}needle in it$/u)
  })

  it('finds conversations by petname and by the beginning of a key', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ from: MIRA }), nodeMessage({ from: JONAS }))
    void wallet.session.inbox.setSender({
      pubkey: MIRA,
      petname: 'Mirá Ñandú',
      muted: true,
      minSats: sat(5n)
    })
    expect(conversations(wallet, 'nandu').map(({ pubkey }) => pubkey)).toEqual([MIRA])
    expect(conversations(wallet, JONAS.slice(0, 10)).map(({ pubkey }) => pubkey)).toEqual([JONAS])
    expect(conversations(wallet, '%')).toEqual([])
    expect(conversations(wallet, 'nandu')[0]?.sender).toEqual({
      petname: 'Mirá Ñandú',
      muted: true,
      minSats: 5n
    })
  })

  it('finds a claimed sender by the petname that it is shown with', async () => {
    const wallet = ready()
    const claimed = senderOf(MIRA, true)
    const keys = (query: string) => conversations(wallet, query).map(({ pubkey }) => pubkey)
    await wallet.node.deliver(nodeMessage({ from: MIRA }), nodeMessage({ from: MIRA, claimed: true }))
    const setSender = { muted: false, minSats: sat(0n) }
    now(wallet.session.inbox.setSender({ pubkey: MIRA, petname: 'Mira', ...setSender }))
    expect(keys('mir')).toEqual([claimed, MIRA])
    now(wallet.session.inbox.setSender({ pubkey: claimed, petname: 'Somebody', ...setSender }))
    expect(keys('mir')).toEqual([MIRA])
    expect(keys('some')).toEqual([claimed])
  })
})
