import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { send } from '../../../src/node/backends/demo/cli/send-command'
import { errorEvent, serve, type Serving } from '../../../src/node/backends/demo/cli/serve'
import { readServeOptions } from '../../../src/node/backends/demo/cli/serve-options'
import { certificateFingerprint } from '../../../src/node/tls/self-signed'
import { status } from './bare-client'
import { connect, runNode } from './support'

const ANY_PORTS = ['--grpc', '127.0.0.1:0', '--http', '127.0.0.1:0', '--control', '127.0.0.1:0']

async function serving(...args: string[]): Promise<Serving> {
  const served = await serve(readServeOptions([...ANY_PORTS, '--behaviour', 'quiet', ...args]))
  onTestFinished(() => served.stop())
  return served
}

/** Runs a command line of the control client, split at spaces. */
function order({ ready }: Serving, line: string): Promise<object> {
  const [name = '', ...args] = line.split(' ')
  return send(name, [...args, '--control', ready.control])
}

describe('a demo node in a process of its own', () => {
  it('prints its addresses', async () => {
    const { ready, node } = await serving('--generation', '2')
    expect(ready).toEqual({
      event: 'ready',
      grpc: node.address,
      http: node.httpAddress,
      control: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      pubkey: node.pubkey,
      generation: 2
    })
  })

  it('prints the certificate that it made', async () => {
    const { ready } = await serving('--tls')
    expect(ready.fingerprint).toBe(certificateFingerprint(ready.certificate ?? ''))
  })

  it('reports which port is taken', async () => {
    const { node } = await serving()
    const options = readServeOptions([...ANY_PORTS, '--control', node.address])
    const failure = await serve(options).catch(errorEvent)
    expect(failure).toMatchObject({
      event: 'error',
      code: 'address-in-use',
      message: expect.stringContaining(`${node.address} is used by another program`)
    })
  })

  it('listens only on this computer', async () => {
    const failure = await serve(readServeOptions(['--grpc', '0.0.0.0:0'])).catch(errorEvent)
    expect(failure).toMatchObject({
      code: 'bad-options',
      message: expect.stringContaining('not on this computer')
    })
    await expect(runNode({ http: '[::]:0' })).rejects.toThrow('not on this computer')
  })

  it('listens on a Unix socket on request', async () => {
    const path = join(tmpdir(), `imp-demo-${process.pid}.sock`)
    const node = await runNode({ grpc: `unix:${path}` })
    expect(node.address).toBe(`unix:${path}`)
    await expect(connect(node).call('GenerateInvoice', { amount: '1', memo: '' })).resolves.toBeDefined()
  })
})

describe('the control service', () => {
  it('makes peers write, pay and get paid', async () => {
    const served = await serving()
    const client = connect(served.node)
    const stream = client.subscribe()
    await served.node.control.subscribed()
    expect(await order(served, 'send-message --from Mira --text hello --amount 3')).toMatchObject({
      delivered: 1
    })
    expect(await stream.received(1)).toMatchObject([{ data: Buffer.from('hello'), amount: '3' }])

    const { invoice } = await client.call('GenerateInvoice', { amount: '5', memo: '' })
    expect(await order(served, `pay-invoice --invoice ${String(invoice)} --from Jonas`)).toEqual({
      payer: 'Jonas',
      amount_msat: '5000'
    })
    await expect(order(served, `pay-invoice --invoice ${String(invoice)}`)).rejects.toThrow('already paid')

    const made = await order(served, 'peer-invoice --from Ostkurier --amount 2500 --memo parcel')
    await client.call('PayInvoice', made)
    expect(await order(served, 'state')).toMatchObject({
      pubkey: served.node.pubkey,
      running: true,
      subscribers: 1,
      messages_sent: 1,
      invoices: [{ paid: true, payer: 'Jonas', amount_msat: '5000' }],
      payments: [{ payee: 'Ostkurier', amount_msat: '2500000', state: 'succeeded', executions: 1 }],
      calls: [
        { method: 'Subscribe' },
        { method: 'GenerateInvoice' },
        { method: 'PayInvoice', transport: 'grpc' }
      ]
    })
  })

  it('makes calls fail', async () => {
    const served = await serving()
    const client = connect(served.node)
    await order(served, 'fault --method CheckInvoice --action fail --code UNAVAILABLE --text busy --times 1')
    expect(await client.failure('CheckInvoice')).toEqual({ code: status.UNAVAILABLE, details: 'busy' })
    await order(served, 'fault --method GenerateInvoice --action answer --point after --json {"invoice":"x"}')
    expect(await client.call('GenerateInvoice', { amount: '1' })).toEqual({ invoice: 'x' })
    await order(served, 'fault --method * --action stall')
    const waiting = client.failure('CheckInvoice')
    await served.node.changes.until('it stalls', () => served.node.faults.stalled === 1)
    await order(served, 'clear-faults')
    expect((await waiting).details).toBe('No invoice found')
  })

  it('holds payments in flight', async () => {
    const served = await serving()
    const made = await order(served, 'peer-invoice --from Mira --amount 1')
    await order(served, 'hold-payments')
    const paying = connect(served.node).failure('PayInvoice', made)
    await served.node.control.called('PayInvoice')
    await order(served, 'release-payments --outcome fail')
    expect((await paying).details).toBe('Failed payment')
  })

  it('survives the node, and controls its restart, keys and streams', async () => {
    const served = await serving()
    const stream = connect(served.node).subscribe()
    await served.node.control.subscribed()
    await order(served, 'kill')
    expect(await stream.ended).toBe(status.UNAVAILABLE)
    expect(await order(served, 'state')).toMatchObject({ running: false })
    await order(served, 'restart')
    const next = connect(served.node).subscribe()
    await served.node.control.subscribed()
    await order(served, 'end-streams')
    expect(await next.ended).toBe(status.OK)
    await order(served, 'add-key --key k')
    expect((await connect(served.node).failure('CheckInvoice')).code).toBe(status.UNAUTHENTICATED)
  })

  it.each([
    ['send-message --from Nobody --text x', 'there is no peer "Nobody"'],
    ['send-message --from Mira', '--text is missing'],
    [
      'fault --method PayInvoice --action explode',
      '--action explode: must be delay, fail, stall, drop or answer'
    ],
    ['fault --method PayInvoice --action fail --code LATER', '--code LATER: must be a gRPC status'],
    ['peer-invoice --from Mira --amount 1 --network moon', 'moon is not a network'],
    ['dance', 'dance is not a command']
  ])('refuses %j with a reason', async (line, reason) => {
    await expect(order(await serving(), line)).rejects.toThrow(reason)
  })
})
