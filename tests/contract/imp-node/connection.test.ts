import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startDemoNode, type DemoNode, type DemoNodeOptions } from '../../../src/demo-node'
import { connectTo } from '../../support/node-client'

async function demo(options: DemoNodeOptions = {}): Promise<DemoNode> {
  const node = await startDemoNode(options)
  onTestFinished(() => node.stop())
  return node
}

/** A port of this computer on which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

describe('connecting', () => {
  it('goes through connecting and syncing to ready, with one stream open', async () => {
    const node = await demo()
    const { recorder, reaches } = connectTo(node.address)
    await reaches('ready')
    expect(recorder.phases).toEqual(['connecting', 'syncing', 'ready'])
    expect(recorder.streams).toEqual(['opened'])
    expect(node.messages.subscribers).toBe(1)
  })

  it('reaches a node on a Unix socket', async () => {
    const path = `/tmp/imp-node-test-${process.pid}.sock`
    const node = await demo({ grpc: `unix:${path}` })
    const { reaches } = connectTo(node.address)
    await reaches('ready')
  })

  it('finds out what a node of each generation offers, and leaves no trace of it', async () => {
    for (const generation of [1, 2] as const) {
      const node = await demo({ generation })
      const { recorder, reaches } = connectTo(node.address)
      await reaches('ready')
      const second = generation === 2
      expect(recorder.capabilities).toEqual({
        sendMessage: true,
        getChannels: second,
        listPayments: second
      })
      expect(new Set(node.calls.all().map(({ method }) => method))).toEqual(
        new Set(second ? ['GetChannels', 'Subscribe'] : ['Subscribe'])
      )
    }
  })

  it('says refused when nobody listens, and tries again later', async () => {
    const { recorder, reaches } = connectTo(`127.0.0.1:${await deadPort()}`)
    const state = await reaches('backoff')
    expect(state).toMatchObject({ attempt: 1, failure: { code: 'refused', detail: 'ECONNREFUSED' } })
    await recorder.until('a second attempt', () =>
      recorder.states.some((s) => s.phase === 'backoff' && s.attempt === 2)
    )
  })

  it('says name not found for a name that nobody has', async () => {
    const { reaches } = connectTo('does-not-exist.invalid:8881', {
      profile: { address: 'does-not-exist.invalid:8881', security: { kind: 'plaintext' } }
    })
    expect(await reaches('backoff', 15_000)).toMatchObject({ failure: { code: 'name-not-found' } })
  })

  it('sends nothing to an address that is none, or not on this computer as promised', async () => {
    for (const address of ['no address', 'node.example:8881']) {
      const { recorder, reaches } = connectTo(address)
      expect(await reaches('blocked')).toMatchObject({ failure: { code: 'bad-address' } })
      expect(recorder.phases).toEqual(['connecting', 'blocked'])
    }
  })
})
