import { describe, expect, it } from 'vitest'
import {
  bareName,
  conversationName,
  isClaimed,
  isKeyless,
  isProven,
  keyOf,
  senderName,
  senderOf
} from '../../../../src/shared/domain/sender'

const KEY = `02${'ab'.repeat(32)}`

describe('a sender', () => {
  it.each([KEY.toUpperCase(), ` ${KEY}`, `${KEY}\n`])('is the same for every form of one key: %j', (form) => {
    expect(senderOf(form, false)).toBe(KEY)
  })

  it('is the same for the short and the long form of a peer DID', () => {
    const short = senderOf('did:peer:1zQm', true)
    expect(senderOf('did:peer:1zQm?initialState=eyJhIjoxfQ==', true)).toBe(short)
    expect(senderOf('did:peer:1zQn', true)).not.toBe(short)
    expect(keyOf(short)).toBe('did:peer:1zQm')
  })

  it('that is only claimed is never the proven sender of the same key', () => {
    expect(senderOf(KEY, true)).not.toBe(senderOf(KEY, false))
    expect(isClaimed(senderOf(KEY, true))).toBe(true)
    expect(isClaimed(senderOf(KEY, false))).toBe(false)
    expect(keyOf(senderOf(KEY, true))).toBe(KEY)
  })

  it('cannot become proven through the text of its key', () => {
    const once = senderOf(KEY, true)
    expect(senderOf(once, true)).toBe(once)
    expect(isClaimed(senderOf(once, false))).toBe(true)
  })

  it.each([false, true])(
    'that is not named claims nothing and proves nothing (second generation: %s)',
    (claimed) => {
      const sender = senderOf('', claimed)
      expect([isKeyless(sender), isClaimed(sender), isProven(sender)]).toEqual([true, false, false])
      expect(keyOf(sender)).toBe('')
      expect(conversationName(sender, '')).toBe('Unknown senders')
      expect(conversationName(sender, 'Tips')).toBe('Tips')
    }
  )

  it('has a name that is never blank, marked if the sender is only claimed', () => {
    expect(bareName('', '')).toBe('Unknown sender')
    expect(bareName('\u200b \u2066', '')).not.toBe('')
    expect(senderName(senderOf('', true), '')).toBe('Unknown sender')
    expect(senderName(senderOf(KEY, true), 'Jonas')).toBe('Jonas (unverified)')
    expect(senderName(senderOf(KEY, false), 'Jonas')).toBe('Jonas')
  })
})
