import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeImp } from '../../support/fakes/fake-imp'
import { NOW, sampleCard, sampleState } from '../../support/fixtures/samples'
import { ok } from '../../../src/shared/result'
import App from '../../../src/renderer/App.svelte'
import { AppModel } from '../../../src/renderer/lib/app.svelte'
import { argsOf, click, showApp } from './show-app'

const heading = () => screen.getByRole('heading', { level: 1 }).textContent

describe('the frame', () => {
  // The sample invoice expires.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('says what a failed start means for the money, and opens the log folder', async () => {
    const fake = fakeImp(sampleState())
    fake.answer({ app: { snapshot: () => new Promise(() => undefined) } })
    const app = new AppModel(fake.api)
    render(App, { props: { app } })
    app.broken = 'internal'
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/could not start.*Your money is at your node and is not affected/u)
    await click('Open log folder')
    expect(argsOf(fake, 'app.openLogFolder')).toHaveLength(1)
  })

  it('leads to every screen by its name', async () => {
    await showApp(fakeImp(sampleState()))
    for (const name of ['Pay', 'Receive', 'Activity', 'Settings', 'Inbox']) {
      await fireEvent.click(screen.getByRole('link', { name }))
      expect(heading()).toBe(name)
      expect(screen.getByRole('link', { name }).getAttribute('aria-current')).toBe('page')
    }
  })

  it('shows and announces the number of unread messages', async () => {
    const fake = fakeImp(sampleState({ unread: 3 }))
    await showApp(fake)
    expect(screen.getByRole('link', { name: 'Inbox' }).textContent).toContain('3')
    fake.setState({ unread: 140 })
    await screen.findByText('99+')
    expect(screen.getByText('140 unread messages')).toBeTruthy()
  })

  it('shows above every screen, and announces, that the records cannot be written', async () => {
    const fake = fakeImp(sampleState({ storageUnavailable: true }))
    await showApp(fake)
    for (const name of ['Pay', 'Activity']) {
      await fireEvent.click(screen.getByRole('link', { name }))
      const note = await screen.findByText('The wallet cannot write to the disk')
      expect(note.closest('[role=alert]')?.textContent).toContain('Free some space')
    }
    fake.setState({ storageUnavailable: false })
    await waitFor(() => expect(screen.queryByText('The wallet cannot write to the disk')).toBeNull())
  })

  it.each([
    ['1', 'Inbox'],
    ['2', 'Pay'],
    ['3', 'Receive'],
    ['4', 'Activity'],
    [',', 'Settings'],
    ['n', 'Receive']
  ])('switches with Ctrl+%s to %s', async (key, name) => {
    await showApp(fakeImp(sampleState()), { screen: name === 'Inbox' ? 'pay' : 'inbox' })
    await fireEvent.keyDown(document.body, { key, ctrlKey: true })
    expect(heading()).toBe(name)
  })

  it('ignores the keys without Ctrl or Cmd', async () => {
    await showApp(fakeImp(sampleState()), { screen: 'pay' })
    await fireEvent.keyDown(document.body, { key: '3' })
    expect(heading()).toBe('Pay')
  })

  it('opens Pay with a text pasted outside a field, and pays nothing', async () => {
    const fake = fakeImp(sampleState(), {
      pay: { inspect: () => ok({ kind: 'cards', cards: [sampleCard()] }) }
    })
    await showApp(fake)
    await fireEvent.paste(document.body, { clipboardData: { files: [], getData: () => ' lnbc25u1p4s90f ' } })
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    expect(argsOf(fake, 'pay.inspect')).toContainEqual({ text: 'lnbc25u1p4s90f', messageId: undefined })
    expect(argsOf(fake, 'pay.send')).toEqual([])
  })

  it('leaves a paste into a field to the field', async () => {
    await showApp(fakeImp(sampleState()), { screen: 'receive' })
    await fireEvent.paste(screen.getByLabelText('Memo'), {
      clipboardData: { files: [], getData: () => 'lnbc1' }
    })
    expect(heading()).toBe('Receive')
  })

  it('follows a notification, a link or the tray', async () => {
    const fake = fakeImp(sampleState())
    await showApp(fake)
    fake.emit('open', { to: 'pay', text: 'lnbc25u' })
    await waitFor(() => expect(heading()).toBe('Pay'))
    expect(argsOf(fake, 'pay.inspect')).toContainEqual({ text: 'lnbc25u', messageId: undefined })
    fake.emit('open', { to: 'settings' })
    await waitFor(() => expect(heading()).toBe('Settings'))
  })

  it('ignores a state that is older than the current one', async () => {
    const fake = fakeImp(sampleState({ revision: 7, unread: 3 }))
    await showApp(fake)
    fake.emit('state', sampleState({ revision: 6, unread: 9 }))
    fake.emit('state', sampleState({ revision: 8, unread: 4 }))
    await screen.findByText('4 unread messages')
    expect(screen.queryByText('9 unread messages')).toBeNull()
  })
})

describe('the connection status', () => {
  const chip = () => within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button')

  it('shows the state of the connection and the node', async () => {
    const fake = fakeImp(sampleState())
    await showApp(fake)
    expect(chip().textContent).toContain('Connected')
    expect(chip().textContent).toContain('127.0.0.1:8881')
    fake.setState({ connection: { phase: 'blocked', failure: { code: 'certificate-changed' } } })
    await waitFor(() => expect(chip().textContent).toContain('Action needed'))
    expect(chip().textContent).toContain('certificate changed')
  })

  it('explains a lost connection and tries again when asked', async () => {
    const fake = fakeImp(
      sampleState({
        connection: { phase: 'backoff', attempt: 2, retryAt: NOW, failure: { code: 'refused' } }
      })
    )
    await showApp(fake)
    await fireEvent.click(chip())
    await screen.findByText(/Nothing answers at 127\.0\.0\.1:8881.*Your money is not affected/u)
    await click('Try now')
    expect(argsOf(fake, 'connection.retryNow')).toHaveLength(1)
  })

  it('says on every screen of a demo node that the money is play money', async () => {
    const { node } = sampleState()
    const fake = fakeImp(sampleState({ node: node && { ...node, demo: true } }))
    await showApp(fake)
    for (const name of ['Pay', 'Receive', 'Activity', 'Settings', 'Inbox']) {
      await fireEvent.click(screen.getByRole('link', { name }))
      expect(screen.getByText('Demo node: the money is play money.')).toBeTruthy()
    }
    await click('Use my own node')
    expect(argsOf(fake, 'connection.leave')).toHaveLength(1)
  })
})
