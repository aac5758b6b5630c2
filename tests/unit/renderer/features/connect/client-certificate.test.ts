import { fireEvent, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { certificatesOf, clientPartsOf } from '../../../../../src/renderer/features/connect/pem'
import { ok } from '../../../../../src/shared/result'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { sampleState } from '../../../../support/fixtures/samples'
import { argsOf, click, enterAddress, showApp, type } from '../../show-app'

const block = (name: string, content = 'MIIB') => `-----BEGIN ${name}-----\n${content}\n-----END ${name}-----`
const CERTIFICATE = block('CERTIFICATE')
const KEY = block('PRIVATE KEY')

describe('a PEM text', () => {
  it('yields its certificates without the key beside them', () => {
    const chain = [CERTIFICATE, block('CERTIFICATE', 'MIIC')]
    expect(certificatesOf(`of: node\n${chain[0]}\n${KEY}\n${chain[1]}\n`)).toBe(chain.join('\n'))
    expect(certificatesOf(KEY)).toBe('')
  })

  it.each(['PRIVATE KEY', 'EC PRIVATE KEY', 'RSA PRIVATE KEY'])(
    'gives a key that is written as %s',
    (name) => {
      expect(clientPartsOf(`Bag\n${CERTIFICATE}\n${block(name)}`)).toEqual({
        certificate: CERTIFICATE,
        key: block(name),
        problem: undefined
      })
    }
  )

  it.each([
    ['a key with a passphrase', block('ENCRYPTED PRIVATE KEY'), /passphrase/u],
    [
      'a key of the old form with a passphrase',
      block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED'),
      /passphrase/u
    ],
    ['neither', 'holiday', /neither a certificate nor a key/u]
  ])('explains what is wrong with %s without quoting it', (_, text, words) => {
    const { problem, key } = clientPartsOf(text)
    expect(problem).toMatch(words)
    expect(key).toBeUndefined()
  })
})

describe('the client certificate', () => {
  const paste = async (label: RegExp, text: string) => {
    await click('Paste…')
    await fireEvent.input(screen.getByLabelText(label), { target: { value: text } })
  }

  async function open(choice: 'TLS' | 'This computer' = 'TLS') {
    const imp = fakeImp(sampleState({ node: undefined, connection: { phase: 'idle' } }))
    await showApp(imp)
    await enterAddress()
    await type('Node address', 'node.example')
    await fireEvent.click(screen.getByRole('radio', { name: choice }))
    return imp
  }

  it('is offered with TLS only', async () => {
    await open('This computer')
    expect(screen.queryByRole('button', { name: 'Add a client certificate…' })).toBeNull()
  })

  it('is pasted with its key and sent to main with the next test, and the page keeps neither', async () => {
    const imp = await open()
    await click('Add a client certificate…')
    await paste(/^Client certificate and key/u, CERTIFICATE)
    expect(screen.getByText('Certificate added. Its key is missing')).toBeTruthy()
    await click('Connect')
    expect(screen.getByRole('alert').textContent).toContain('The key of this certificate is missing.')
    expect(argsOf(imp, 'connection.connect')).toEqual([])

    await paste(/^Client certificate and key/u, `${KEY}\n`)
    expect(screen.getByText('Certificate and key added')).toBeTruthy()
    expect(document.body.innerHTML).not.toContain('PRIVATE KEY')
    await click('Connect')
    await click('Connect')
    const call = { address: 'node.example', security: { kind: 'tls' } }
    expect(argsOf(imp, 'connection.connect')).toEqual([
      { ...call, clientCertificate: { certificate: CERTIFICATE, key: KEY } },
      call
    ])
  })

  it('is requested if the node refuses a connection without it', async () => {
    const imp = await open()
    imp.answer({
      connection: {
        connect: () => ok({ kind: 'failed', failure: { code: 'client-certificate-refused' } })
      }
    })
    await click('Connect')
    expect(await screen.findByRole('group', { name: 'Client certificate' })).toBeTruthy()
  })

  it('of the node itself can be pasted too', async () => {
    const imp = await open()
    await fireEvent.click(screen.getByRole('radio', { name: 'TLS with a certificate' }))
    await paste(/^Certificate of the node/u, CERTIFICATE)
    await click('Connect')
    expect(argsOf(imp, 'connection.connect')).toEqual([
      { address: 'node.example', security: { kind: 'tls-certificate', pem: CERTIFICATE } }
    ])
  })
})
