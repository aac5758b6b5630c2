import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { Pubkey } from '../../../../../src/shared/domain/ids'
import type { PayCard } from '../../../../../src/shared/domain/pay-card'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { senderOf } from '../../../../../src/shared/domain/sender'
import { sat } from '../../../../../src/shared/money'
import { fail } from '../../../../../src/shared/result'
import { sampleMessage } from '../../../../support/fakes/fake-inbox'
import { MIRA, sampleCard, sampleLnd, savedNode } from '../../../../support/fixtures/samples'
import { argsOf, click, showApp } from '../../show-app'
import { findConversation, inboxOf } from './show-inbox'

const CLAIMS_MIRA = senderOf(MIRA, true)
/** The same beginning and end as Mira's key. */
const LIKE_MIRA = `${MIRA.slice(0, 6)}${'5'.repeat(54)}${MIRA.slice(-6)}` as Pubkey
const signed = sampleMessage({ seq: 1, text: 'Two bags are packed.' })
const claimed = sampleMessage({ seq: 2, from: CLAIMS_MIRA, text: 'My phone is broken.' })
const like = sampleMessage({ seq: 3, from: LIKE_MIRA, text: 'Use this key.' })
const writes = { capabilities: { ...NO_CAPABILITIES, sendMessage: true } }
const picture = (row: HTMLElement) => row.querySelector('.idn')?.tagName

describe('a claimed sender', () => {
  it('has a dashed frame in the place of a picture, and a proven one its picture', async () => {
    const { imp } = inboxOf([signed, claimed])
    await showApp(imp)
    const row = await findConversation(/^Mira.*unverified/u)
    expect(picture(row)).toBe('SPAN')
    expect(row.querySelector('.idn.claimed')).not.toBeNull()
    const proven = screen.getByRole('button', { name: /^Mira.*Two bags/u })
    expect(picture(proven)).toBe('svg')
    expect(within(proven).queryByText('unverified')).toBeNull()
  })

  it('is marked beside its name in the head of the conversation and in search results', async () => {
    const { imp } = inboxOf([signed, claimed])
    await showApp(imp)
    const head = (await screen.findByRole('heading', { level: 2, name: 'Mira' })).parentElement
    expect(
      within(head ?? document.body)
        .getByText('unverified')
        .closest('.clip')
    ).toBeNull()
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'phone' } })
    const hit = await screen.findByRole('button', { name: /^Mira\s+unverified.*My phone is broken/u })
    expect(within(hit).getByText('unverified').closest('.clip')).toBeNull()
  })

  it('has a note above its messages that leads to the proven conversation', async () => {
    const { imp } = inboxOf([signed, claimed])
    const app = await showApp(imp)
    expect(await screen.findByText('Nothing proves that Mira wrote these messages')).toBeTruthy()
    await click('Open Mira’s conversation')
    expect(app.router.route).toEqual({ screen: 'inbox', pubkey: MIRA })
    await waitFor(() =>
      expect(within(screen.getByRole('log')).getByText('Two bags are packed.')).toBeTruthy()
    )
    expect(screen.queryByText(/^Nothing proves/u)).toBeNull()
  })

  it('has no way to a proven conversation that does not exist', async () => {
    const { imp } = inboxOf([claimed])
    await showApp(imp)
    expect(await screen.findByText('Nothing proves that Mira wrote these messages')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Open/u })).toBeNull()
  })

  it('is answered at the key that it names, and the composer says whose that is', async () => {
    const stranger = senderOf(LIKE_MIRA, true)
    const { imp } = inboxOf([signed, claimed, sampleMessage({ seq: 3, from: stranger })], { state: writes })
    const app = await showApp(imp)
    app.router.go({ screen: 'inbox', pubkey: CLAIMS_MIRA })
    const form = await screen.findByRole('form', { name: 'Write to Mira (unverified)' })
    const field = within(form).getByRole('textbox')
    const described = document.getElementById(field.getAttribute('aria-describedby') ?? '')
    expect(described?.textContent.trim()).toBe('Goes to Mira’s own key')
    app.router.go({ screen: 'inbox', pubkey: stranger })
    await waitFor(() =>
      expect(screen.getByRole('form', { name: /^Write to/u }).textContent).toMatch(
        /Goes to the key that these messages carry:\s+03b2…8425/u
      )
    )
    app.router.go({ screen: 'inbox', pubkey: MIRA })
    await waitFor(() =>
      expect(screen.getByRole('form', { name: 'Write to Mira' }).textContent).not.toContain('Goes to')
    )
  })

  it('that is no node key is called a name, above its messages and where an answer goes', async () => {
    const did = senderOf('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK', true)
    const { imp } = inboxOf([sampleMessage({ seq: 1, from: did })], { state: writes })
    await showApp(imp)
    expect(await screen.findByText(/Anyone can send under this name\./u)).toBeTruthy()
    const form = await screen.findByRole('form', { name: /^Write to/u })
    expect(form.textContent).toMatch(/Goes to the name that these messages carry:/u)
  })

  it.each<[string, PayCard['verdict'], RegExp]>([
    ['what is not proven', { kind: 'confirm', reason: 'unverified-sender' }, /^/u],
    [
      'both doubts',
      { kind: 'confirm', reason: 'other-records-unreadable', nodes: ['kitchen'] },
      /The records of kitchen cannot be read\. .* may pay twice\./u
    ]
  ])('has an invoice whose button only asks, and says %s', async (_what, verdict, doubt) => {
    const card = sampleCard({
      expiresAt: Date.now() + 3_600_000,
      sender: { pubkey: CLAIMS_MIRA, name: 'Mira (unverified)', unprovenName: 'Mira' },
      warnings: ['sender-unverified'],
      verdict
    })
    const { imp } = inboxOf([{ ...claimed, kind: 'invoice', text: card.invoice, invoices: [card] }])
    await showApp(imp)
    const invoice = await screen.findByRole('article', {
      name: 'Invoice, 2,500 sats, from an unverified sender'
    })
    expect(invoice.textContent.replace(/\s+/gu, ' ')).toContain(
      'Nothing proves that this came from Mira. Anyone can write that name. The money would go to Ostkurier and cannot be taken back.'
    )
    expect(invoice.textContent.replace(/\s+/gu, ' ')).toMatch(doubt)
    const button = within(invoice).getByRole('button', { name: 'Pay 2,500 sats…' })
    expect(button.classList.contains('pay')).toBe(false)
  })
})

describe('a key that looks like another one', () => {
  const open = async (state = {}) => {
    const { imp } = inboxOf([signed, like], { looksLike: new Map([[LIKE_MIRA, MIRA]]), state })
    const app = await showApp(imp)
    const note = await screen.findByRole('region', { name: 'A key that looks like another' })
    return { imp, app, note }
  }

  it('is shown whole beside the known one, with the differing groups marked and told', async () => {
    const { note } = await open()
    const warning = within(note).getByRole('alert').textContent
    expect(warning).toContain('This is not Mira’s key')
    expect(warning).toContain('Nothing was paid by opening this.')
    const keys = within(note).getAllByRole('definition')
    expect(keys.map((key) => key.textContent.replace(/\s/gu, ''))).toEqual([MIRA, LIKE_MIRA])
    expect(keys.map((key) => key.querySelectorAll('.differs').length)).toEqual([9, 9])
    expect(within(note).getByText('Groups 2 to 10 of 11 differ from Mira’s key.')).toBeTruthy()
  })

  it('leads to the conversation of the known key', async () => {
    const { app } = await open()
    await click('Open Mira’s conversation')
    expect(app.router.route).toEqual({ screen: 'inbox', pubkey: MIRA })
  })

  it('can be muted, which keeps its other settings and the warning', async () => {
    const { imp } = await open()
    await click('Mute this key')
    expect(argsOf(imp, 'inbox.setSender')).toEqual([
      { pubkey: LIKE_MIRA, petname: '', muted: true, minSats: 1n }
    ])
    imp.setChanged({ conversations: [LIKE_MIRA] })
    expect(await screen.findByRole('button', { name: 'Unmute this key' })).toBeTruthy()
    expect(screen.getByText('This is not Mira’s key')).toBeTruthy()
  })

  it('shows its current state also where the list does not reach down to it', async () => {
    const others = Array.from({ length: 100 }, (_, index) =>
      sampleMessage({ seq: 10 + index, from: `02${String(index).padStart(64, '0')}` as Pubkey })
    )
    const { imp } = inboxOf([signed, like, ...others], { looksLike: new Map([[LIKE_MIRA, MIRA]]) })
    await showApp(imp, { screen: 'inbox', pubkey: LIKE_MIRA, seq: like.seq })
    await screen.findByRole('region', { name: 'A key that looks like another' })
    const row = await screen.findByText('Use this key.')
    await click('Mute this key')
    imp.setChanged({ conversations: [LIKE_MIRA] })
    expect(await screen.findByRole('button', { name: 'Unmute this key' })).toBeTruthy()
    const known = { pubkey: MIRA, petname: 'Mira Kovač', muted: false, minSats: sat(1n) }
    await imp.api.inbox.setSender(known)
    imp.setChanged({ conversations: [MIRA] })
    expect(await screen.findByText('This is not Mira Kovač’s key')).toBeTruthy()
    expect(screen.getByText('Use this key.')).toBe(row)
  })

  it('loses the warning once the person knows it, and the answer is stored', async () => {
    const { imp } = await open()
    await click('I know this key')
    await waitFor(() => expect(screen.queryByText('This is not Mira’s key')).toBeNull())
    expect(argsOf(imp, 'inbox.tellApart')).toEqual([{ pubkey: LIKE_MIRA, other: MIRA }])
  })

  it('keeps the warning if the answer cannot be stored', async () => {
    const { imp } = await open()
    imp.answer({ inbox: { tellApart: () => fail('store-failed') } })
    await click('I know this key')
    expect(await screen.findByText('Not saved')).toBeTruthy()
    expect(screen.getByText('This is not Mira’s key')).toBeTruthy()
  })

  it('is marked in the list', async () => {
    await open()
    expect((await findConversation(/^03b2/u)).textContent).toContain('Not Mira')
  })
})

describe('the key in the head of a conversation', () => {
  const said = async (state = {}) => {
    const { imp } = inboxOf([signed], { state })
    await showApp(imp)
    await fireEvent.click(await screen.findByRole('button', { name: 'Public key 03b2…8425' }))
    const dialog = await screen.findByRole('dialog', { name: 'Public key 03b2…8425' })
    return { imp, dialog }
  }

  it('opens the whole key, to copy, and says who checks its signatures', async () => {
    const { imp, dialog } = await said({ node: savedNode({ lnd: sampleLnd() }) })
    expect(dialog.textContent).toContain(
      'The wallet itself checks the signature of every message that arrives now'
    )
    expect(dialog.textContent).toContain('Mira is the name you gave it.')
    expect(within(dialog).getByText(MIRA)).toBeTruthy()
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Copy public key' }))
    expect(argsOf(imp, 'app.copyText')).toMatchObject([{ text: MIRA }])
  })

  it('claims no check of a node that only reports the key', async () => {
    const { dialog } = await said()
    expect(dialog.textContent).toContain('Your node names this key')
    expect(dialog.textContent).not.toMatch(/signature|signed/u)
  })
})

describe('the messages without a sender', () => {
  it('are one conversation, which nobody can be answered in', async () => {
    const { imp } = inboxOf(
      [
        sampleMessage({ seq: 1, from: '' as Pubkey, serviceType: 'tip', text: 'For the concert.' }),
        sampleMessage({ seq: 2, from: '' as Pubkey, text: 'Keep the tip jar open!' })
      ],
      { state: writes }
    )
    await showApp(imp)
    expect(await findConversation(/^Unknown senders/u)).toBeTruthy()
    expect(await screen.findByRole('heading', { level: 2, name: 'Unknown senders' })).toBeTruthy()
    expect(screen.getByText('You can’t reply: these messages came without a sender’s key.')).toBeTruthy()
    expect(screen.queryByRole('form')).toBeNull()
    expect(screen.queryByRole('button', { name: /^Public key/u })).toBeNull()
    expect(screen.queryByText('unverified')).toBeNull()
  })
})
