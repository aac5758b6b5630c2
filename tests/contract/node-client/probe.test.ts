import { describe, expect, it } from 'vitest'
import { probeNode } from '../../../src/main/node-client/probe'
import { deadAddress } from '../../support/processes/demo-node'
import { http2Node } from '../../support/fakes/http2-node'

describe('probeNode', () => {
  const access = (address: string) => ({
    profile: { address, security: { kind: 'loopback' as const } },
    apiKey: undefined
  })

  it('returns the reason of a failure', async () => {
    expect(await probeNode(access(await deadAddress()))).toEqual({
      ok: false,
      error: { code: 'refused', detail: 'ECONNREFUSED' }
    })
    expect(await probeNode(access('???'))).toEqual({ ok: false, error: { code: 'bad-address' } })
  })

  it('ends at once when the person cancels', async () => {
    const { address } = await http2Node(() => undefined)
    const giveUp = new AbortController()
    const probe = probeNode({ ...access(address), signal: giveUp.signal })
    giveUp.abort()
    expect(await probe).toMatchObject({ ok: false, error: { code: 'lost' } })
    expect(await probeNode({ ...access(address), signal: giveUp.signal })).toMatchObject({ ok: false })
  })
})
