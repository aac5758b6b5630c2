import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Draft } from '../../../../src/renderer/lib/draft.svelte'
import { Drafts } from '../../../../src/renderer/lib/drafts'
import { MAX_MESSAGE_BYTES } from '../../../../src/shared/message-cost'
import { fail, ok } from '../../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../../support/fakes/fake-imp'
import { sampleMessage } from '../../../support/fakes/fake-inbox'
import { COURIER, MIRA, sampleState } from '../../../support/fixtures/samples'

const NODE = sampleState().node?.id
let imp: FakeImp
const sends = () =>
  imp.calls.flatMap((call) => (call.name === 'inbox.send' ? [call.args as { readonly draftId: string }] : []))

describe('a draft', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    imp = fakeImp(sampleState(), { inbox: { send: () => ok(sampleMessage({ seq: 9, direction: 'out' })) } })
  })
  afterEach(() => void vi.useRealTimers())

  const draftOf = (text: string): Draft => {
    const draft = new Draft(imp.api.inbox, NODE, MIRA)
    draft.text = text
    return draft
  }

  it('costs a satoshi per 900 bytes of UTF-8', () => {
    expect(draftOf('a').cost).toBe(1n)
    expect(draftOf('a'.repeat(900)).cost).toBe(1n)
    expect(draftOf('ü'.repeat(451)).cost).toBe(2n)
  })

  it('is sent in a payment per 900 bytes, and in an unknown number to a DID', () => {
    expect(draftOf('a'.repeat(901)).parts).toBe(2)
    const toDid = new Draft(imp.api.inbox, NODE, 'did:peer:1zQmMira' as typeof MIRA)
    toDid.text = 'a'.repeat(901)
    expect(toDid.parts).toBeUndefined()
  })

  it('is sent with its cost and its reply reference, and is empty afterwards', async () => {
    const draft = draftOf('Yes, please.')
    const answered = sampleMessage({ seq: 3 })
    draft.replyTo = answered
    expect(await draft.send(false)).toMatchObject({ seq: 9 })
    expect(sends()).toMatchObject([
      { node: NODE, pubkey: MIRA, text: 'Yes, please.', replyToId: answered.id, maxCostSat: 1n }
    ])
    expect([draft.text, draft.replyTo]).toEqual(['', undefined])
  })

  it('is sent once, however often the button is clicked', async () => {
    const draft = draftOf('Hello')
    await Promise.all([draft.send(false), draft.send(false), draft.send(false)])
    expect(sends()).toHaveLength(1)
  })

  it('keeps its id when it is tried again unchanged, so that it cannot be sent twice', async () => {
    imp.answer({ inbox: { send: () => fail('not-connected') } })
    const draft = draftOf('Hello')
    await draft.send(false)
    await draft.send(false)
    draft.text = 'Hello there'
    await draft.send(false)
    const [first, second, third] = sends().map((call) => call.draftId)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  it('is kept, with the reason, if main refuses', async () => {
    imp.answer({ inbox: { send: () => fail('not-connected') } })
    const draft = draftOf('Hello')
    await draft.send(false)
    expect([draft.text, draft.refused]).toEqual(['Hello', 'not-connected'])
    draft.changed()
    expect(draft.refused).toBeUndefined()
  })

  it("is kept unchanged if the person cancels main's dialog", async () => {
    imp.answer({ inbox: { send: () => fail('needs-confirmation') } })
    const draft = draftOf('Hello')
    await draft.send(false)
    expect([draft.text, draft.refused, draft.sending]).toEqual(['Hello', undefined, false])
  })

  it('is not sent if the page shows no node', async () => {
    const draft = new Draft(imp.api.inbox, undefined, MIRA)
    draft.text = 'Hello'
    await draft.send(false)
    expect([draft.text, draft.refused, sends()]).toEqual(['Hello', 'no-node', []])
  })

  it('is not sent if it is empty or larger than a node accepts', async () => {
    await draftOf('  \n').send(false)
    await draftOf('a'.repeat(MAX_MESSAGE_BYTES + 1)).send(false)
    expect(sends()).toEqual([])
  })

  it('keeps what was typed while it was sent', async () => {
    const draft = draftOf('One')
    const sending = draft.send(false)
    draft.text = 'Two'
    await sending
    expect(draft.text).toBe('Two')
  })
})

describe('the drafts', () => {
  it('are one per person, and are kept while another screen is open', () => {
    const drafts = new Drafts(fakeImp(sampleState()).api.inbox, NODE)
    drafts.of(MIRA).text = 'Not finished'
    expect(drafts.of(COURIER).text).toBe('')
    expect(drafts.of(MIRA).text).toBe('Not finished')
  })
})
