import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { issueCertificate, certificateFingerprint } from '../../../src/node/tls/self-signed'
import type { Security } from '../../../src/shared/domain/node'
import { errorCode } from '../../../src/main/error-text'
import { demoNode } from '../../support/processes/demo-node'
import { connectTo } from '../../support/processes/node-client'

/** A relay in front of an address that records how its clients closed their connections. */
async function relay(target: string) {
  const closings: ('reset' | 'end')[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const [host = '', port = ''] = target.split(':')
    const onward = connect(Number(port), host)
    for (const socket of [client, onward]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    }
    onward.on('error', () => client.destroy())
    client.on('error', (error) => {
      if (errorCode(error) === 'ECONNRESET') closings.push('reset')
      onward.destroy()
    })
    client.on('end', () => closings.push('end'))
    client.pipe(onward).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { address: `127.0.0.1:${address.port}`, closings, sockets }
}

/** The number of sockets of this process. Other test files have run in it before. */
const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length

const tls = issueCertificate({ commonName: 'node', hosts: ['127.0.0.1'] })
const pinned: Security = { kind: 'tls-pinned', fingerprint: certificateFingerprint(tls.cert) }
const plain: Security = { kind: 'loopback' }

describe('a connection that the wallet gives up', () => {
  it.each([
    ['gRPC', plain, undefined],
    ['gRPC over TLS', pinned, tls]
  ])(
    'is reset over %s, so that the system sends none of its data later',
    async (_, security, certificate) => {
      const node = await demoNode(certificate === undefined ? {} : { tls: certificate })
      const through = await relay(node.address)
      const { connection, reaches } = connectTo('', { profile: { address: through.address, security } })
      await reaches('ready')
      await connection.close()
      await expect.poll(() => through.closings).toContain('reset')
    }
  )

  it.each([
    ['HTTP', plain, undefined],
    ['HTTP over TLS', pinned, tls]
  ])('is reset over %s when a call ends by its deadline', async (_, security, certificate) => {
    const node = await demoNode(certificate === undefined ? {} : { tls: certificate })
    const through = await relay(node.httpAddress)
    const scheme = certificate === undefined ? 'http' : 'https'
    const { connection, reaches } = connectTo('', {
      profile: { address: `${scheme}://${through.address}`, security },
      deadlines: { checkInvoice: 200 }
    })
    await reaches('ready')
    node.control.fault({ method: 'CheckInvoice', point: 'before', action: { kind: 'stall' } })
    const before = through.closings.length
    expect(await connection.calls.checkInvoice('lnbcrt1')).toMatchObject({ error: { code: 'deadline' } })
    await expect.poll(() => through.closings.slice(before)).toContain('reset')
  })

  it.each([
    ['HTTP', plain, undefined],
    ['HTTP over TLS', pinned, tls]
  ])('leaves no socket of a finished call over %s to the system', async (_, security, certificate) => {
    const before = openSockets()
    const node = await demoNode(certificate === undefined ? {} : { tls: certificate })
    const scheme = certificate === undefined ? 'http' : 'https'
    const { connection, reaches } = connectTo('', {
      profile: { address: `${scheme}://${node.httpAddress}`, security }
    })
    await reaches('ready')
    for (let call = 0; call < 5; call += 1) await connection.calls.checkInvoice('lnbcrt1')
    await connection.close()
    await node.stop()
    // A lost handle stays open and keeps the process running.
    await expect.poll(openSockets).toBeLessThanOrEqual(before)
  })
})
