import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { settled } from 'svelte'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../../../src/shared/domain/message'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { senderOf } from '../../../../../src/shared/domain/sender'
import type { Outgoing } from '../../../../../src/shared/domain/outgoing'
import { fail, ok } from '../../../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, sampleMessage, type FakeInbox } from '../../../../support/fakes/fake-inbox'
import { savedLnd } from '../../../../support/fixtures/sample-pairing'
import { COURIER, MIRA, NOW, sampleState, savedNode } from '../../../../support/fixtures/samples'
import { argsOf, press, showApp } from '../../show-app'

const capabilities = { ...NO_CAPABILITIES, sendMessage: true }
const sent: Outgoing = {
  state: 'sent',
  failure: undefined,
  unknown: undefined,
  nodeText: undefined,
  said: undefined,
  attempts: 1,
  sentAt: NOW
}
const own = (patch: Partial<Outgoing>): Message =>
  sampleMessage({ seq: 2, direction: 'out', text: 'Is it on its way?', outgoing: { ...sent, ...patch } })

async function open(...more: readonly Message[]): Promise<{ imp: FakeImp; inbox: FakeInbox }> {
  const inbox = fakeInbox({
    messages: [sampleMessage({ seq: 1, text: 'Two bags are ready.' }), ...more],
    petnames: new Map([[MIRA, 'Mira']])
  })
  const imp = fakeImp(sampleState({ capabilities }), inbox.answers)
  await showApp(imp)
  await screen.findByRole('log')
  return { imp, inbox }
}
const field = () => screen.findByRole('textbox', { name: 'Message to Mira' })

describe('the composer', () => {
  it('is absent if the node cannot send messages', async () => {
    const inbox = fakeInbox({ messages: [sampleMessage()] })
    await showApp(fakeImp(sampleState(), inbox.answers))
    await screen.findByRole('log')
    expect(screen.queryByRole('textbox', { name: /^Message to/u })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Reply' })).toBeNull()
  })

  it('is absent for a sender whose key no node can send to', async () => {
    const from = 'not-a-key' as typeof MIRA
    const inbox = fakeInbox({ messages: [sampleMessage({ from })] })
    await showApp(fakeImp(sampleState({ capabilities }), inbox.answers))
    await screen.findByRole('log')
    expect(screen.queryByRole('textbox', { name: /^Message to/u })).toBeNull()
  })

  it('shows the cost on the button, and sends with Enter', async () => {
    const { imp, inbox } = await open()
    const message = own({ state: 'sending', sentAt: Date.now() })
    imp.answer({
      inbox: {
        send: () => {
          inbox.add(message)
          imp.setChanged({ conversations: [MIRA] })
          return ok(message)
        }
      }
    })
    await fireEvent.input(await field(), { target: { value: 'Is it on its way?' } })
    expect(await screen.findByRole('button', { name: 'Send for 1 sat' })).toBeTruthy()
    await fireEvent.keyDown(await field(), { key: 'Enter' })
    expect(argsOf(imp, 'inbox.send')).toMatchObject([{ pubkey: MIRA, text: 'Is it on its way?' }])
    const word = await screen.findByText('Sending')
    expect(word.closest('.state')?.textContent.trim()).toMatch(/^Sending\s+0:0/u)
    await waitFor(async () => expect(await field()).toHaveProperty('value', ''))
  })

  it('shows the size, and for a long text the number of payments and the sum, before anything is sent', async () => {
    const { imp } = await open()
    await fireEvent.input(await field(), { target: { value: 'x'.repeat(900) } })
    expect(await screen.findByText('900 B')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Send for 1 sat' })).toBeTruthy()
    await fireEvent.input(await field(), { target: { value: 'x'.repeat(2_000) } })
    expect((await screen.findByText(/in 3 parts/u)).textContent.trim()).toBe(
      '2.0 KB in 3 parts, each a payment with its own fee'
    )
    await press(await screen.findByRole('button', { name: 'Send 3 parts for 3 sats' }))
    expect(argsOf(imp, 'inbox.send')).toMatchObject([{ maxCostSat: 3n }])
  })

  it('starts a conversation with the key of a node, and refuses other text', async () => {
    const { imp } = await open()
    await fireEvent.click(screen.getByRole('button', { name: 'New message' }))
    const key = await screen.findByLabelText('Public key')
    const enter = async (text: string) => {
      await fireEvent.input(key, { target: { value: text } })
      await fireEvent.click(screen.getByRole('button', { name: 'Write' }))
    }
    await enter('Mira')
    expect(await screen.findByText(/^Enter the whole public key/u)).toBeTruthy()
    imp.setState({ identity: { pubkey: MIRA, network: 'mainnet' } })
    await enter(`${MIRA}@mira.example:9735`)
    expect(await screen.findByText('This is the key of your own node.')).toBeTruthy()
    await enter(`${COURIER.toUpperCase()}@courier.example:9735`)
    expect(await screen.findByRole('textbox', { name: /^Message to 036d/u })).toBeTruthy()
  })

  it('explains on a receive-only node why nothing can be sent, and opens the pairing', async () => {
    const { imp } = await open()
    const node = savedLnd('k1', { rights: 'receive-only' })
    imp.setState({ node, nodes: [node] })
    await screen.findByText('This node is connected to receive only')
    expect(screen.queryByRole('textbox', { name: /^Message to/u })).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: 'Pair again' }))
    await waitFor(() => expect(argsOf(imp, 'pairing.begin')).toEqual([{ again: 'k1' }]))
  })

  it('starts a new line with Shift and Enter', async () => {
    const { imp } = await open()
    await fireEvent.input(await field(), { target: { value: 'One' } })
    await fireEvent.keyDown(await field(), { key: 'Enter', shiftKey: true })
    expect(argsOf(imp, 'inbox.send')).toEqual([])
  })

  it('replies to the chosen message until the person cancels that', async () => {
    const { imp } = await open()
    imp.answer({ inbox: { send: () => fail('not-connected') } })
    await fireEvent.click(await screen.findByRole('button', { name: 'Reply' }))
    const form = await screen.findByRole('form', { name: 'Write to Mira' })
    expect(within(form).getByText('Two bags are ready.')).toBeTruthy()
    await fireEvent.input(await field(), { target: { value: 'Thank you' } })
    await press(await screen.findByRole('button', { name: 'Send for 1 sat' }))
    expect(argsOf(imp, 'inbox.send')).toMatchObject([{ replyToId: 'message-1' }])
    await fireEvent.keyDown(await field(), { key: 'Escape' })
    expect(within(form).queryByText('Two bags are ready.')).toBeNull()
  })

  it('keeps the text and shows why it was not sent', async () => {
    const { imp } = await open()
    imp.answer({ inbox: { send: () => fail('not-connected') } })
    await fireEvent.input(await field(), { target: { value: 'Thank you' } })
    await press(await screen.findByRole('button', { name: 'Send for 1 sat' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing was spent.')
    expect(await field()).toHaveProperty('value', 'Thank you')
  })

  it.each([
    ['at once', []],
    ['over the first screen', [undefined]]
  ])('keeps the text of the node it was written through: switched %s', async (_, between) => {
    const { imp } = await open()
    await fireEvent.input(await field(), { target: { value: 'Two bags, as ever' } })
    for (const node of [...between, savedNode({ id: 'n2' })]) {
      imp.setState({ node })
      await settled()
    }
    // The same person has a conversation at both nodes. A text for one of them is never sent through the other.
    expect(await field()).toHaveProperty('value', '')
    expect(argsOf(imp, 'inbox.send')).toEqual([])
  })

  it('requests money with an invoice of a checked amount', async () => {
    const { imp } = await open()
    imp.answer({ inbox: { requestPayment: () => fail('node-silent') } })
    await fireEvent.click(await screen.findByRole('button', { name: 'Request payment' }))
    const form = await screen.findByRole('form', { name: 'Request payment' })
    await fireEvent.click(within(form).getByRole('button', { name: 'Send request' }))
    expect(await within(form).findByText('Enter an amount.')).toBeTruthy()
    await fireEvent.input(within(form).getByLabelText('Amount'), { target: { value: '48,000' } })
    await fireEvent.input(within(form).getByLabelText('Memo'), { target: { value: 'Logo' } })
    await fireEvent.click(within(form).getByRole('button', { name: 'Send request' }))
    expect(argsOf(imp, 'inbox.requestPayment')).toMatchObject([
      { pubkey: MIRA, amountSat: 48_000n, memo: 'Logo' }
    ])
    expect((await within(form).findByRole('alert')).textContent).toContain('The node did not answer')
  })
})

describe('a message of ours', () => {
  it('that failed shows that nothing was spent, and its amount has no sign', async () => {
    await open(own({ state: 'failed', failure: 'no-route' }))
    const row = await screen.findByText('Not sent')
    expect(row.closest('article')?.textContent).not.toMatch(/[+−]1/u)
    expect(screen.getByText(/found no route to this person\. Nothing was spent/u)).toBeTruthy()
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
    const { imp } = await open({ ...sending, progress: { parts: 4, arrived: 1 } })
    const word = await screen.findByText('Sending')
    const row = word.closest('.state')
    expect(row?.textContent.trim()).toMatch(/^Sending\s+part 2 of 4\s+0:0/u)
    expect(row?.querySelectorAll('[role=status]')).toHaveLength(1)
    expect(word.getAttribute('role')).toBe('status')
    const bar = screen.getByRole('progressbar', { name: 'Parts that arrived' })
    expect(bar.getAttribute('aria-valuetext')).toBe('part 2 of 4')
    imp.setChanged({ messages: [{ ...sending, progress: { parts: 4, arrived: 4 } }] })
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
    expect(argsOf(imp, 'inbox.resend')).toEqual([{ id: 'message-2', retryUnknown: true }])
  })

  it('changes its state in place when its outcome comes', async () => {
    const { imp } = await open(own({ state: 'sending' }))
    expect(await screen.findByText(/^Sending/u)).toBeTruthy()
    imp.setChanged({ messages: [own({ state: 'sent' })] })
    await waitFor(() => expect(screen.queryByText(/^Sending/u)).toBeNull())
    expect(within(screen.getByRole('log')).getByText('Is it on its way?')).toBeTruthy()
  })
})
