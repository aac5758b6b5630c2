import { fireEvent, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { sampleState } from '../../../../support/fixtures/samples'
import type { ConnectFailure } from '../../../../../src/shared/domain/connection'
import { fail, ok } from '../../../../../src/shared/result'
import { argsOf, click, enterAddress, showApp, type } from '../../show-app'

const firstRun = sampleState({ node: undefined, connection: { phase: 'idle' } })
const failingWith = (failure: ConnectFailure) =>
  fakeImp(firstRun, { connection: { connect: () => ok({ kind: 'failed', failure }) } })
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }))

describe('the form for an IMP node', () => {
  it('connects to this computer with the default values', async () => {
    const fake = fakeImp(firstRun)
    await showApp(fake)
    await enterAddress()
    await click('Connect')
    expect(argsOf(fake, 'connection.connect')).toEqual([
      { address: '127.0.0.1:8881', security: { kind: 'loopback' } }
    ])
  })

  it('sends the security that was chosen and the key, if there is one', async () => {
    const fake = fakeImp(firstRun)
    await showApp(fake)
    await enterAddress()
    await type('Node address', ' mynode.lan:8881 ')
    await choose('TLS')
    await type('API key', ' 5f0c ')
    await click('Connect')
    expect(argsOf(fake, 'connection.connect')).toEqual([
      { address: 'mynode.lan:8881', security: { kind: 'tls' }, apiKey: '5f0c' }
    ])
  })

  it.each([
    ['', /The field is empty.*Nothing was sent.*host and port/u],
    ['my node', /The wallet cannot read “my node”.*Nothing was sent/u],
    ['127.0.0.1:99999', /not a node address/u],
    ['mynode.lan:8881', /not on this computer.*Choose TLS/u]
  ])(
    'shows at the field what is wrong with the address “%s”, and does not connect',
    async (address, words) => {
      const fake = fakeImp(firstRun)
      await showApp(fake)
      await enterAddress()
      await type('Node address', address)
      await click('Connect')
      expect(screen.getByText(words)).toBeTruthy()
      expect(screen.getByLabelText('Node address').getAttribute('aria-invalid')).toBe('true')
      expect(argsOf(fake, 'connection.connect')).toEqual([])
    }
  )

  it('names the failing step and keeps what was typed', async () => {
    await showApp(failingWith({ code: 'refused' }))
    await enterAddress()
    await click('Connect')
    const steps = await screen.findByRole('list', { name: 'Connection test' })
    expect(steps.textContent).toMatch(/Address answers\s*No answer/u)
    expect(screen.getByRole('alert').textContent).toMatch(/Nothing answers at 127\.0\.0\.1:8881/u)
    expect(screen.getByLabelText<HTMLInputElement>('Node address').value).toBe('127.0.0.1:8881')
    expect(screen.getByRole('button', { name: 'Connect' })).toBeTruthy()
  })

  it('shows the fingerprint of an untrusted certificate, and pins it once the person trusts it', async () => {
    const fingerprint = '4F:1C:9A:E2:07:B8:33:5D:A1:6E:C4:90:2B:F7:58:DC'
    const fake = failingWith({ code: 'certificate-untrusted', fingerprint })
    await showApp(fake)
    await enterAddress()
    await type('Node address', 'mynode.lan:8881')
    await choose('TLS with a certificate')
    await click('Connect')
    await screen.findByText(/4F:1C:9A:E2:07:B8:33:5D/u)
    expect(screen.queryByRole('button', { name: 'Connect' })).toBeNull()
    // A held Enter key must not trust it.
    expect(document.activeElement?.textContent.trim()).toBe('Back')
    await click('It matches, trust it')
    expect(argsOf(fake, 'connection.connect')).toEqual([
      { address: 'mynode.lan:8881', security: { kind: 'tls' } },
      { address: 'mynode.lan:8881', security: { kind: 'tls-pinned', fingerprint } }
    ])
  })

  it('uses the chosen certificate file, and refuses a file without a certificate', async () => {
    const fake = fakeImp(firstRun)
    await showApp(fake)
    await enterAddress()
    await type('Node address', 'mynode.lan:8881')
    await choose('TLS with a certificate')
    const file = document.querySelector<HTMLInputElement>('input[type="file"]')
    if (file === null) throw new Error('no file input')
    await fireEvent.change(file, { target: { files: [new File(['holiday'], 'photo.pem')] } })
    await screen.findByText(/photo\.pem contains no certificate/u)
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
    await fireEvent.change(file, { target: { files: [new File([`${pem}\n`], 'tls.cert')] } })
    await screen.findByText('tls.cert')
    await click('Connect')
    expect(argsOf(fake, 'connection.connect')).toEqual([
      { address: 'mynode.lan:8881', security: { kind: 'tls-certificate', pem } }
    ])
  })

  it('warns as soon as “Unencrypted” is chosen', async () => {
    await showApp(fakeImp(firstRun))
    await enterAddress()
    await choose('Unencrypted')
    expect(screen.getByText(/could replace an invoice you create and take the money/u)).toBeTruthy()
  })

  it('goes back to the first question', async () => {
    await showApp(fakeImp(firstRun))
    await enterAddress()
    await fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('What do you have?')
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }))
  })
})

describe('the first run', () => {
  it('starts the demo node, and reports if it does not start', async () => {
    const fake = fakeImp(firstRun, { connection: { startDemoNode: () => fail('demo-node-failed') } })
    await showApp(fake)
    await click('Start demo node')
    await screen.findByText('The demo node did not start')
    expect(argsOf(fake, 'connection.startDemoNode')).toHaveLength(1)
  })

  it('opens no other screen before there is a node', async () => {
    await showApp(fakeImp(firstRun))
    await fireEvent.click(screen.getByRole('link', { name: 'Pay' }))
    await fireEvent.keyDown(document.body, { key: '2', ctrlKey: true })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('What do you have?')
  })
})
