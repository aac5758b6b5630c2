import { createServer, type AddressInfo, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PairingCheckRun } from '../../../../src/node/pairing/check/pairing-check'
import { certificateFingerprint, issueCertificate } from '../../../../src/node/tls/self-signed'
import { pairingStepMark } from '../../../../src/shared/copy/pairing-steps'

const lnd = issueCertificate({ commonName: 'lnd' })
const former = issueCertificate({ commonName: 'lnd before' })
const ONION = `${'a'.repeat(56)}.onion:10009`

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An address of this computer where nothing listens. */
async function closedPort(): Promise<string> {
  const server = createServer()
  const address = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return address
}

const overTls = () =>
  createTlsServer({ cert: lnd.cert, key: lnd.key }, (socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'))
  })

/** The step at which the check stops, and what the page shows at its right. */
async function stoppedAt(address: string, cert: string, socks?: string): Promise<[string, string]> {
  const { steps } = await new PairingCheckRun({
    ...{ address, cert, socks, macaroon: '00', keysend: undefined, home: undefined },
    ...{ expect: undefined, trust: undefined, keepTrusted: () => undefined },
    trusted: certificateFingerprint(former.cert),
    tell: () => undefined
  }).run()
  const failed = steps.find(({ state }) => state === 'failed')
  if (failed === undefined) throw new Error('no step failed')
  return [failed.id, pairingStepMark(failed)]
}

describe('a step that failed says what is wrong, not what was tried', () => {
  it('if another certificate is shown than the trusted one', async () => {
    const address = await listen(overTls())
    expect(await stoppedAt(address, former.cert)).toEqual(['certificate', 'changed'])
  })

  it('if nothing listens on the port', async () => {
    expect(await stoppedAt(await closedPort(), lnd.cert)).toEqual(['port', 'refused'])
  })

  it('if the port does not use TLS', async () => {
    const address = await listen(
      createServer((socket) => {
        socket.on('error', () => undefined)
        socket.end('SSH-2.0-OpenSSH\r\n')
      })
    )
    expect(await stoppedAt(address, lnd.cert)).toEqual(['port', 'not encrypted'])
  })

  it('if something else than LND answers', async () => {
    const address = await listen(overTls())
    expect(await stoppedAt(address, lnd.cert)).toEqual(['port', 'something else'])
  })

  it('if no SOCKS proxy answers at the address that was entered', async () => {
    expect(await stoppedAt(ONION, lnd.cert, await closedPort())).toEqual(['tor', 'not found'])
  })
})
