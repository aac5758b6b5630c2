import { createServer, type Socket } from 'node:net'
import { makeGenericClientConstructor, Metadata, status } from '@grpc/grpc-js'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { issueCertificate } from '../../../src/node/tls/self-signed'
import { TlsCredentials } from '../../../src/node/tls/tls-credentials'
import { tlsTrust } from '../../../src/node/tls/trust'
import { callsAfterReset } from '../../support/processes/reset-peer'
import { runNode } from './support'

const server = issueCertificate({ commonName: 'LND' })
const Generic = makeGenericClientConstructor({}, 'test')

function clientOf(address: string, handshakeMs = 10_000) {
  const trust = tlsTrust(server.cert)
  return new Generic(address, new TlsCredentials(trust, { host: '127.0.0.1', handshakeMs }))
}

/** The failure of a call, or null; closes the client. */
async function failureOf(client: ReturnType<typeof clientOf>): Promise<unknown> {
  const bytes = (value: Buffer) => value
  const failure = await new Promise((resolve) => {
    client.makeUnaryRequest('/test/Call', bytes, bytes, Buffer.alloc(0), new Metadata(), {}, resolve)
  })
  client.close()
  return failure
}

describe('a connection to LND', () => {
  it('ends at once when a write is the first to meet its reset', async () => {
    for (let round = 0; round < 5; round += 1) {
      const statuses = await callsAfterReset(server, clientOf)
      expect(statuses).not.toContain(status.DEADLINE_EXCEEDED)
    }
  })

  it('refuses another certificate, also if the environment switches off the check of certificates', async () => {
    const other = issueCertificate({ commonName: 'another LND' })
    const node = await runNode({ tls: other })
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await failureOf(clientOf(node.address))).toMatchObject({
      code: status.UNAVAILABLE,
      details: expect.stringContaining('self-signed certificate')
    })
  })

  it('is given up when the other side accepts it and never answers the TLS handshake', async () => {
    const accepted: Socket[] = []
    const silent = createServer((socket) => accepted.push(socket.on('error', () => undefined)))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      for (const socket of accepted) socket.destroy()
      silent.close()
    })
    const address = silent.address()
    const client = clientOf(`127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, 100)
    expect(await failureOf(client)).toMatchObject({
      code: status.UNAVAILABLE,
      details: expect.stringContaining('the TLS handshake did not end')
    })
  })
})
