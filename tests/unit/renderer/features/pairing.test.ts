import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { NodeId } from '../../../../src/shared/domain/ids'
import type { PairingCheck, PairingState } from '../../../../src/shared/domain/pairing'
import { sat } from '../../../../src/shared/money'
import { fail, ok } from '../../../../src/shared/result'
import { fakeImp, type FakeImp, type SomeAnswers } from '../../../support/fakes/fake-imp'
import {
  checkAt,
  givenDetails,
  pairedLnd,
  pairingState,
  passedCheck,
  RENEWED,
  savedLnd,
  TRUSTED
} from '../../../support/fixtures/sample-pairing'
import { NOW, sampleState } from '../../../support/fixtures/samples'
import { argsOf, click, showApp } from '../show-app'
// The window reads it when it needs it; here it is read before the clock of a test starts.
import '../../../../src/renderer/features/pairing/Pairing.svelte'

const firstRun = { node: undefined, connection: { phase: 'idle' as const } }
const kitchen = savedLnd('k1')
const connected = { node: kitchen, nodes: [kitchen], connection: { phase: 'ready' as const, since: NOW } }
const heading = () => screen.getByRole('heading', { level: 1 })
const LINK = 'lndconnect://umbrel.local:10009?macaroon=AgEDbG5k'

async function showPairing(patch: Partial<PairingState>, answers: SomeAnswers = {}): Promise<FakeImp> {
  const again = patch.again === undefined ? firstRun : connected
  const fake = fakeImp(sampleState({ ...again, pairing: pairingState(patch) }), answers)
  await showApp(fake, { screen: 'connect' })
  return fake
}
const showCheck = (check: PairingCheck, patch: Partial<PairingState> = {}, answers: SomeAnswers = {}) =>
  showPairing({ details: givenDetails(), check, ...patch }, answers)
const transfer = (text: string, files: File[] = []) => ({ files, items: [], getData: () => text })

describe('the first question', () => {
  it('begins a pairing for somebody who has an LND', async () => {
    const fake = fakeImp(sampleState(firstRun))
    await showApp(fake)
    await click('Connect LND')
    expect(argsOf(fake, 'pairing.begin')).toEqual([{}])
    fake.setState({ pairing: pairingState() })
    await screen.findByRole('heading', { name: 'Connect your LND' })
    expect(document.activeElement).toBe(heading())
  })

  it('says that an LND was found on this computer', async () => {
    const found = [{ id: 'f1', folder: '~/.lnd', address: '127.0.0.1:10009', network: 'mainnet' as const }]
    await showApp(fakeImp(sampleState(firstRun), { pairing: { findLocal: () => ok(found) } }))
    await screen.findByText('Found on this computer')
  })

  it('is asked from the settings, too, and leads back there', async () => {
    const fake = fakeImp(sampleState(connected))
    await showApp(fake, { screen: 'settings' })
    await click('Add a node')
    expect(heading().textContent).toBe('Add a node')
    await fireEvent.keyDown(document.body, { key: 'Escape' })
    await screen.findByRole('heading', { name: 'Settings' })
  })

  it('says why a pairing could not begin', async () => {
    const fake = fakeImp(sampleState(firstRun), { pairing: { begin: () => fail('process-failed') } })
    await showApp(fake)
    await click('Connect LND')
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing was sent')
  })
})

describe('the box for connection details', () => {
  it('hands a pasted link to main and keeps nothing of it on the page', async () => {
    const fake = await showPairing({})
    await fireEvent.paste(screen.getByLabelText('Connection details'), { clipboardData: transfer(LINK) })
    await waitFor(() => expect(argsOf(fake, 'pairing.giveText')).toEqual([{ text: LINK }]))
    fake.setState({ pairing: pairingState({ details: givenDetails() }) })
    await screen.findByText('umbrel.local:10009')
    expect(document.body.innerHTML).not.toContain('AgEDbG5k')
    expect(screen.getByText('Hidden')).toBeTruthy()
    await click('Clear clipboard')
    expect(argsOf(fake, 'pairing.clearClipboard')).toHaveLength(1)
    await waitFor(() => expect(screen.queryByText('The clipboard still holds the key.')).toBeNull())
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
    // Bytes of the page's own realm, so they are compared by what they are written as.
    expect(JSON.stringify(argsOf(fake, 'pairing.giveFiles'))).toBe(
      JSON.stringify([{ files: [{ name: 'tls.cert', bytes: new TextEncoder().encode('cert') }] }])
    )
    const large = new File([new Uint8Array(200_001)], 'channel.db')
    await fireEvent.drop(box, { dataTransfer: transfer('', [large]) })
    await screen.findByText('This is too large for connection details')
    expect(argsOf(fake, 'pairing.giveFiles')).toHaveLength(1)
  })

  it('names an invoice as what it is', async () => {
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

  it('asks for a missing address with the usual one filled in, and for a missing key', async () => {
    const fake = await showPairing({ details: givenDetails({ address: undefined, hasMacaroon: false }) })
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
    await click(/^Use the LND at/u)
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{}]))
    expect(argsOf(fake, 'pairing.useFound')).toEqual([{ id: 'f1' }])
  })

  it('forgets everything when the person goes back', async () => {
    const fake = await showPairing({ details: givenDetails() })
    await fireEvent.keyDown(document.body, { key: 'Escape' })
    await waitFor(() => expect(argsOf(fake, 'pairing.end')).toHaveLength(1))
  })
})

describe('the check', () => {
  it('names the state of every step and tells which one ended', async () => {
    await showCheck(checkAt('key', { state: 'running' }))
    const steps = within(screen.getByRole('list', { name: 'Connection check' }))
      .getAllByRole('listitem')
      .map((step) => step.textContent.replace(/\s+/gu, ' ').trim())
    expect(steps[0]).toBe('Done: Name found 192.168.1.20')
    expect(steps[2]).toBe('Done: Certificate matches your link TLS 1.3')
    expect(steps[4]).toBe('In progress: Key accepted')
    expect(steps[5]).toBe('Not yet: Synced to the chain')
    expect(screen.getByText('Step 5 of 9.')).toBeTruthy()
    expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain(
      'Done: LND is unlocked'
    )
  })

  it('is cancelled by the button', async () => {
    const fake = await showCheck(checkAt('name', { state: 'running' }))
    await click('Cancel')
    await waitFor(() => expect(argsOf(fake, 'pairing.cancelCheck')).toHaveLength(1))
    expect(heading().textContent).toBe('Connect your LND')
  })

  it('offers the gRPC port where the REST port was given', async () => {
    const fake = await showCheck(checkAt('port', { state: 'failed', problem: 'rest-port' }), {
      details: givenDetails({ address: 'umbrel.local:8080' })
    })
    await click('Try port 10009')
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{}]))
    expect(argsOf(fake, 'pairing.setAddress')).toEqual([{ address: 'umbrel.local:10009' }])
  })

  it('shows both fingerprints of a changed certificate, and trusts it by a click and not by Enter', async () => {
    const fake = await showCheck(
      checkAt(
        'certificate',
        { state: 'failed', problem: 'certificate-changed' },
        { findings: { shownFingerprint: RENEWED, trustedFingerprint: TRUSTED } }
      ),
      { again: 'k1' as NodeId }
    )
    expect(screen.getByText(RENEWED.slice(0, 24))).toBeTruthy()
    expect(screen.getByText(TRUSTED.slice(0, 24))).toBeTruthy()
    await fireEvent.keyDown(heading(), { key: 'Enter' })
    expect(argsOf(fake, 'pairing.check')).toEqual([])
    await click('It matches, trust the new one')
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{ trust: RENEWED }]))
  })

  it('takes a SOCKS address where no Tor was found', async () => {
    const steps = [{ id: 'tor' as const, state: 'failed' as const, problem: 'no-tor' as const }]
    const fake = await showCheck({ running: false, steps, findings: {} })
    await fireEvent.input(screen.getByLabelText('SOCKS address'), { target: { value: ' 127.0.0.1:9999 ' } })
    await click('Try again')
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{}]))
    expect(argsOf(fake, 'pairing.setSocks')).toEqual([{ socks: '127.0.0.1:9999' }])
  })

  it('says when a locked LND is asked again, with the help of the recognised system first', async () => {
    await showCheck(
      checkAt(
        'unlocked',
        { state: 'failed', problem: 'locked' },
        // The check goes on as long as LND is locked.
        { running: true, retryAt: Date.now() + 60_000 }
      ),
      { details: givenDetails({ host: 'raspiblitz' }) }
    )
    expect(screen.getByText('LND is waiting for its password')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try now' })).toBeTruthy()
    expect(screen.getByText(/The wallet asks LND again in/u)).toBeTruthy()
    const terms = within(screen.getByRole('group', { name: 'How to unlock it' })).getAllByRole('term')
    expect(terms[0]?.textContent).toBe('RaspiBlitz')
  })

  it('says once that there is no channel, and connects anyway', async () => {
    const missing = { state: 'warning', problem: 'no-channels', detail: 'no channel' } as const
    const findings = { ...passedCheck().findings, canSendSat: sat(0n), canReceiveSat: sat(0n) }
    await showCheck(passedCheck({ 'can-send': missing, 'can-receive': missing }, { findings }))
    expect(screen.getAllByText('LND has no open channel')).toHaveLength(1)
    expect(screen.getAllByText('no channel')).toHaveLength(2)
    expect(screen.getByRole('button', { name: 'Connect anyway' })).toBeTruthy()
  })

  it('of a saved LND ends without a new key', async () => {
    const fake = await showCheck(passedCheck(), { again: 'k1' as NodeId })
    expect(screen.queryByRole('radio')).toBeNull()
    await click('Done')
    await waitFor(() => expect(argsOf(fake, 'pairing.end')).toHaveLength(1))
    expect(argsOf(fake, 'pairing.connect')).toEqual([])
  })
})

describe('the key', () => {
  const rights = { info: true, receive: true, pay: true, sign: true, bake: true }
  const withRights = (patch: Partial<typeof rights>) =>
    passedCheck({}, { findings: { ...passedCheck().findings, rights: { ...rights, ...patch } } })

  it('is made for what the person chose', async () => {
    const fake = await showCheck(passedCheck())
    await fireEvent.click(screen.getByRole('radio', { name: 'Receive only' }))
    await click('Connect')
    await waitFor(() =>
      expect(argsOf(fake, 'pairing.connect')).toEqual([{ rights: 'receive-only', keepGivenKey: false }])
    )
  })

  it('that cannot make a narrower one is kept only after its warning', async () => {
    const fake = await showCheck(withRights({ bake: false }))
    expect(screen.getByText('This key may do more than the wallet needs')).toBeTruthy()
    expect(screen.getByText(/^lncli bakemacaroon uri:/u)).toBeTruthy()
    await click('Keep this key and connect')
    await waitFor(() =>
      expect(argsOf(fake, 'pairing.connect')).toEqual([{ rights: 'pay-and-receive', keepGivenKey: true }])
    )
  })

  it('that cannot pay is used to receive only', async () => {
    const fake = await showCheck(withRights({ pay: false, sign: false, bake: false }))
    await click('Use it to receive only')
    await waitFor(() =>
      expect(argsOf(fake, 'pairing.connect')).toEqual([{ rights: 'receive-only', keepGivenKey: true }])
    )
  })

  it('can be kept where LND made no narrower one', async () => {
    const fake = await showCheck(passedCheck(), {}, { pairing: { connect: () => fail('not-baked') } })
    await click('Connect')
    await screen.findByText('LND did not make a smaller key')
    await click('Keep this key and connect')
    await waitFor(() =>
      expect(argsOf(fake, 'pairing.connect')).toContainEqual({
        rights: 'pay-and-receive',
        keepGivenKey: true
      })
    )
  })

  it('is described when it is made, with the command that revokes it', async () => {
    const fake = await showPairing({ paired: pairedLnd() })
    expect(heading().textContent).toBe('kitchen is connected')
    expect(screen.getByText('lncli deletemacaroonid 7')).toBeTruthy()
    expect(
      within(screen.getByRole('group', { name: 'This key cannot' })).getByText('Send bitcoin on-chain')
    ).toBeTruthy()
    await click('Open inbox')
    await waitFor(() => expect(argsOf(fake, 'pairing.end').length).toBeGreaterThan(0))
  })

  it('that was given and kept is not said to be unable to do anything', async () => {
    await showPairing({ paired: pairedLnd({ rootKeyId: undefined }) })
    expect(screen.getByText('The wallet keeps the key you gave')).toBeTruthy()
    expect(screen.queryByRole('group', { name: 'This key cannot' })).toBeNull()
  })
})

describe('the earlier key of an LND that was paired again', () => {
  it('is said to be revoked', async () => {
    const formerKey = { rootKeyId: '654321', revoked: true }
    await showPairing({ again: 'k1' as NodeId, paired: pairedLnd({ formerKey }) })
    await screen.findByText('The earlier key of this wallet is revoked.')
  })

  it('is said to work still, with the command that revokes it', async () => {
    const formerKey = { rootKeyId: '654321', revoked: false }
    await showPairing({ again: 'k1' as NodeId, paired: pairedLnd({ formerKey }) })
    await screen.findByText('The earlier key of this wallet still works')
    expect(screen.getByText('lncli deletemacaroonid 654321')).toBeTruthy()
  })
})

describe('an LND in use', () => {
  it('is checked from the settings', async () => {
    const fake = fakeImp(sampleState(connected))
    await showApp(fake, { screen: 'settings' })
    await click('Check connection')
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{}]))
    expect(argsOf(fake, 'pairing.begin')).toEqual([{ again: 'k1' }])
    fake.setState({
      pairing: pairingState({
        again: 'k1' as NodeId,
        details: givenDetails(),
        check: checkAt('name', { state: 'running' })
      })
    })
    await screen.findByRole('heading', { name: 'Checking kitchen' })
  })

  it('says in the settings what its key may do and how to revoke it', async () => {
    await showApp(fakeImp(sampleState(connected)), { screen: 'settings' })
    expect(screen.getByText('lncli deletemacaroonid 7')).toBeTruthy()
    await click('Show rights')
    expect(screen.getByRole('group', { name: 'This key can' })).toBeTruthy()
  })

  it('is trusted anew from the connection status where its certificate changed', async () => {
    const failure = {
      code: 'lnd-certificate-changed' as const,
      fingerprint: RENEWED,
      trustedFingerprint: TRUSTED
    }
    const fake = fakeImp(sampleState({ ...connected, connection: { phase: 'blocked', failure } }))
    await showApp(fake)
    await fireEvent.click(within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button'))
    await screen.findByRole('button', { name: 'It matches, trust the new one' })
    await click('It matches, trust the new one')
    expect(argsOf(fake, 'pairing.trustShown')).toEqual([{ fingerprint: RENEWED }])
  })

  it('says where the pay button would stand that its key can only receive', async () => {
    const till = savedLnd('t1', { rights: 'receive-only' })
    await showApp(fakeImp(sampleState({ ...connected, node: till, nodes: [till] })))
    expect(screen.getByText(/LND kitchen, mainnet, receive only/u)).toBeTruthy()
  })
})
