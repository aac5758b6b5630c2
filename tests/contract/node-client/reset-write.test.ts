import { makeGenericClientConstructor, status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import { SocketCredentials } from '../../../src/main/node-client/grpc/credentials'
import { prepareTls } from '../../../src/main/node-client/socket/tls'
import { issueCertificate } from '../../../src/node/tls/self-signed'
import { callsAfterReset } from '../../support/processes/reset-peer'

const server = issueCertificate({ commonName: 'IMP node' })
const Generic = makeGenericClientConstructor({}, 'test')

function clientOf(address: string) {
  const prepared = prepareTls({
    security: { kind: 'tls-certificate', pem: server.cert },
    host: '127.0.0.1',
    serverName: undefined,
    alpn: 'h2',
    clientCertificate: undefined
  })
  if (!prepared.ok) throw new Error(prepared.error.code)
  const secure = new SocketCredentials(async (raw) => {
    const secured = await prepared.value(raw)
    if (!secured.ok) throw new Error(secured.error.detail)
    return secured.value
  }, true)
  return new Generic(address, secure)
}

describe("the wallet's TLS connection to a node", () => {
  it('ends at once when a write is the first to meet its reset', async () => {
    for (let round = 0; round < 5; round += 1) {
      const statuses = await callsAfterReset(server, clientOf)
      expect(statuses).not.toContain(status.DEADLINE_EXCEEDED)
    }
  })
})
