import { status } from '@grpc/grpc-js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { GrpcTransport } from '../../../src/main/node-client/grpc/grpc-transport'
import { parseAddress } from '../../../src/shared/domain/address'
import { demoNode } from '../../support/processes/demo-node'
import { faultProxy } from '../../support/processes/fault-proxy'

function transportTo(text: string): GrpcTransport {
  const address = parseAddress(text)
  if (!address.ok || address.value.kind === 'http') throw new Error(text)
  const transport = new GrpcTransport({
    address: address.value,
    handshake: undefined,
    apiKey: undefined,
    connectMs: 5_000
  })
  onTestFinished(() => transport.destroy())
  return transport
}

describe('the gRPC transport', () => {
  it('reports that a request did not leave before it was connected, after it broke, and after it was given up', async () => {
    const node = await demoNode()
    const transport = transportTo(node.address)
    const pay = () => transport.call('PayInvoice', { invoice: 'lnbcrt1' }, 1_000)
    const stayed = { kind: 'failed', code: status.UNAVAILABLE, departed: false }
    expect(await pay()).toMatchObject(stayed)
    expect(await transport.open()).toBeUndefined()
    const broken = new Promise<void>((resolve) => transport.onBroken(resolve))
    node.dropConnections()
    await broken
    expect(await pay()).toMatchObject(stayed)
    transport.retire()
    expect(await pay()).toMatchObject(stayed)
    expect(node.calls.of('PayInvoice')).toEqual([])
  })

  it('never connects a second time by itself', async () => {
    const node = await demoNode()
    const proxy = await faultProxy(node.address)
    const transport = transportTo(proxy.address)
    await transport.open()
    const broken = new Promise<void>((resolve) => transport.onBroken(resolve))
    proxy.reset()
    await broken
    await transport.call('CheckInvoice', { invoice: 'lnbcrt1' }, 500)
    await transport.probeMethod('CheckInvoice', 500)
    expect(proxy.accepted).toBe(1)
  })

  it('probes methods without a call at the node', async () => {
    const node = await demoNode({ generation: 2 })
    const transport = transportTo(node.address)
    await transport.open()
    for (const method of ['PayInvoice', 'SendMessage', 'GenerateInvoice', 'ListPayments'] as const) {
      expect(await transport.probeMethod(method, 1_000)).toMatchObject({
        kind: 'failed',
        code: status.INTERNAL
      })
    }
    expect(node.calls.all()).toEqual([])
  })

  it('closes its socket when it is retired, as soon as the last call has ended', async () => {
    const node = await demoNode()
    const proxy = await faultProxy(node.address)
    const transport = transportTo(proxy.address)
    await transport.open()
    node.control.fault({ method: 'CheckInvoice', point: 'before', action: { kind: 'stall' } })
    const call = transport.call('CheckInvoice', { invoice: 'lnbcrt1' }, 5_000)
    await node.control.called('CheckInvoice')
    transport.retire()
    expect(proxy.open).toBe(1)
    node.control.resume()
    expect(await call).toMatchObject({ kind: 'failed', code: status.UNKNOWN })
    await expect.poll(() => proxy.open).toBe(0)
  })
})
