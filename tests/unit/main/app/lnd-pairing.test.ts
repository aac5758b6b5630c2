import { describe, expect, it } from 'vitest'
import type { LndPairingDeps } from '../../../../src/main/app/lnd-pairing-deps'
import type { LndNodeCheck } from '../../../../src/main/platform/process/lnd-node-messages'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { fail, ok } from '../../../../src/shared/result'
import { settle } from '../../../support/fakes/fake-clock'
import { OPEN, type Answering } from '../../../support/fakes/fake-lnd-node'
import { LND, ACCESS, PASSED, PAIRED, SAVED, answers, setUp } from './lnd-pairing-setup'

async function checked(answer?: Answering, more?: Partial<LndPairingDeps>) {
  const all = setUp(answer, more)
  await all.pairing.begin({ again: undefined })
  await all.pairing.giveText({ text: 'lndconnect://x' })
  await all.pairing.check({ trust: undefined })
  await settle()
  return all
}

const connect = { rights: 'pay-and-receive', keepGivenKey: false } as const

describe('the check', () => {
  it('prepares the process that will serve the LND, which ends with the pairing if it is not used', async () => {
    const { pairing, prepared } = setUp()
    await pairing.begin({ again: undefined })
    await pairing.giveText({ text: 'lndconnect://x' })
    expect(prepared.prepare).not.toHaveBeenCalled()
    await pairing.check({ trust: undefined })
    expect(prepared.prepare).toHaveBeenCalledOnce()
    prepared.discard.mockClear()
    await pairing.end(undefined)
    expect(prepared.discard).toHaveBeenCalledOnce()
  })

  it('shows its steps as they arrive, and none of an earlier check', async () => {
    const { pairing, last, states } = setUp((request) => (request.kind === 'check' ? OPEN : answers(request)))
    await pairing.begin({ again: undefined })
    await pairing.giveText({ text: 'x' })
    await pairing.check({ trust: undefined })
    await settle()
    const running: LndNodeCheck = {
      running: true,
      steps: [{ id: 'port', state: 'running' }],
      findings: {}
    }
    last().listener.check(running)
    expect(states.at(-1)?.check).toEqual(running)
    await pairing.giveText({ text: 'other details' })
    last().listener.check(running)
    expect(states.at(-1)?.check).toBeUndefined()
  })

  it('of a saved LND loads its details, and expects the same LND and certificate', async () => {
    const { pairing, asked, states } = setUp()
    expect(await pairing.begin({ again: 'unknown' as NodeId })).toEqual(fail('not-found'))
    expect(await pairing.begin({ again: SAVED.id })).toEqual(ok(undefined))
    await pairing.check({ trust: 'AB' })
    await settle()
    expect(asked()).toEqual([
      {
        kind: 'give-access',
        access: { address: LND.lndAddress, cert: LND.certificate, macaroon: '01', socks: undefined }
      },
      { kind: 'check', expect: { pubkey: LND.pubkey, network: LND.network }, trust: 'AB' }
    ])
    expect(states.at(-1)?.again).toBe(SAVED.id)
  })

  it('of another LND than the saved one goes on as a pairing of its own, with the same details', async () => {
    const { pairing, asked, states, keep } = setUp()
    await pairing.begin({ again: SAVED.id })
    await pairing.giveText({ text: 'link to another LND' })
    await pairing.check({ trust: undefined })
    await settle()
    expect(await pairing.addAsNew(undefined)).toEqual(ok(undefined))
    await settle()
    // No LND is expected any more, and the details are not given again.
    expect(asked().slice(-2)).toEqual([
      { kind: 'check', expect: { pubkey: LND.pubkey, network: LND.network } },
      { kind: 'check' }
    ])
    expect(states.at(-1)?.again).toBeUndefined()
    await pairing.connect({ rights: 'pay-and-receive', keepGivenKey: false })
    expect(keep).toHaveBeenCalledWith(expect.objectContaining({ again: undefined }))
  })

  it('of a saved LND whose key is gone begins with its address and certificate', async () => {
    const { pairing, asked } = setUp(answers, { readMacaroon: () => undefined })
    await pairing.begin({ again: SAVED.id })
    expect(asked()).toEqual([
      { kind: 'give-text', text: LND.certificate },
      { kind: 'set-address', address: LND.lndAddress }
    ])
  })

  it('uses the proxy that the person enters', async () => {
    const { pairing, asked, states } = setUp()
    await pairing.begin({ again: undefined })
    expect(await pairing.setSocks({ socks: 'unix:/x' })).toEqual(fail('bad-address'))
    await pairing.setSocks({ socks: ' 127.0.0.1:9150 ' })
    expect(states.at(-1)?.socks).toBe('127.0.0.1:9150')
    await pairing.check({ trust: undefined })
    await settle()
    expect(asked()).toEqual([{ kind: 'check', socks: '127.0.0.1:9150' }])
    await pairing.setSocks({ socks: '' })
    expect(states.at(-1)?.socks).toBeUndefined()
  })
})

describe('connecting', () => {
  it('makes a key, keeps only that one, and ends the process that holds the given details', async () => {
    const { pairing, last, asked, keep, states, hidden } = await checked()
    expect(await pairing.connect(connect)).toEqual(ok(PAIRED))
    expect(asked().at(-1)).toEqual({ kind: 'make-key', rights: 'pay-and-receive', keepGiven: false })
    expect(keep).toHaveBeenCalledWith({
      ...connect,
      check: PASSED,
      access: ACCESS,
      rootKeyId: '77',
      again: undefined
    })
    expect(hidden).toContain(ACCESS.macaroon)
    expect(last().stopped).toBe(true)
    expect(states.at(-1)).toMatchObject({ connecting: false, details: undefined, paired: PAIRED })
    expect(
      JSON.stringify(states, (_key, value: unknown) => (typeof value === 'bigint' ? '' : value))
    ).not.toContain(ACCESS.macaroon)
  })

  it.each([true, false])(
    'revokes the earlier key once the new one is stored, and reports it: %s',
    async (revoked) => {
      const formerKey = { rootKeyId: '66', revoked: false }
      const { pairing, asked, keep, states, last } = await checked((request) =>
        request.kind === 'revoke-key' ? revoked : answers(request)
      )
      keep.mockImplementation(() => {
        expect(asked().at(-1)).toMatchObject({ kind: 'make-key' })
        return Promise.resolve(ok({ ...PAIRED, formerKey }))
      })
      const paired = { ...PAIRED, formerKey: { rootKeyId: '66', revoked } }
      expect(await pairing.connect(connect)).toEqual(ok(paired))
      expect(asked().at(-1)).toEqual({ kind: 'revoke-key', rootKeyId: '66' })
      expect(states.at(-1)).toMatchObject({ connecting: false, paired })
      expect(last().stopped).toBe(true)
    }
  )

  it('revokes nothing if the new key was not stored', async () => {
    const { pairing, asked, keep } = await checked()
    keep.mockResolvedValue(fail('store-failed'))
    expect(await pairing.connect(connect)).toEqual(fail('store-failed'))
    expect(asked().map(({ kind }) => kind)).not.toContain('revoke-key')
  })

  it('does not claim a revocation if the process ended first', async () => {
    const formerKey = { rootKeyId: '66', revoked: false }
    const { pairing, keep, last } = await checked((request) =>
      request.kind === 'revoke-key' ? OPEN : answers(request)
    )
    keep.mockResolvedValue(ok({ ...PAIRED, formerKey }))
    const connecting = pairing.connect(connect)
    await settle()
    last().crash()
    expect(await connecting).toEqual(ok({ ...PAIRED, formerKey }))
  })

  it.each([
    ['that did not run', undefined],
    ['that still runs', { ...PASSED, running: true }],
    [
      'with a step that failed',
      { ...PASSED, steps: [{ id: 'key', state: 'failed', problem: 'key-refused' }] }
    ],
    ['that does not know which LND it is', { ...PASSED, findings: {} }]
  ])('is refused after a check %s', async (_which, check) => {
    const { pairing, keep } = setUp((request) => (request.kind === 'check' ? check : answers(request)))
    await pairing.begin({ again: undefined })
    await pairing.giveText({ text: 'x' })
    if (check !== undefined) await pairing.check({ trust: undefined })
    await settle()
    expect(await pairing.connect(connect)).toEqual(fail('not-checked'))
    expect(keep).not.toHaveBeenCalled()
  })

  it('reports that LND made no key, and keeps the details for a retry', async () => {
    const { pairing, states, keep, last } = await checked((request) =>
      request.kind === 'make-key' ? { ok: false, code: 'not-baked', detail: 'why' } : answers(request)
    )
    expect(await pairing.connect(connect)).toEqual(fail('not-baked', 'why'))
    expect(keep).not.toHaveBeenCalled()
    expect(last().stopped).toBe(false)
    expect(states.at(-1)).toMatchObject({ connecting: false, paired: undefined })
    expect(states.at(-1)?.details).toBeDefined()
  })

  it('is dropped if the person has chosen another node meanwhile', async () => {
    const { pairing, keep, isLatest } = await checked()
    isLatest.mockReturnValue(false)
    expect(await pairing.connect(connect)).toEqual(fail('superseded'))
    expect(keep).not.toHaveBeenCalled()
  })

  it('fails if its process ends', async () => {
    const { pairing, last, states } = await checked((request) =>
      request.kind === 'make-key' ? OPEN : answers(request)
    )
    const connecting = pairing.connect(connect)
    await settle()
    expect(states.at(-1)?.connecting).toBe(true)
    expect(await pairing.connect(connect)).toEqual(fail('not-checked'))
    last().crash()
    expect(await connecting).toEqual(fail('process-failed'))
    expect(states.at(-1)?.connecting).toBe(false)
  })
})
