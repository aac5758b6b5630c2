import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { msat } from '../../../../../src/shared/money'
import type { Outgoing } from '../../../../../src/shared/domain/outgoing'
import { senderOf } from '../../../../../src/shared/domain/sender'
import { OTHER_CONTENT } from '../../../../../src/shared/nothing-sent'
import { fail, ok } from '../../../../../src/shared/result'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, sampleMessage } from '../../../../support/fakes/fake-inbox'
import { sampleState } from '../../../../support/fixtures/samples'
import { argsOf, press, showApp } from '../../show-app'
import { capabilities, open, own, sent } from './writing-setup'

describe('a message of ours', () => {
  it('that failed shows that nothing was spent, and its amount has no sign', async () => {
    await open(own({ state: 'failed', failure: 'no-route', feeLimitMsat: msat(10_000n) }))
    const row = await screen.findByText('Not sent')
    expect(row.closest('article')?.textContent).not.toMatch(/[+−]1/u)
    expect(
      screen.getByText(/found no route to this person within your largest fee\. Nothing was spent/u)
    ).toBeTruthy()
  })

  it('without a route names the largest fee as that of the node if the node kept no other', async () => {
    await open(own({ state: 'failed', failure: 'no-route' }))
    expect(await screen.findByText(/found no route to this person within its largest fee\./u)).toBeTruthy()
    expect(screen.queryByText(/your largest fee/u)).toBeNull()
  })

  it.each([
    ['failed', 'Nothing was spent. Copy the text into a new message.'],
    ['unknown', 'If you copy the text into a new message, it may arrive twice, and you pay twice.']
  ] as const)('that the node knows with another content offers no retry: %s', async (state, advice) => {
    const reason = state === 'failed' ? { failure: 'refused-by-node' } : { unknown: 'deadline' }
    const { imp } = await open(
      own({ state, ...reason, nodeText: OTHER_CONTENT, said: 'node' } as Partial<Outgoing>)
    )
    const text = (await screen.findByText(/knows (?:it|this message) with another content/u)).textContent
    expect(text).toContain(advice)
    expect(text).not.toMatch(/try again|If you send it again/u)
    expect(screen.queryByRole('button', { name: /^Send again/u })).toBeNull()
    await press(screen.getByRole('button', { name: 'Copy text' }))
    expect(argsOf(imp, 'app.copyText')).toEqual([{ text: 'Is it on its way?' }])
  })

  it.each([
    ['node', 'The node says: closed'],
    ['connection', 'The connection layer said: closed']
  ] as const)('without success names the source of the error text: %s', async (said, words) => {
    await open(own({ state: 'unknown', unknown: 'connection-broke', nodeText: 'closed', said }))
    const row = await screen.findByText('Outcome unknown')
    expect(row.closest('article')?.textContent).toContain(words)
  })

  it('to a DID is shown only as handed to the node, because the OK of such a node proves no more', async () => {
    const from = senderOf('did:peer:1zQmMira', true)
    const inbox = fakeInbox({
      messages: [
        sampleMessage({ seq: 1, from }),
        sampleMessage({ seq: 2, from, direction: 'out', text: 'Is it on its way?', outgoing: sent })
      ]
    })
    await showApp(fakeImp(sampleState({ capabilities }), inbox.answers))
    const row = await screen.findByText('Handed to your node')
    expect(row.closest('.trouble')?.textContent).toContain(
      'does not report whether the message left or arrived'
    )
  })

  it('to a node key is shown as sent', async () => {
    await open(own({ state: 'sent' }))
    await within(screen.getByRole('log')).findByText('Is it on its way?')
    expect(screen.queryByText('Handed to your node')).toBeNull()
  })

  it('that stopped half-way says which parts arrived, and offers to send the rest', async () => {
    const nodeText = 'part 3 of 5: Failed payment: FAILURE_REASON_NO_ROUTE'
    const { imp } = await open(own({ state: 'unknown', unknown: 'part-failed', nodeText, said: 'node' }))
    expect(await screen.findByText('Part 3 of 5 was not sent')).toBeTruthy()
    expect(
      screen.getByText(/Parts 1 and 2 arrived and are paid. Nothing was spent on parts 3 to 5./u)
    ).toBeTruthy()
    expect(screen.queryByText(/it may arrive twice/u)).toBeNull()
    // The text of the error is shown only on request.
    const details = screen.getByText(/FAILURE_REASON_NO_ROUTE/u).closest('details')
    expect(details?.open).toBe(false)
    imp.answer({ inbox: { resend: () => ok(own({ state: 'sending' })) } })
    await press(screen.getByRole('button', { name: 'Send the rest for 3 sats' }))
    expect(imp.calls.at(-1)).toMatchObject({ name: 'inbox.resend', args: { retryUnknown: true } })
  })

  it('in several parts shows which part is being sent, and announces neither parts nor seconds', async () => {
    const sending = own({ state: 'sending', sentAt: Date.now() })
    const { imp } = await open({ ...sending, progress: { parts: 4, arrived: 1, since: Date.now() } })
    const word = await screen.findByText('Sending')
    const row = word.closest('.state')
    expect(row?.textContent.trim()).toMatch(/^Sending\s+part 2 of 4\s+0:0/u)
    expect(row?.querySelectorAll('[role=status]')).toHaveLength(1)
    expect(word.getAttribute('role')).toBe('status')
    const bar = screen.getByRole('progressbar', { name: 'Parts that arrived' })
    expect(bar.getAttribute('aria-valuetext')).toBe('part 2 of 4')
    imp.setChanged({ messages: [{ ...sending, progress: { parts: 4, arrived: 4, since: Date.now() } }] })
    await waitFor(() => expect(bar.textContent).toBe('part 4 of 4'))
    expect(bar.getAttribute('aria-valuenow')).toBe('4')
    imp.setChanged({ messages: [own({ state: 'sent' })] })
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
  })

  it('with an unknown outcome is sent again only after the person read what that means', async () => {
    const { imp } = await open(own({ state: 'unknown', unknown: 'connection-broke' }))
    expect(await screen.findByText(/it may arrive twice, and you pay twice/u)).toBeTruthy()
    imp.answer({ inbox: { resend: () => ok(own({ state: 'sending' })) } })
    await press(screen.getByRole('button', { name: 'Send again for 1 sat' }))
    expect(argsOf(imp, 'inbox.resend')).toEqual([
      { node: sampleState().node?.id, id: 'message-2', retryUnknown: true, asksFirst: false }
    ])
  })

  it('is not sent again through another node than the one shown, and says so', async () => {
    const { imp } = await open(own({ state: 'failed', failure: 'no-route' }))
    imp.answer({ inbox: { resend: () => fail('other-node') } })
    await press(await screen.findByRole('button', { name: 'Send again for 1 sat' }))
    expect((await screen.findByRole('alert')).textContent.trim()).toBe(
      'Another node is active now. When you clicked, the window still showed the node before. Nothing was sent. Check which node sends it, then try again.'
    )
  })

  it('changes its state in place when its outcome comes', async () => {
    const { imp } = await open(own({ state: 'sending' }))
    expect(await screen.findByText(/^Sending/u)).toBeTruthy()
    imp.setChanged({ messages: [own({ state: 'sent' })] })
    await waitFor(() => expect(screen.queryByText(/^Sending/u)).toBeNull())
    expect(within(screen.getByRole('log')).getByText('Is it on its way?')).toBeTruthy()
  })
})
