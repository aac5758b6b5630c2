import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { NodeId } from '../../../../../src/shared/domain/ids'
import { fail } from '../../../../../src/shared/result'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import {
  checkAt,
  givenDetails,
  pairedLnd,
  pairingState,
  passedCheck,
  RENEWED,
  savedLnd,
  TRUSTED
} from '../../../../support/fixtures/sample-pairing'
import { sampleState } from '../../../../support/fixtures/samples'
import { argsOf, click, showApp } from '../../show-app'
import { connected, heading, showPairing, showCheck } from './show-pairing'

describe('the key', () => {
  const rights = { info: true, receive: true, pay: true, sign: true, bake: true }
  const withRights = (patch: Partial<typeof rights>) =>
    passedCheck({}, { findings: { ...passedCheck().findings, rights: { ...rights, ...patch } } })

  it('is made with the rights that the person chose', async () => {
    const fake = await showCheck(passedCheck())
    await fireEvent.click(screen.getByRole('radio', { name: 'Receive only' }))
    await click('Connect')
    await waitFor(() =>
      expect(argsOf(fake, 'pairing.connect')).toEqual([{ rights: 'receive-only', keepGivenKey: false }])
    )
  })

  it('that cannot make a smaller one is kept only after a warning', async () => {
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

  it('can be kept if LND made no smaller one', async () => {
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

  it('is described once it is made, with the command that revokes it', async () => {
    const fake = await showPairing({ paired: pairedLnd() })
    expect(heading().textContent).toBe('kitchen is connected')
    expect(screen.getByText('lncli deletemacaroonid 7')).toBeTruthy()
    expect(
      within(screen.getByRole('group', { name: 'This key cannot' })).getByText('Send bitcoin on-chain')
    ).toBeTruthy()
    await click('Open inbox')
    await waitFor(() => expect(argsOf(fake, 'pairing.end').length).toBeGreaterThan(0))
  })

  it('that was given and kept has no list of what it cannot do', async () => {
    await showPairing({ paired: pairedLnd({ rootKeyId: undefined }) })
    expect(screen.getByText('The wallet keeps the key you gave')).toBeTruthy()
    expect(screen.queryByRole('group', { name: 'This key cannot' })).toBeNull()
  })
})

describe('the earlier key of an LND that was paired again', () => {
  it('is reported as revoked', async () => {
    const formerKey = { rootKeyId: '654321', revoked: true }
    await showPairing({ again: 'k1' as NodeId, paired: pairedLnd({ formerKey }) })
    await screen.findByText('The earlier key of this wallet is revoked.')
  })

  it('is reported as still valid, with the command that revokes it', async () => {
    const formerKey = { rootKeyId: '654321', revoked: false }
    await showPairing({ again: 'k1' as NodeId, paired: pairedLnd({ formerKey }) })
    await screen.findByText('The earlier key of this wallet still works')
    expect(screen.getByText('lncli deletemacaroonid 654321')).toBeTruthy()
  })
})

describe('the active LND', () => {
  it('is checked from Settings', async () => {
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

  it('shows in Settings what its key may do and how to revoke it', async () => {
    await showApp(fakeImp(sampleState(connected)), { screen: 'settings' })
    expect(screen.getByText('lncli deletemacaroonid 7')).toBeTruthy()
    await click('Show rights')
    expect(screen.getByRole('group', { name: 'This key can' })).toBeTruthy()
  })

  it('is trusted again from the connection status after its certificate changed', async () => {
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

  it('shows in the sidebar that its key can only receive', async () => {
    const till = savedLnd('t1', { rights: 'receive-only' })
    await showApp(fakeImp(sampleState({ ...connected, node: till, nodes: [till] })))
    const chip = within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button')
    expect(chip.textContent).toMatch(/Receive only.*LND kitchen, mainnet/su)
  })

  it('is not said to pay at the connection status if its key can only receive', async () => {
    const till = savedLnd('t1', { rights: 'receive-only' })
    await showApp(fakeImp(sampleState({ ...connected, node: till, nodes: [till] })))
    await fireEvent.click(within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button'))
    const status = await screen.findByText(/creates invoices and receives messages\./u)
    expect(status.textContent).not.toContain('pays')
  })
})
