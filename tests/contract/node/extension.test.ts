import { describe, expect, it } from 'vitest'
import { connect, runNode } from './support'

describe('the extension', () => {
  it('names the demo node as the software behind it', async () => {
    const node = await runNode({ extension: true })
    expect(await connect(node, { extension: true }).call('Node/GetInfo')).toMatchObject({
      software: 'demo',
      spendable_msat: node.ledger.channels.spendableMsat().toString()
    })
  })

  it('is not served by the nodes of the field', async () => {
    const node = await runNode()
    expect(await connect(node, { extension: true }).failure('Node/GetInfo')).toMatchObject({ code: 12 })
  })
})
