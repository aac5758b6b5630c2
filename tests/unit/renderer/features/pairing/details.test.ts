import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '../../../../../src/shared/result'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { checkAt, givenDetails, pairedLnd, pairingState } from '../../../../support/fixtures/sample-pairing'
import { sampleState } from '../../../../support/fixtures/samples'
import { argsOf, click, showApp } from '../../show-app'
import { firstRun, connected, heading, LINK, showPairing, transfer } from './show-pairing'

/** A file or folder as it arrives in a drop. */
const dragged = (file: File, isDirectory: boolean) => ({
  kind: 'file',
  webkitGetAsEntry: () => ({ isDirectory }),
  getAsFile: () => file
})

describe('the first screen', () => {
  it('starts a pairing for a person who has an LND', async () => {
    const fake = fakeImp(sampleState(firstRun))
    await showApp(fake)
    await click('Connect LND')
    expect(argsOf(fake, 'pairing.begin')).toEqual([{}])
    fake.setState({ pairing: pairingState() })
    await screen.findByRole('heading', { name: 'Connect your LND' })
    expect(document.activeElement).toBe(heading())
  })

  it('shows that an LND was found on this computer', async () => {
    const found = [{ id: 'f1', folder: '~/.lnd', address: '127.0.0.1:10009', network: 'mainnet' as const }]
    await showApp(fakeImp(sampleState(firstRun), { pairing: { findLocal: () => ok(found) } }))
    await screen.findByText('Found on this computer')
  })

  it('opens from Settings too, and leads back there', async () => {
    const fake = fakeImp(sampleState(connected))
    await showApp(fake, { screen: 'settings' })
    await click('Add a node')
    expect(heading().textContent).toBe('Add a node')
    await fireEvent.keyDown(document.body, { key: 'Escape' })
    await screen.findByRole('heading', { name: 'Settings' })
  })

  it('explains why a pairing could not start', async () => {
    const fake = fakeImp(sampleState(firstRun), { pairing: { begin: () => fail('process-failed') } })
    await showApp(fake)
    await click('Connect LND')
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing was sent')
  })
})

describe('the box for connection details', () => {
  it('sends a pasted link to main and keeps no part of it on the page', async () => {
    const fake = await showPairing({})
    await fireEvent.paste(screen.getByLabelText('Connection details'), { clipboardData: transfer(LINK) })
    await waitFor(() => expect(argsOf(fake, 'pairing.giveText')).toEqual([{ text: LINK }]))
    fake.setState({ pairing: pairingState({ details: givenDetails(), keyOnClipboard: true }) })
    await screen.findByText('umbrel.local:10009')
    expect(document.body.innerHTML).not.toContain('AgEDbG5k')
    expect(screen.getByText(/^Hidden, full rights/u)).toBeTruthy()
    expect(screen.getByText('As written in the key. LND decides at the check.')).toBeTruthy()
    expect(screen.getByText(/^In the link,/u)).toBeTruthy()
    await click('Clear clipboard')
    expect(argsOf(fake, 'pairing.clearClipboard')).toHaveLength(1)
    fake.setState({ pairing: pairingState({ details: givenDetails() }) })
    await waitFor(() => expect(screen.queryByText('The clipboard still holds the key.')).toBeNull())
  })

  it('warns below a key that the check will refuse', async () => {
    const fake = await showPairing({ details: givenDetails({ key: { scope: undefined, limits: [] } }) })
    const words = screen.getByText('LND says at the check what it may do.')
    expect(words.classList.contains('warn')).toBe(false)
    const details = givenDetails({ key: { scope: 'read', limits: [] } })
    fake.setState({ pairing: pairingState({ details }) })
    const warning = await screen.findByText(/^Give the admin key/u)
    expect(warning.classList.contains('warn')).toBe(true)
    expect(screen.getByText('Hidden, reads only').classList.contains('warn')).toBe(true)
  })

  it('does not claim that the clipboard holds a key that came from a file', async () => {
    const fake = await showPairing({})
    const file = new File(['key'], 'admin.macaroon')
    await fireEvent.drop(screen.getByLabelText('Connection details'), { dataTransfer: transfer('', [file]) })
    await waitFor(() => expect(argsOf(fake, 'pairing.giveFiles')).toHaveLength(1))
    const files = givenDetails({ form: 'files', address: undefined, fingerprint: undefined })
    fake.setState({ pairing: pairingState({ details: files }) })
    expect(await screen.findByText('Files: key')).toBeTruthy()
    await fireEvent.paste(document.body, { clipboardData: transfer('umbrel.local:10009') })
    await waitFor(() => expect(argsOf(fake, 'pairing.giveText')).toHaveLength(1))
    fake.setState({ pairing: pairingState({ details: { ...files, address: 'umbrel.local:10009' } }) })
    await screen.findByText('umbrel.local:10009')
    expect(screen.queryByText('The clipboard still holds the key.')).toBeNull()
  })

  it('still offers to clear the clipboard during the check, and at the end', async () => {
    const fake = await showPairing({})
    await fireEvent.paste(document.body, { clipboardData: transfer(LINK) })
    await waitFor(() => expect(argsOf(fake, 'pairing.giveText')).toHaveLength(1))
    fake.setState({ pairing: pairingState({ details: givenDetails() }) })
    await screen.findByText(/^Hidden/u)
    await click('Check')
    fake.setState({
      pairing: pairingState({
        details: givenDetails(),
        check: checkAt('key', { state: 'running' }),
        keyOnClipboard: true
      })
    })
    await screen.findByRole('heading', { name: 'Checking umbrel.local' })
    await click('Clear clipboard')
    fake.setState({ pairing: pairingState({ paired: pairedLnd(), keyOnClipboard: true }) })
    await screen.findByRole('heading', { name: 'kitchen is connected' })
    await click('Clear clipboard')
    expect(argsOf(fake, 'pairing.clearClipboard')).toHaveLength(2)
  })

  it('takes a link that is pasted beside it', async () => {
    const fake = await showPairing({})
    await fireEvent.paste(document.body, { clipboardData: transfer(LINK) })
    await waitFor(() => expect(argsOf(fake, 'pairing.giveText')).toEqual([{ text: LINK }]))
    expect(argsOf(fake, 'pay.inspect')).toEqual([])
  })

  it('takes dropped files and refuses those that are too large', async () => {
    const fake = await showPairing({})
    const box = screen.getByLabelText('Connection details')
    const file = new File(['cert'], 'tls.cert')
    await fireEvent.drop(box, { dataTransfer: transfer('', [file]) })
    await waitFor(() => expect(argsOf(fake, 'pairing.giveFiles')).toHaveLength(1))
    // These bytes are from the realm of the page, so they are compared as text.
    expect(JSON.stringify(argsOf(fake, 'pairing.giveFiles'))).toBe(
      JSON.stringify([{ files: [{ name: 'tls.cert', bytes: new TextEncoder().encode('cert') }] }])
    )
    const large = new File([new Uint8Array(200_001)], 'channel.db')
    await fireEvent.drop(box, { dataTransfer: transfer('', [large]) })
    await screen.findByText('This is too large for connection details')
    expect(argsOf(fake, 'pairing.giveFiles')).toHaveLength(1)
  })

  it('takes a dropped folder, of which only main gets the path', async () => {
    const fake = await showPairing({})
    const folder = new File([], '.lnd')
    const dataTransfer = { ...transfer('', [folder]), items: [dragged(folder, true)] }
    await fireEvent.drop(screen.getByLabelText('Connection details'), { dataTransfer })
    await waitFor(() => expect(argsOf(fake, 'pairing.giveFolder')).toEqual([folder]))
    expect(argsOf(fake, 'pairing.giveFiles')).toEqual([])
    fake.answer({ pairing: { giveFolder: () => fail('nothing-in-folder') } })
    await fireEvent.drop(document.body, { dataTransfer })
    await screen.findByText('This is not an LND folder')
  })

  it.each([
    ['files', [dragged(new File([], '.lnd'), true), dragged(new File(['cert'], 'tls.cert'), false)]],
    ['another folder', [dragged(new File([], '.lnd'), true), dragged(new File([], 'backup'), true)]]
  ])('takes no folder together with %s, and says so', async (_what, items) => {
    const fake = await showPairing({})
    const dataTransfer = {
      ...transfer(
        '',
        items.map((item) => item.getAsFile())
      ),
      items
    }
    await fireEvent.drop(screen.getByLabelText('Connection details'), { dataTransfer })
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /There was more than one thing\..*Drop LND’s folder alone/u
    )
    expect([...argsOf(fake, 'pairing.giveFolder'), ...argsOf(fake, 'pairing.giveFiles')]).toEqual([])
  })

  it('is busy until everything that was given is read', async () => {
    const reading = new Map<string, (answer: Result<undefined, 'is-invoice'>) => void>()
    const held = (what: string) => () =>
      new Promise<Result<undefined, 'is-invoice'>>((resolve) => reading.set(what, resolve))
    await showPairing(
      { details: givenDetails({ key: undefined }) },
      { pairing: { giveClipboard: held('clipboard'), giveText: held('text') } }
    )
    const isBusy = () => screen.getByRole('button', { name: 'Check' }).getAttribute('aria-busy')
    await click('Read clipboard')
    await fireEvent.paste(screen.getByLabelText('Key'), { clipboardData: transfer('0201036c6e64') })
    await waitFor(() => expect(reading.size).toBe(2))
    reading.get('clipboard')?.(fail('is-invoice'))
    await screen.findByText('This is an invoice, not a connection link')
    expect(isBusy()).toBe('true')
    reading.get('text')?.(ok(undefined))
    await waitFor(() => expect(isBusy()).toBe('false'))
    expect(screen.getByText('This is an invoice, not a connection link')).toBeTruthy()
  })

  it('shows that it takes what is dragged over it', async () => {
    await showPairing({})
    const field = screen.getByLabelText('Connection details')
    const box = field.parentElement
    if (box === null) throw new Error('no box')
    const isOver = () => box.classList.contains('over')
    await fireEvent.dragOver(field)
    expect(isOver()).toBe(true)
    await fireEvent(box, new MouseEvent('dragleave', { relatedTarget: field }))
    expect(isOver()).toBe(true)
    await fireEvent(box, new MouseEvent('dragleave', { relatedTarget: document.body }))
    expect(isOver()).toBe(false)
    await fireEvent.dragOver(field)
    await fireEvent.drop(field, { dataTransfer: transfer('') })
    expect(isOver()).toBe(false)
  })

  it('recognises an invoice and says so', async () => {
    await showPairing({}, { pairing: { giveClipboard: () => fail('is-invoice') } })
    await click('Read clipboard')
    expect((await screen.findByRole('alert')).textContent).toContain(
      'This is an invoice, not a connection link'
    )
  })

  it('reads typed text first and sends nothing before a second press', async () => {
    const fake = await showPairing({})
    await fireEvent.input(screen.getByLabelText('Connection details'), { target: { value: '0201036c6e64' } })
    await click('Read')
    expect(argsOf(fake, 'pairing.giveText')).toEqual([{ text: '0201036c6e64' }])
    expect(argsOf(fake, 'pairing.check')).toEqual([])
  })

  it('asks for a missing address with the default filled in, and for a missing key', async () => {
    const fake = await showPairing({ details: givenDetails({ address: undefined, key: undefined }) })
    expect(screen.getByLabelText<HTMLInputElement>('Address').value).toBe('127.0.0.1:10009')
    expect(screen.getByText(/^Missing\. Add admin\.macaroon/u)).toBeTruthy()
    await click('Check')
    expect(argsOf(fake, 'pairing.check')).toEqual([])
    fake.setState({ pairing: pairingState({ details: givenDetails({ address: undefined }) }) })
    await waitFor(() => expect(screen.queryByText(/^Missing/u)).toBeNull())
    await click('Check')
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{}]))
    expect(argsOf(fake, 'pairing.setAddress')).toEqual([{ address: '127.0.0.1:10009' }])
  })

  it('uses a found LND with one click', async () => {
    const found = [{ id: 'f1', folder: '~/.lnd', address: '127.0.0.1:10009', network: 'mainnet' as const }]
    const fake = await showPairing({}, { pairing: { findLocal: () => ok(found) } })
    await screen.findByRole('list', { name: 'Found on this computer' })
    await click(/^Use this LND at/u)
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{}]))
    expect(argsOf(fake, 'pairing.useFound')).toEqual([{ id: 'f1' }])
  })

  it('forgets everything when the person goes back', async () => {
    const fake = await showPairing({ details: givenDetails() })
    await fireEvent.keyDown(document.body, { key: 'Escape' })
    await waitFor(() => expect(argsOf(fake, 'pairing.end')).toHaveLength(1))
  })
})
