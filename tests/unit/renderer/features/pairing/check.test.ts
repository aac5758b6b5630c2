import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import type { NodeId } from '../../../../../src/shared/domain/ids'
import type { PairingStep } from '../../../../../src/shared/domain/pairing'
import { sat } from '../../../../../src/shared/money'
import {
  checkAt,
  givenDetails,
  pairingState,
  passedCheck,
  RENEWED,
  TRUSTED
} from '../../../../support/fixtures/sample-pairing'
import { argsOf, click } from '../../show-app'
import { NOW } from '../../../../support/fixtures/samples'
import { heading, LINK, showCheck, showPairing, transfer } from './show-pairing'

describe('the check', () => {
  it('names the state of every step and announces which one ended', async () => {
    await showCheck(checkAt('key', { state: 'running' }))
    const steps = within(screen.getByRole('list', { name: 'Connection check' }))
      .getAllByRole('listitem')
      .map((step) => step.textContent.replace(/\s+/gu, ' ').trim())
    expect(steps[0]).toBe('Done: Name found 192.168.1.20')
    expect(steps[2]).toBe('Done: Certificate matches your link TLS 1.3')
    expect(steps[4]).toBe('In progress: Key accepted Asking what this key may do')
    expect(steps[5]).toBe('Not yet: Synced to the chain')
    expect(screen.getByText('Step 5 of 10. It fails if there is no answer for 20 seconds.')).toBeTruthy()
    expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain(
      'Done: LND is unlocked'
    )
  })

  it('says which rights of the key LND has confirmed so far', async () => {
    const rightsSoFar = { info: true, receive: true }
    await showCheck(checkAt('key', { state: 'running', detail: '2 of 4' }, { findings: { rightsSoFar } }))
    const step = screen.getByText('Key accepted').closest('li')
    expect(step?.textContent).toContain('Reads, creates invoices; asking about paying and signing')
    expect(step?.textContent).toContain('2 of 4')
  })

  it('says until when the accepted certificate is valid', async () => {
    const certificateUntil = Date.UTC(2027, 11, 2, 12)
    await showCheck(checkAt('key', { state: 'running' }, { findings: { certificateUntil } }))
    const step = screen.getByText('Certificate matches your link').closest('li')
    expect(step?.textContent).toContain('until 2 December 2027')
  })

  it('is cancelled by the button', async () => {
    const fake = await showCheck(checkAt('name', { state: 'running' }))
    await click('Cancel')
    await waitFor(() => expect(argsOf(fake, 'pairing.cancelCheck')).toHaveLength(1))
    expect(heading().textContent).toBe('Connect your LND')
  })

  it('offers the gRPC port if the REST port was given', async () => {
    const fake = await showCheck(checkAt('port', { state: 'failed', problem: 'rest-port' }), {
      details: givenDetails({ address: 'umbrel.local:8080' })
    })
    await click('Try port 10009')
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{}]))
    expect(argsOf(fake, 'pairing.setAddress')).toEqual([{ address: 'umbrel.local:10009' }])
  })

  it('shows both fingerprints of a changed certificate, and trusts it with a click but not with Enter', async () => {
    const fake = await showCheck(
      checkAt(
        'certificate',
        { state: 'failed', problem: 'certificate-changed' },
        {
          findings: {
            shownFingerprint: RENEWED,
            shownValidFrom: Date.UTC(2026, 10, 22, 4, 12),
            trustedFingerprint: TRUSTED
          }
        }
      ),
      { again: 'k1' as NodeId }
    )
    const trusted = screen.getByRole('group', { name: 'Trusted until now' })
    expect(trusted.textContent).toContain('since 2 October 2025')
    const shown = screen.getByRole('group', { name: 'Shown now' })
    expect(shown.textContent).toContain('valid from 22 November 2026, 04:12')
    expect(screen.getByText(RENEWED.slice(0, 24))).toBeTruthy()
    expect(screen.getByText(TRUSTED.slice(0, 24))).toBeTruthy()
    await fireEvent.keyDown(heading(), { key: 'Enter' })
    expect(argsOf(fake, 'pairing.check')).toEqual([])
    await click('It matches, trust the new one')
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{ trust: RENEWED }]))
  })

  it('of a saved LND leaves everything as it is if the new certificate is not trusted now', async () => {
    const fake = await showCheck(
      checkAt(
        'certificate',
        { state: 'failed', problem: 'certificate-changed' },
        { findings: { shownFingerprint: RENEWED, trustedFingerprint: TRUSTED } }
      ),
      { again: 'k1' as NodeId }
    )
    await click('Not now')
    await waitFor(() => expect(argsOf(fake, 'pairing.end')).toHaveLength(1))
    expect(argsOf(fake, 'pairing.check')).toEqual([])
  })

  it('has a short title for an onion address', async () => {
    const host = '7hq2kx4tqv2mvnd7zjw3pbqt5n6r4yqk5l3xgk2p7a2fxx3qhzn6v4ad.onion'
    const steps = [{ id: 'tor' as const, state: 'running' as const }]
    await showCheck(
      { running: true, steps, findings: {} },
      { details: givenDetails({ address: `${host}:10009` }) }
    )
    expect(screen.getByRole('heading', { name: 'Checking 7hq2kx…n6v4ad.onion' })).toBeTruthy()
  })

  it('asks for another key where the key does not belong, and offers nothing that would end the same', async () => {
    await showCheck(checkAt('certificate', { state: 'failed', problem: 'key-elsewhere' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /The key is for another address.*Give a key for this address: an lndconnect link/u
    )
    expect(screen.queryByRole('button', { name: /trust|Check again/u })).toBeNull()
    await click('Give another key')
    expect(screen.getByLabelText('Key')).toBeTruthy()
  })

  it('does not offer to add an LND on a network that the wallet does not know', async () => {
    await showCheck(checkAt('key', { state: 'failed', problem: 'unknown-network' }))
    expect((await screen.findByRole('alert')).textContent).toContain('does not know this LND’s network')
    expect(screen.queryByRole('button', { name: /^Add/u })).toBeNull()
    await click('Give other details')
    expect(heading().textContent).toBe('Connect your LND')
  })

  it('shows how long a step over Tor has taken, and leads to another SOCKS proxy', async () => {
    vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true })
    try {
      const steps = [
        { id: 'tor' as const, state: 'done' as const, detail: '127.0.0.1:9050' },
        { id: 'port' as const, state: 'running' as const }
      ]
      const fake = await showCheck(
        { running: true, steps, findings: {} },
        { details: givenDetails({ address: '7hq2kx4tqv2mvnd7.onion:10009' }) }
      )
      expect(screen.getByText('Onion address answers').parentElement?.textContent).toMatch(/0:0\d/u)
      await vi.advanceTimersByTimeAsync(6_000)
      await waitFor(() =>
        expect(screen.getByText('Onion address answers').parentElement?.textContent).toMatch(/0:0[6-9]/u)
      )
      expect(screen.getByText('Tor’s usual port on this computer')).toBeTruthy()
      const summary = screen.getByRole('region', { name: 'What you gave' })
      expect(within(summary).getByText('127.0.0.1:9050')).toBeTruthy()
      await fireEvent.click(within(summary).getByRole('button', { name: 'Change' }))
      await fireEvent.input(screen.getByLabelText('SOCKS address'), { target: { value: '127.0.0.1:9150' } })
      await click('Try again')
      await waitFor(() => expect(argsOf(fake, 'pairing.setSocks')).toEqual([{ socks: '127.0.0.1:9150' }]))
      expect(argsOf(fake, 'pairing.check')).toEqual([{}])
    } finally {
      vi.useRealTimers()
    }
  })

  it('names another LND that answers, and adds it with the details that were given for it', async () => {
    const another = checkAt(
      'key',
      { state: 'failed', problem: 'another-node' },
      { findings: { alias: 'alice', pubkey: `02c4${'5e'.repeat(29)}91be` } }
    )
    const fake = await showPairing({ again: 'k1' as NodeId })
    await fireEvent.paste(document.body, { clipboardData: transfer(LINK) })
    await waitFor(() => expect(argsOf(fake, 'pairing.giveText')).toHaveLength(1))
    fake.setState({ pairing: pairingState({ again: 'k1' as NodeId, details: givenDetails() }) })
    await click('Check')
    fake.setState({
      pairing: pairingState({ again: 'k1' as NodeId, details: givenDetails(), check: another })
    })
    await screen.findByText('This is not kitchen')
    expect(screen.getByText(/^alice, 02c4.*91be, answered at umbrel\.local:10009\./u)).toBeTruthy()
    await click('Add alice')
    await waitFor(() => expect(argsOf(fake, 'pairing.addAsNew')).toHaveLength(1))
    expect(argsOf(fake, 'pairing.begin')).toEqual([])
  })

  it('takes a SOCKS address if no Tor was found', async () => {
    const steps = [{ id: 'tor' as const, state: 'failed' as const, problem: 'no-tor' as const }]
    const fake = await showCheck({ running: false, steps, findings: {} })
    await fireEvent.input(screen.getByLabelText('SOCKS address'), { target: { value: ' 127.0.0.1:9999 ' } })
    await click('Try again')
    await waitFor(() => expect(argsOf(fake, 'pairing.check')).toEqual([{}]))
    expect(argsOf(fake, 'pairing.setSocks')).toEqual([{ socks: '127.0.0.1:9999' }])
  })

  it('asks for the SOCKS address in one place, and keeps the one that was entered', async () => {
    const steps = [{ id: 'tor' as const, state: 'failed' as const, problem: 'no-tor' as const }]
    const details = givenDetails({ address: '7hq2kx4tqv2mvnd7.onion:10009' })
    const socks = '127.0.0.1:9999'
    const fake = await showCheck({ running: false, steps, findings: {} }, { details, socks })
    expect(screen.getByText('No Tor found at 127.0.0.1:9999')).toBeTruthy()
    const summary = screen.getByRole('region', { name: 'What you gave' })
    expect(within(summary).queryByRole('button', { name: 'Change' })).toBeNull()
    expect(screen.getByLabelText('SOCKS address')).toHaveProperty('value', socks)
    const found = [{ id: 'tor' as const, state: 'done' as const, detail: socks }]
    fake.setState({
      pairing: pairingState({ details, socks, check: { running: true, steps: found, findings: {} } })
    })
    await fireEvent.click(await screen.findByRole('button', { name: 'Change' }))
    expect(screen.getByLabelText('SOCKS address')).toHaveProperty('value', socks)
    await fireEvent.click(within(summary).getByRole('button', { name: 'Cancel' }))
    expect(screen.queryByLabelText('SOCKS address')).toBeNull()
    await click('Change')
    // Back to the details and forward again.
    await fireEvent.keyDown(document.body, { key: 'Escape' })
    await screen.findByRole('heading', { name: 'Connect your LND' })
    await click('Check')
    await screen.findByRole('region', { name: 'What you gave' })
    expect(screen.queryByLabelText('SOCKS address')).toBeNull()
    expect(argsOf(fake, 'pairing.setSocks')).toEqual([])
  })

  it('shows when a locked LND is checked again, with the help for the recognised system first', async () => {
    await showCheck(
      checkAt(
        'unlocked',
        { state: 'failed', problem: 'locked' },
        // The check continues while LND is locked.
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

  it('reports a missing channel once, and offers to connect anyway', async () => {
    const missing = { state: 'warning', problem: 'no-channels', detail: 'no channel' } as const
    const findings = { ...passedCheck().findings, canSendSat: sat(0n), canReceiveSat: sat(0n) }
    await showCheck(passedCheck({ 'can-send': missing, 'can-receive': missing }, { findings }))
    expect(screen.getAllByText('LND has no open channel')).toHaveLength(1)
    expect(screen.getAllByText('no channel')).toHaveLength(2)
    expect(screen.getByRole('button', { name: 'Connect anyway' })).toBeTruthy()
  })

  it('names what waits in a channel that is offline, in the unit of the person', async () => {
    await showCheck(
      passedCheck(
        { channels: { state: 'warning', problem: 'channels-offline', detail: '2 of 3 active' } },
        {
          findings: {
            ...passedCheck().findings,
            channels: {
              open: 3,
              active: 2,
              offlineSat: sat(1_500_000n),
              offlinePeer: 'Hilltop\u202e <b>relay</b>'
            }
          }
        }
      )
    )
    expect(screen.getByText('One channel is offline')).toBeTruthy()
    expect(screen.getByText(/It is the one with Hilltop⟨U\+202E⟩ <b>relay<\/b>\./u)).toBeTruthy()
    expect(
      screen.getByText(
        /1,500,000 sats of yours are in it and cannot be sent until it is back\. Nothing is lost\./u
      )
    ).toBeTruthy()
  })

  it('says why it takes keysend for accepted, switched off or not known', async () => {
    const fake = await showCheck(passedCheck())
    expect(screen.getByText('The last one arrived Wednesday 18 November at 09:20')).toBeTruthy()
    const keysend = (step: Omit<PairingStep, 'id'>) =>
      fake.setState({
        pairing: pairingState({
          details: givenDetails(),
          check: passedCheck({ keysend: step }, { findings: {} })
        })
      })
    keysend({ state: 'done', detail: 'accepted' })
    expect(await screen.findByText('Switched on in lnd.conf, in the folder you gave')).toBeTruthy()
    keysend({ state: 'warning', problem: 'keysend-off' })
    expect(await screen.findByText('Not switched on in lnd.conf, in the folder you gave')).toBeTruthy()
    keysend({ state: 'not-known', problem: 'keysend-not-known' })
    expect(await screen.findByText('LND does not say whether it accepts them')).toBeTruthy()
  })

  it.each([
    ['that passed', passedCheck()],
    ['that stopped', checkAt('port', { state: 'failed', problem: 'refused' })]
  ])('copies a report of a check %s, beside the button that checks again', async (_name, check) => {
    const fake = await showCheck(check, { again: 'k1' as NodeId })
    expect(screen.getByRole('button', { name: 'Check again' })).toBeTruthy()
    await click('Copy report')
    await waitFor(() => expect(argsOf(fake, 'app.copyText')).toHaveLength(1))
    const [{ text }] = argsOf(fake, 'app.copyText') as [{ text: string }]
    expect(text).toContain('Done: Name found\n')
    expect(text).not.toMatch(/umbrel\.local|192\.168|10009|kitchen|sats/u)
  })

  it('of a saved LND ends without a new key', async () => {
    const fake = await showCheck(passedCheck(), { again: 'k1' as NodeId })
    expect(screen.queryByRole('radio')).toBeNull()
    await click('Done')
    await waitFor(() => expect(argsOf(fake, 'pairing.end')).toHaveLength(1))
    expect(argsOf(fake, 'pairing.connect')).toEqual([])
  })
})
