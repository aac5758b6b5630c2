import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { identifyLnd } from '../../../src/node/backends/lnd/identify-lnd'
import { LndClient } from '../../../src/node/backends/lnd/lnd-client'
import { issueCertificate } from '../../../src/node/tls/self-signed'
import { ProcessUnderTest, stepOf } from '../../support/processes/lnd-process'
import { runScriptedLnd, ScriptedLnd } from '../../support/fakes/scripted-lnd'

const ONION = 'abcdefghijklmnop.onion:10009'

/** A SOCKS5 proxy that connects every name to this LND. */
async function runTor(lnd: ScriptedLnd): Promise<{ readonly address: string; readonly names: string[] }> {
  const names: string[] = []
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]))
      socket.once('data', (request) => {
        names.push(request.subarray(5, -2).toString())
        const outside = connect(Number(lnd.address.split(':')[1]), '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
          socket.pipe(outside).pipe(socket)
        })
        outside.on('error', () => socket.destroy())
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, names }
}

describe('an LND behind an onion address', () => {
  it('is checked and reached through the SOCKS proxy, with the key that was made', async () => {
    const lnd = await runScriptedLnd()
    const tor = await runTor(lnd)
    const wallet = new ProcessUnderTest()
    await wallet.ask('give-text', { text: lnd.link().replace(lnd.address, ONION) })
    const check = await wallet.ask('check', { socks: tor.address })
    expect(check.steps.map(({ id, state }) => [id, state]).slice(0, 5)).toEqual([
      ['tor', 'done'],
      ['port', 'done'],
      ['certificate', 'done'],
      ['unlocked', 'done'],
      ['key', 'done']
    ])
    expect(stepOf(check, 'tor')?.detail).toBe(tor.address)
    expect(stepOf(check, 'name')).toBeUndefined()
    const made = await wallet.ask('make-key', { rights: 'receive-only', keepGiven: false })
    expect(made).toMatchObject({ ok: true, access: { address: ONION, socks: tor.address } })
    expect(new Set(tor.names)).toEqual(new Set([ONION.split(':')[0]]))
  })

  it('reports that no Tor answers', async () => {
    const lnd = await runScriptedLnd()
    const tor = await runTor(lnd)
    const wallet = new ProcessUnderTest()
    await wallet.ask('give-text', { text: lnd.link().replace(lnd.address, ONION) })
    // The port is open, but it is not a SOCKS proxy.
    expect(stepOf(await wallet.ask('check', { socks: lnd.address }), 'tor')).toMatchObject({
      state: 'failed',
      problem: 'no-tor'
    })
    expect(stepOf(await wallet.ask('check', { socks: 'no address' }), 'tor')).toMatchObject({
      state: 'failed',
      problem: 'no-tor'
    })
    expect(tor.names).toEqual([])
  })

  it('must have a certificate for its own name, not for the forwarder, if an authority signed it', async () => {
    const ca = issueCertificate({ commonName: 'ca', ca: true })
    const tell = async (hosts: readonly string[]) => {
      const lnd = await runScriptedLnd(new ScriptedLnd(issueCertificate({ commonName: 'lnd', hosts }, ca)))
      const { address: socks } = await runTor(lnd)
      const client = new LndClient(() => ({ address: ONION, cert: ca.cert, macaroon: lnd.admin, socks }))
      onTestFinished(() => client.close())
      const info = await identifyLnd(client)
      return info.ok ? info.value.alias : info.error.code
    }
    expect(await tell([ONION.split(':')[0] ?? ''])).toBe('kitchen')
    expect(await tell(['127.0.0.1', 'localhost'])).toBe('certificate-changed')
  })
})
