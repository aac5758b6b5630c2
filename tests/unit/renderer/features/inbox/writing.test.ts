import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { settled } from 'svelte'
import { describe, expect, it } from 'vitest'
import { senderOf } from '../../../../../src/shared/domain/sender'
import { fail, ok } from '../../../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, sampleMessage } from '../../../../support/fakes/fake-inbox'
import { savedLnd } from '../../../../support/fixtures/sample-pairing'
import { COURIER, MIRA, sampleState, savedNode } from '../../../../support/fixtures/samples'
import { argsOf, press, showApp } from '../../show-app'
import { capabilities, open, own } from './writing-setup'

const NODE = sampleState().node?.id
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
    expect(argsOf(imp, 'inbox.send')).toMatchObject([
      { node: NODE, pubkey: MIRA, text: 'Is it on its way?', asksFirst: false }
    ])
    const word = await screen.findByText('Sending')
    expect(word.closest('.state')?.textContent.trim()).toMatch(/^Sending\s+0:0/u)
    await waitFor(async () => expect(await field()).toHaveProperty('value', ''))
  })

  it('shows only the size of a message to a DID, because it is not known how a node splits that', async () => {
    const inbox = fakeInbox({ messages: [sampleMessage({ from: 'did:peer:1zQmMira' as typeof MIRA })] })
    await showApp(fakeImp(sampleState({ capabilities }), inbox.answers))
    const text = await screen.findByRole('textbox', { name: /^Message to/u })
    await fireEvent.input(text, { target: { value: 'x'.repeat(120) } })
    expect(await screen.findByText('120 B')).toBeTruthy()
  })

  it('shows the size, and for a long text the number of payments and the sum, before anything is sent', async () => {
    const { imp } = await open()
    await fireEvent.input(await field(), { target: { value: 'x'.repeat(900) } })
    expect(await screen.findByText('900 of 900 bytes')).toBeTruthy()
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

  it.each([
    ['another-question-open', 'Another question comes first', 'Answer that question first, then try again.'],
    ['other-node', 'Another node is active now', 'Check which node sends it, then try again.']
  ] as const)('keeps a text that main refused, and says why: %s', async (code, title, next) => {
    const { imp } = await open()
    imp.answer({ inbox: { send: () => fail(code) } })
    await fireEvent.input(await field(), { target: { value: 'Is it on its way?' } })
    await press(await screen.findByRole('button', { name: 'Send for 1 sat' }))
    const refusal = await screen.findByRole('alert')
    expect(refusal.textContent).toContain(title)
    expect(refusal.textContent).toContain(`Nothing was sent. ${next}`)
    expect(await field()).toHaveProperty('value', 'Is it on its way?')
  })

  it('requests money with an invoice of a checked amount', async () => {
    const { imp, form } = await openRequest()
    await press(within(form).getByText(SEND_REQUEST))
    expect(await within(form).findByText('Enter an amount.')).toBeTruthy()
    await fireEvent.input(within(form).getByLabelText('Amount'), { target: { value: '48,000' } })
    await fireEvent.input(within(form).getByLabelText('Memo'), { target: { value: 'Logo' } })
    await press(within(form).getByText(SEND_REQUEST))
    expect(argsOf(imp, 'inbox.requestPayment')).toMatchObject([
      { node: NODE, pubkey: MIRA, amountSat: 48_000n, memo: 'Logo', asksFirst: false }
    ])
    const problem = await within(form).findByText('The node did not answer')
    expect(problem.closest('[role=alert]')).not.toBeNull()
  })

  it('says on the button what a request may cost: two payments with a long memo', async () => {
    const { form } = await openRequest()
    const button = within(form).getByText(SEND_REQUEST)
    const memo = 'Logo sketches. '.repeat(7)
    await fireEvent.input(within(form).getByLabelText('Memo'), { target: { value: memo } })
    expect(await within(form).findByText('Send request, costs 2 sats')).toBe(button)
  })

  it('calls the cost of a request to a DID an estimate, not a maximum', async () => {
    const inbox = fakeInbox({
      messages: [sampleMessage({ seq: 1, from: senderOf('did:peer:1zQmMira', true) })]
    })
    await showApp(fakeImp(sampleState({ capabilities }), inbox.answers))
    await fireEvent.click(await screen.findByRole('button', { name: 'Request payment' }))
    const form = await screen.findByRole('form', { name: 'Request payment' })
    expect(within(form).getByText(/Sending costs about 13 sats\.$/u)).toBeTruthy()
    expect(within(form).getByText(/^Send request, costs about 13 sats$/u)).toBeTruthy()
  })

  it('requests money only with a click on a button that kept its place and meaning', async () => {
    const { imp, form } = await openRequest()
    await fireEvent.input(within(form).getByLabelText('Amount'), { target: { value: '48,000' } })
    await fireEvent.click(within(form).getByText(SEND_REQUEST))
    expect(await within(form).findByText('The page just changed. Click again.')).toBeTruthy()
    await fireEvent.submit(form)
    expect(argsOf(imp, 'inbox.requestPayment')).toEqual([])
  })

  it('requests money with the Enter key, and not with its repeats', async () => {
    const { imp, form } = await openRequest()
    const memo = within(form).getByLabelText('Memo')
    await fireEvent.input(within(form).getByLabelText('Amount'), { target: { value: '48,000' } })
    for (const ignored of [{ repeat: true }, { isComposing: true }])
      await fireEvent.keyDown(memo, { key: 'Enter', ...ignored })
    expect(argsOf(imp, 'inbox.requestPayment')).toEqual([])
    await fireEvent.keyDown(memo, { key: 'Enter' })
    expect(argsOf(imp, 'inbox.requestPayment')).toHaveLength(1)
  })
})

/** By its text: in jsdom a popover has no place, and so counts as hidden. */
const SEND_REQUEST = 'Send request, costs 1 sat'

/** Opens the form that requests a payment, at a node that does not answer. */
async function openRequest(): Promise<{ imp: FakeImp; form: HTMLElement }> {
  const { imp } = await open()
  imp.answer({ inbox: { requestPayment: () => fail('node-silent') } })
  await fireEvent.click(await screen.findByRole('button', { name: 'Request payment' }))
  return { imp, form: await screen.findByRole('form', { name: 'Request payment' }) }
}
