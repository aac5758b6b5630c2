import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { describe, expect, it, vi } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../../../src/shared/domain/settings'
import type { Pubkey } from '../../../../../src/shared/domain/ids'
import { senderOf } from '../../../../../src/shared/domain/sender'
import { sat } from '../../../../../src/shared/money'
import { fail } from '../../../../../src/shared/result'
import { sampleMessage } from '../../../../support/fakes/fake-inbox'
import { COURIER, MIRA, sampleCard } from '../../../../support/fixtures/samples'
import { argsOf, press, showApp } from '../../show-app'
import { findConversation, findLog, inboxOf } from './show-inbox'

/** A message of a person, and then machine messages. */
const machineMessages = (count: number) => [
  sampleMessage({ seq: 1 }),
  ...Array.from({ length: count }, (_, i) =>
    sampleMessage({ seq: i + 2, kind: 'machine', text: `keep-alive ${i}` })
  )
]

describe('the Inbox screen', () => {
  it('explains an empty list and offers a way to fill it', async () => {
    const { imp } = inboxOf([])
    const app = await showApp(imp)
    await fireEvent.click(await screen.findByRole('button', { name: 'New invoice' }))
    expect(app.router.route).toEqual({ screen: 'receive', compose: true })
  })

  it('opens the newest conversation, and another one on click', async () => {
    const { imp } = inboxOf([
      sampleMessage({ seq: 1, from: COURIER, text: 'On my way' }),
      sampleMessage({ seq: 2 })
    ])
    await showApp(imp)
    expect(within(await findLog()).getByText('Message 2')).toBeTruthy()
    await fireEvent.click(await findConversation(/^Ostkurier/u))
    await waitFor(() =>
      expect(screen.getByRole('log').getAttribute('aria-label')).toBe('Messages from Ostkurier')
    )
    expect(within(await findLog()).getByText('On my way')).toBeTruthy()
  })

  it('marks a claimed sender in the list outside the name, which a narrow list cuts', async () => {
    const from = senderOf(MIRA, true)
    const { imp } = inboxOf([sampleMessage({ seq: 1, from, text: 'Pay here now' })])
    await showApp(imp)
    const row = await screen.findByRole('button', { name: /unverified.*Pay here now/u })
    const mark = within(row).getByText('unverified')
    expect(mark.closest('.clip')).toBeNull()
    expect(await screen.findByText('Nothing proves that Mira wrote these messages')).toBeTruthy()
  })

  it('shows markup in a message as text', async () => {
    const { imp } = inboxOf([sampleMessage({ text: '<img src=x onerror=alert(1)><b>bold</b>' })])
    await showApp(imp)
    const thread = await findLog()
    expect(within(thread).getByText('<img src=x onerror=alert(1)><b>bold</b>')).toBeTruthy()
    expect(thread.querySelector('img, b')).toBeNull()
  })

  it('shows that the message replied to is missing', async () => {
    const { imp } = inboxOf([sampleMessage({ replyTo: 'missing' })])
    await showApp(imp)
    expect(within(await findLog()).getByText('The message this replies to is not here')).toBeTruthy()
  })

  it('marks visible messages as read only while the window has the focus', async () => {
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    const { imp, inbox } = inboxOf([
      sampleMessage({ seq: 1, read: false }),
      sampleMessage({ seq: 2, read: false })
    ])
    await showApp(imp)
    await findLog()
    await new Promise((resolve) => requestAnimationFrame(resolve))
    expect(inbox.readUpTo.get(MIRA)).toBeUndefined()
    focus.mockReturnValue(true)
    window.dispatchEvent(new Event('focus'))
    await waitFor(() => expect(inbox.readUpTo.get(MIRA)).toBe(2))
  })

  it('shows new messages without moving the visible ones', async () => {
    const { imp, inbox } = inboxOf([sampleMessage({ seq: 1 })])
    await showApp(imp)
    const thread = await findLog()
    inbox.add(sampleMessage({ seq: 2, text: 'Just arrived' }))
    imp.setChanged({ conversations: [MIRA] })
    expect(await within(thread).findByText('Just arrived')).toBeTruthy()
    expect(await screen.findByText('Mira: Just arrived')).toBeTruthy()
  })

  it('leaves the message that a notification opened in its place when others arrive', async () => {
    const { imp, inbox } = inboxOf([sampleMessage({ seq: 1 }), sampleMessage({ seq: 2 })])
    const app = await showApp(imp)
    await findLog()
    app.router.go({ screen: 'inbox', pubkey: MIRA, seq: 2 })
    await waitFor(() => expect(document.querySelector('.marked')).not.toBeNull())
    const row = document.querySelector('.marked')
    inbox.add(sampleMessage({ seq: 3, from: COURIER, text: 'Someone else' }))
    imp.setChanged({ conversations: [COURIER] })
    expect(await findConversation(/^Ostkurier/u)).toBeTruthy()
    await tick()
    await new Promise((resolve) => requestAnimationFrame(resolve))
    expect(document.querySelector('.marked')).toBe(row)
    expect(imp.calls.filter((call) => call.name === 'inbox.thread')).toHaveLength(2)
  })

  it('pays an invoice in a message with one click', async () => {
    const card = sampleCard({ expiresAt: Date.now() + 3_600_000 })
    const { imp } = inboxOf([
      sampleMessage({ text: `Here: ${card.invoice}`, kind: 'invoice', invoices: [card] })
    ])
    await showApp(imp)
    await press(await screen.findByRole('button', { name: 'Pay 2,500 sats' }))
    expect(imp.calls.find((call) => call.name === 'pay.send')?.args).toMatchObject({
      invoice: card.invoice,
      expectedAmountMsat: 2_500_000n,
      messageId: 'message-1'
    })
  })

  it('warns if the payee of an invoice is not the sender', async () => {
    const card = sampleCard({ expiresAt: Date.now() + 3_600_000, warnings: ['payee-not-sender'] })
    const { imp } = inboxOf([sampleMessage({ text: card.invoice, kind: 'invoice', invoices: [card] })])
    await showApp(imp)
    expect(await screen.findByText('Not the sender')).toBeTruthy()
  })

  it('shows machine messages as one line, and all of them on request', async () => {
    const { imp } = inboxOf(machineMessages(46))
    await showApp(imp)
    const thread = await findLog()
    expect(within(thread).getByText(/^46 machine messages until/u)).toBeTruthy()
    expect(within(thread).queryByText('keep-alive 0')).toBeNull()
    const show = await within(thread).findByRole('button', { name: 'Show' })
    const named = document.getElementById(show.getAttribute('aria-describedby') ?? '')
    expect(named?.textContent).toMatch(/46 machine messages/u)
    await fireEvent.click(show)
    expect(await within(thread).findByText('keep-alive 45')).toBeTruthy()
  })

  it('shows each machine message once, however often the person clicks meanwhile', async () => {
    const { imp } = inboxOf(machineMessages(60))
    await showApp(imp)
    const thread = await findLog()
    const show = await within(thread).findByRole('button', { name: 'Show' })
    for (let clicks = 0; clicks < 3; clicks++) await fireEvent.click(show)
    const more = await within(thread).findByRole('button', { name: 'Show more' })
    for (let clicks = 0; clicks < 3; clicks++) void fireEvent.click(more)
    expect(await within(thread).findByText('keep-alive 59')).toBeTruthy()
    expect(within(thread).getAllByText(/^keep-alive/u)).toHaveLength(60)
    expect(argsOf(imp, 'inbox.machineRun')).toHaveLength(2)
  })

  it('says if the machine messages could not be read, and reads them again on request', async () => {
    const { imp, inbox } = inboxOf(machineMessages(2))
    imp.answer({ inbox: { machineRun: () => fail('internal') as never } })
    await showApp(imp)
    const thread = await findLog()
    await fireEvent.click(await within(thread).findByRole('button', { name: 'Show' }))
    expect((await within(thread).findByRole('alert')).textContent).toBe('These messages could not be read.')
    imp.answer(inbox.answers)
    await fireEvent.click(within(thread).getByRole('button', { name: 'Try again' }))
    expect(await within(thread).findByText('keep-alive 1')).toBeTruthy()
    expect(within(thread).queryByRole('alert')).toBeNull()
  })

  it('shows the payments streamed to a podcast as one line that grows, and all of them on request', async () => {
    const streamed = (seq: number) =>
      sampleMessage({
        seq,
        kind: 'machine',
        serviceType: 'podcast',
        text: `Streamed, The Long Wire\nEpisode: 88, at ${seq}:00\nFrom Ada (unverified)`,
        amountSat: sat(10n)
      })
    const { imp, inbox } = inboxOf([
      sampleMessage({ seq: 1, from: '' as Pubkey }),
      ...Array.from({ length: 59 }, (_, i) => ({ ...streamed(i + 2), from: '' as Pubkey }))
    ])
    await showApp(imp)
    const thread = await findLog()
    expect(within(thread).getByText(/streamed/u).textContent).toMatch(
      /^The Long Wire: 59 minutes streamed until \d\d:\d\d$/u
    )
    expect(within(thread).getByText('+590')).toBeTruthy()
    await fireEvent.click(await within(thread).findByRole('button', { name: 'Show' }))
    const first = await within(thread).findByText('Episode: 88, at 2:00, From Ada (unverified)')
    expect(within(first.closest<HTMLElement>('li.aside') ?? thread).getByText('+10')).toBeTruthy()
    inbox.add({ ...streamed(61), from: '' as Pubkey })
    imp.setChanged({ conversations: [''] })
    await within(thread).findByText(/: 60 minutes streamed/u)
  })

  it('sets the words of a boost apart from what its app reports', async () => {
    const boost = {
      title: 'Boost, The Long Wire',
      episode: 'Episode: 88, at 12:40',
      words: 'Great!\nWhole boost: 9,000 sats, as its app says',
      whole: 'Whole boost: 2,000 sats, as its app says',
      sender: 'Ada',
      app: 'Fountain'
    }
    const { imp } = inboxOf([sampleMessage({ serviceType: 'podcast', text: 'as lines', boost })])
    await showApp(imp)
    const thread = await findLog()
    expect(within(thread).getByText('Boost, The Long Wire')).toBeTruthy()
    const report = within(thread).getByText('Whole boost: 2,000 sats, as its app says')
    expect(report.className).toContain('report')
    expect(
      within(thread)
        .getByText(/Whole boost: 9,000/u)
        .closest('.report')
    ).toBeNull()
    const from = within(thread).getByText('unverified').closest('p')
    expect(from?.textContent.replace(/\s+/gu, ' ').trim()).toBe('From Ada unverified with Fountain')
    expect(within(thread).queryByText('as lines')).toBeNull()
  })

  it('offers data that is not text as a file', async () => {
    const { imp } = inboxOf([sampleMessage({ kind: 'binary', text: '', byteLength: 2100 })])
    await showApp(imp)
    expect(within(await findLog()).getByText(/Data, 2\.1 KB, not text/u)).toBeTruthy()
    await fireEvent.click(await screen.findByRole('button', { name: 'Save data' }))
    expect(imp.calls).toContainEqual({ name: 'inbox.saveData', args: { id: 'message-1' } })
    expect(await screen.findByText('Saved')).toBeTruthy()
  })

  it('shows that a file could not be written', async () => {
    const { imp } = inboxOf([sampleMessage({ truncated: true, byteLength: 480_000 })])
    imp.answer({ inbox: { saveData: () => fail('write-failed') } })
    await showApp(imp)
    await fireEvent.click(await screen.findByRole('button', { name: 'Save data' }))
    expect(await screen.findByText(/could not be written/u)).toBeTruthy()
  })

  it('moves through the conversations with the arrow keys', async () => {
    const { imp } = inboxOf([sampleMessage({ seq: 1, from: COURIER }), sampleMessage({ seq: 2 })])
    await showApp(imp)
    const first = await findConversation(/^Mira/u)
    first.focus()
    await fireEvent.keyDown(first, { key: 'ArrowDown' })
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Ostkurier'))
    await fireEvent.keyDown(document.activeElement ?? first, { key: 'Home' })
    await waitFor(() => expect(document.activeElement).toBe(first))
  })

  it('marks everything as read from its menu', async () => {
    const { imp } = inboxOf([sampleMessage({ read: false })])
    await showApp(imp)
    await fireEvent.keyDown(await screen.findByRole('button', { name: 'Inbox options' }), { key: 'Enter' })
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Mark all read' }))
    await waitFor(() => expect(imp.calls.some((call) => call.name === 'inbox.markAllRead')).toBe(true))
  })

  it('lists contacts first when its menu is set to, and the open conversation stays open', async () => {
    const stranger = `03a7${'1b'.repeat(29)}55c0` as Pubkey
    const { imp } = inboxOf([
      sampleMessage({ seq: 1, from: COURIER, text: 'On my way' }),
      sampleMessage({ seq: 2, from: stranger, text: 'Read this' })
    ])
    const keys = () => screen.getAllByRole('button', { name: /sats received/u }).map((row) => row.textContent)
    await showApp(imp)
    expect(within(await findLog()).getByText('Read this')).toBeTruthy()
    expect(keys()[0]).toContain('Read this')
    await fireEvent.keyDown(screen.getByRole('button', { name: 'Inbox options' }), { key: 'Enter' })
    const item = await screen.findByRole('menuitemcheckbox', { name: 'Contacts first' })
    expect(item.getAttribute('aria-checked')).toBe('false')
    await fireEvent.click(item)
    imp.setState({ settings: { ...DEFAULT_SETTINGS, inboxOrder: 'contacts-first' } })
    await waitFor(() => expect(keys()[0]).toContain('On my way'))
    expect(keys()).toHaveLength(2)
    expect(within(await findLog()).getByText('Read this')).toBeTruthy()
    expect(imp.calls.find((call) => call.name === 'settings.change')?.args).toEqual({
      inboxOrder: 'contacts-first'
    })
  })
})

describe('the sender options', () => {
  it('save a nickname, which stays on this computer', async () => {
    const { imp } = inboxOf([sampleMessage()])
    await showApp(imp)
    await fireEvent.click(await screen.findByRole('button', { name: 'Options for this sender' }))
    const field = await screen.findByLabelText('Nickname')
    await fireEvent.input(field, { target: { value: ' Mira from the market ' } })
    await fireEvent.change(field)
    expect(imp.calls.at(-1)).toEqual({
      name: 'inbox.setSender',
      args: { pubkey: MIRA, petname: 'Mira from the market', muted: false, minSats: 1n }
    })
  })

  it('keep the minimum amount while the input is not an amount', async () => {
    const { imp } = inboxOf([sampleMessage()])
    await showApp(imp)
    await fireEvent.click(await screen.findByRole('button', { name: 'Options for this sender' }))
    const field = await screen.findByLabelText('Notify me from')
    await fireEvent.input(field, { target: { value: 'many' } })
    await fireEvent.change(field)
    expect(await screen.findByText(/^Enter whole sats/u)).toBeTruthy()
    expect(imp.calls.some((call) => call.name === 'inbox.setSender')).toBe(false)
  })
})
