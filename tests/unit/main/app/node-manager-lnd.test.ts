import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepMacaroon, readMacaroon } from '../../../../src/main/app/node-credentials'
import { sampleLnd } from '../../../support/fixtures/samples'
import { JsonFile } from '../../../../src/main/settings/json-file'
import type { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import { ok } from '../../../../src/shared/result'
import { setUp } from './node-manager-setup'

describe('an LND that was paired', () => {
  const lnd = sampleLnd()
  const profileOf = (nodes: SavedNodes, pubkey = lnd.pubkey) =>
    nodes.identify({
      ...{ address: lnd.lndAddress, security: { kind: 'tls' as const }, demo: false },
      lnd: { ...lnd, pubkey }
    })

  it('is activated, saved, and resumed at the next start with its node id', async () => {
    const { folder, connecting, deps, nodes } = setUp()
    const profile = profileOf(nodes)
    expect(await connecting.take(profile)).toBe(true)
    expect(deps.demoNode.stop).toHaveBeenCalled()
    const again = setUp(folder)
    await again.connecting.resume(undefined)
    expect(again.deps.active.use).toHaveBeenCalledWith(profile)
  })

  it('is saved beside another one, and each is activated by its id', async () => {
    const { connecting, deps, nodes } = setUp()
    const first = profileOf(nodes)
    await connecting.take(first)
    await connecting.take(profileOf(nodes, `03${'22'.repeat(32)}`))
    expect(nodes.all).toHaveLength(2)
    expect(await connecting.use({ id: first.id })).toEqual(ok(undefined))
    expect(deps.active.use).toHaveBeenLastCalledWith(first)
  })

  it('loses its key with everything else when it is forgotten', async () => {
    const { folder, connecting, deps, nodes } = setUp()
    const profile = profileOf(nodes)
    keepMacaroon(deps.secrets, profile.id, '02ff')
    await connecting.take(profile)
    expect(readMacaroon(deps.secrets, profile.id)).toBe('02ff')
    await connecting.forget({ id: profile.id, erase: false })
    expect(readMacaroon(deps.secrets, profile.id)).toBeUndefined()
    expect(new JsonFile(join(folder, 'keys.json')).read()).toEqual(ok({}))
  })

  it('is not the latest choice any more once the person chose another node', async () => {
    const { connecting } = setUp()
    const isLatest = connecting.choose()
    expect(isLatest()).toBe(true)
    await connecting.leave(undefined)
    expect(isLatest()).toBe(false)
  })
})
