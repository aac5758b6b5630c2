import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Pubkey } from '../../../../../src/shared/domain/ids'
import { MessagesRepository } from '../../../../../src/main/store/messages'
import { nodeMessage } from '../../../../support/fakes/scripted-node'
import { conversations, ready, thread } from './inbox-setup'

const UNKNOWN = '' as Pubkey
/** Each of these letters is one UTF-16 unit and three bytes. */
const boostOf = (length: number) =>
  nodeMessage({ from: '', serviceType: 'podcast', text: JSON.stringify({ message: 'あ'.repeat(length) }) })

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the data of a podcast message', () => {
  it.each([
    ['is read for a record of any length that is shown as one', 19_900, true],
    ['is not read if it is too long for a record', 20_000, false]
  ])('%s', async (_, length, isRecord) => {
    const wallet = ready()
    await wallet.node.deliver(boostOf(length))
    const data = vi.spyOn(MessagesRepository.prototype, 'data')
    expect(thread(wallet, UNKNOWN).messages[0]?.boost !== undefined).toBe(isRecord)
    expect(conversations(wallet)[0]?.lastLine).toMatch(
      isRecord ? /^Boost for a podcast: あ/u : /^\{"message/u
    )
    expect(data.mock.calls.length > 0).toBe(isRecord)
  })
})
