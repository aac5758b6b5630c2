import { describe, expect, it } from 'vitest'
import { msat } from '../../../src/shared/money'
import { connect, runNode } from './support'

describe('the extension', () => {
  it('names the demo node as the software behind it', async () => {
    const node = await runNode({ extension: true })
    expect(await connect(node, { extension: true }).call('Node/GetInfo')).toMatchObject({
      software: 'demo',
      spendable_msat: node.ledger.channels.spendableMsat().toString()
    })
  })

  it('sends the parts of a message one after the other, and a repeat sends only the rest', async () => {
    const node = await runNode({ extension: true, messageFeeMsat: msat(1_050n) })
    const client = connect(node, { extension: true })
    const spendable = node.ledger.channels.spendableMsat()
    const spent = () => spendable - node.ledger.channels.spendableMsat()
    const [peer] = node.peers
    const message = { msg: Buffer.alloc(2_500, 'x'), pubkey: peer?.pubkey, amount: '3' }
    const draft = { 'imp-draft': 'one' }
    const arrived = async () => (await client.call('Node/TrackMessage', { draft: 'one' }))['arrived_fee_msat']
    const held = (count: number) => node.changes.until('a part waits', () => node.partGate.held === count)

    node.control.holdParts()
    const first = client.failure('SendMessage', message, {}, draft)
    await held(1)
    node.control.releaseParts(1)
    await held(1)
    expect(await arrived()).toEqual(['1050'])
    node.control.releaseParts(1, 'fail')
    expect(await first).toEqual({
      code: 2,
      details: 'part 2 of 3: Failed payment: FAILURE_REASON_NO_ROUTE'
    })
    expect(spent()).toBe(2_050n)

    const repeats = [1, 2].map(() => client.trailers('SendMessage', message, draft))
    await held(1)
    node.control.releaseParts(0)
    for (const trailers of await Promise.all(repeats)) expect(trailers.get('imp-fee-msat')).toEqual(['3150'])
    expect(await arrived()).toEqual(['1050', '1050', '1050'])
    expect(spent()).toBe(6_150n)
  })

  it('sends no message above the largest fee', async () => {
    const node = await runNode({ extension: true, messageFeeMsat: msat(1_050n) })
    const client = connect(node, { extension: true })
    const message = { msg: Buffer.from('x'), pubkey: node.peers[0]?.pubkey, amount: '1' }
    const send = (limit: string) => client.call('SendMessage', message, {}, { 'imp-fee-limit-msat': limit })
    await expect(send('1049')).rejects.toThrow('unable to find a path')
    await expect(send('1050')).resolves.toHaveProperty('id')
  })

  it('is not served by the nodes of the field', async () => {
    const node = await runNode()
    expect(await connect(node, { extension: true }).failure('Node/GetInfo')).toMatchObject({ code: 12 })
  })
})
