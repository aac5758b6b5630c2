import { describe, expect, it } from 'vitest'
import { LND_PERMISSIONS } from '../../../src/shared/lnd-permissions'
import { makeMacaroon } from '../../support/fixtures/macaroon'
import { Refusal, runScriptedLnd } from '../../support/fakes/scripted-lnd'
import { checked } from './lnd-process-setup'

describe('the key of the wallet', () => {
  it.each(['pay-and-receive', 'receive-only'] as const)(
    'is made with the rights %s and no others',
    async (rights) => {
      const lnd = await runScriptedLnd()
      lnd.script['lnrpc.Lightning/ListMacaroonIDs'] = () => ({ root_key_ids: ['0', '7'] })
      const { wallet } = await checked(lnd)
      const made = await wallet.ask('make-key', { rights, keepGiven: false })
      const [bake] = lnd.callsOf('lnrpc.Lightning/BakeMacaroon')
      if (!made.ok || bake === undefined) throw new Error('no key')
      expect(bake.request['permissions']).toEqual(
        LND_PERMISSIONS[rights].map((action) => ({ entity: 'uri', action }))
      )
      expect(Number(made.rootKeyId)).toBeGreaterThanOrEqual(100_000)
      expect(bake.request['root_key_id']).toBe(made.rootKeyId)
      expect(made.access).toEqual({
        address: lnd.address,
        cert: lnd.certificate.cert,
        macaroon: [...lnd.keys.keys()].at(-1)
      })
      expect(await wallet.ask('make-key', { rights, keepGiven: true })).toEqual({
        ok: false,
        code: 'not-checked'
      })
    }
  )

  it('of an earlier pairing is revoked with the given key, once, and only after another was made', async () => {
    const lnd = await runScriptedLnd()
    const deleted = 'lnrpc.Lightning/DeleteMacaroonID'
    const { wallet } = await checked(lnd)
    expect(await wallet.ask('revoke-key', { rootKeyId: '123456' })).toBe(false)
    await wallet.ask('make-key', { rights: 'receive-only', keepGiven: false })
    expect(await wallet.ask('revoke-key', { rootKeyId: '123456' })).toBe(true)
    expect(lnd.callsOf(deleted)).toMatchObject([{ macaroon: lnd.admin, request: { root_key_id: '123456' } }])
    expect(await wallet.ask('revoke-key', { rootKeyId: '123456' })).toBe(false)
    expect(lnd.callsOf(deleted)).toHaveLength(1)
  })

  it('of an earlier pairing stays if the given key may not revoke, or was kept', async () => {
    const lnd = await runScriptedLnd()
    lnd.script['lnrpc.Lightning/DeleteMacaroonID'] = () => {
      throw new Refusal('permission denied')
    }
    const made = await checked(lnd)
    await made.wallet.ask('make-key', { rights: 'receive-only', keepGiven: false })
    expect(await made.wallet.ask('revoke-key', { rootKeyId: '123456' })).toBe(false)
    const kept = await checked(lnd)
    await kept.wallet.ask('make-key', { rights: 'receive-only', keepGiven: true })
    expect(await kept.wallet.ask('revoke-key', { rootKeyId: '123456' })).toBe(false)
    expect(lnd.callsOf('lnrpc.Lightning/DeleteMacaroonID')).toHaveLength(1)
  })

  it('is tested before it is handed over', async () => {
    const lnd = await runScriptedLnd()
    lnd.script['lnrpc.Lightning/BakeMacaroon'] = () => ({ macaroon: makeMacaroon(99).toString('hex') })
    const { wallet } = await checked(lnd)
    expect(await wallet.ask('make-key', { rights: 'receive-only', keepGiven: false })).toMatchObject({
      ok: false,
      code: 'not-baked'
    })
    expect(await wallet.ask('make-key', { rights: 'receive-only', keepGiven: true })).toMatchObject({
      ok: true
    })
  })
})
