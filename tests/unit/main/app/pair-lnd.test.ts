import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fingerprintOfPem } from '../../../../src/main/node-client/socket/check-peer'
import { pairLnd, type PairingOutcome } from '../../../../src/main/app/pair-lnd'
import { ShownCertificates } from '../../../../src/main/app/shown-certificates'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import type { NodeProfile } from '../../../../src/shared/domain/node'
import { fail, ok } from '../../../../src/shared/result'
import { sat } from '../../../../src/shared/money'
import { sampleLnd } from '../../../support/fixtures/samples'
import { issueCertificate } from '../../../../src/node/tls/self-signed'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'imp-pair-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const noDamage = () => {
  throw new Error('no damage expected')
}
const AUTHORITY = issueCertificate({ commonName: 'authority', ca: true })
const [FIRST, RENEWED] = [1, 2].map(() => issueCertificate({ commonName: 'lnd' }, AUTHORITY).cert)
const LND = sampleLnd({ certificate: FIRST })
const PAIRED_AT = Date.UTC(2026, 9, 2)
const LATER = Date.UTC(2026, 10, 23)

function outcome(patch: Partial<PairingOutcome> = {}): PairingOutcome {
  const { pubkey, alias, network } = LND
  return {
    check: {
      running: false,
      steps: [],
      findings: { pubkey, alias, network, version: '0.20.1', canSendSat: sat(5n) }
    },
    rights: 'pay-and-receive',
    keepGivenKey: false,
    access: { address: LND.lndAddress, cert: LND.certificate, macaroon: '02ff' },
    rootKeyId: '77',
    again: undefined,
    ...patch
  }
}

function setUp() {
  const open = () => new SavedNodes(new JsonFile(join(folder, 'nodes.json')), noDamage)
  const nodes = open()
  const secrets = new Map<string, string | undefined>()
  const clock = { now: PAIRED_AT }
  const take = vi.fn((profile: NodeProfile) => {
    nodes.activate(profile)
    return Promise.resolve(true)
  })
  const pair = pairLnd({
    nodes,
    secrets: {
      get: (id, kind) => secrets.get(`${id} ${kind ?? ''}`),
      set: (id, secret, kind) => void secrets.set(`${id} ${kind ?? ''}`, secret)
    },
    manager: { choose: () => () => true, take },
    now: () => clock.now
  })
  return { nodes, open, secrets, take, pair, clock }
}

describe('an LND that was paired', () => {
  it('keeps the root key id of a saved key that the person keeps, so that it can still be revoked', async () => {
    const { pair, nodes } = setUp()
    await pair.keep(outcome())
    const again = nodes.active
    const kept = await pair.keep(outcome({ again, keepGivenKey: true, rootKeyId: undefined }))
    expect(kept).toMatchObject({ ok: true, value: { rootKeyId: '77', formerKey: undefined } })
    const access = { ...outcome().access, macaroon: '02aa' }
    const other = await pair.keep(
      outcome({ again: nodes.active, keepGivenKey: true, access, rootKeyId: undefined })
    )
    const formerKey = { rootKeyId: '77', revoked: false }
    expect(other).toMatchObject({ ok: true, value: { rootKeyId: undefined, formerKey } })
  })

  it('keeps the dates of a key and a certificate that stay, and dates those that are new', async () => {
    const { pair, nodes, clock, open } = setUp()
    await pair.keep(outcome())
    expect(open().active?.lnd).toMatchObject({ keySince: PAIRED_AT, certificateSince: PAIRED_AT })
    clock.now = LATER
    const renewed = { ...outcome().access, cert: `${RENEWED}${AUTHORITY.cert}` }
    await pair.keep(
      outcome({ again: nodes.active, keepGivenKey: true, access: renewed, rootKeyId: undefined })
    )
    expect(nodes.active?.lnd).toMatchObject({ keySince: PAIRED_AT, certificateSince: LATER })
    // The same LND, key and certificate, now without its authority, given as if it were a new node.
    clock.now = LATER + 1
    const alone = { ...renewed, cert: RENEWED }
    await pair.keep(outcome({ keepGivenKey: true, access: alone, rootKeyId: undefined }))
    expect(nodes.active?.lnd).toMatchObject({
      ...{ keySince: PAIRED_AT, certificateSince: LATER, rootKeyId: '77' }
    })
    clock.now = LATER
    const access = { ...outcome().access, macaroon: '02aa', cert: RENEWED }
    await pair.keep(outcome({ again: nodes.active, access, rootKeyId: '78' }))
    expect(nodes.active?.lnd).toMatchObject({ keySince: LATER, certificateSince: LATER })
  })

  it('is saved with its connection details, its key in the keychain, and is found after a restart', async () => {
    const { pair, secrets, take, open, nodes } = setUp()
    const paired = await pair.keep(outcome())
    const id = nodes.active?.id ?? ''
    expect(paired).toEqual(
      ok({
        ...{ node: id, alias: LND.alias, network: LND.network, version: '0.20.1' },
        ...{ rights: 'pay-and-receive', rootKeyId: '77', formerKey: undefined },
        ...{ canSendSat: 5n, canReceiveSat: undefined }
      })
    )
    expect(take).toHaveBeenCalledTimes(1)
    expect([...secrets]).toEqual([[`${id} lnd-macaroon`, '02ff']])
    expect(open().active).toEqual({
      id,
      address: LND.lndAddress,
      security: { kind: 'tls-certificate', pem: LND.certificate },
      demo: false,
      lnd: { ...LND, keySince: PAIRED_AT, certificateSince: PAIRED_AT }
    })
    expect(JSON.stringify(new JsonFile(join(folder, 'nodes.json')).read())).not.toContain('02ff')
  })

  it('is recognised by its key and network at any address, and is saved once', async () => {
    const { pair, nodes } = setUp()
    await pair.keep(outcome())
    const first = nodes.active
    const access = { address: 'abc.onion:10009', macaroon: '03', socks: '127.0.0.1:9050' }
    const second = await pair.keep(outcome({ access, rootKeyId: '78' }))
    expect(second).toMatchObject({ value: { formerKey: { rootKeyId: '77', revoked: false } } })
    expect(nodes.all).toHaveLength(1)
    expect(nodes.active).toMatchObject({
      id: first?.id,
      address: 'abc.onion:10009',
      security: { kind: 'tls' },
      lnd: { socks: '127.0.0.1:9050', rootKeyId: '78', certificate: undefined }
    })
  })

  it('gets its records back after it was forgotten without erasing them', async () => {
    const { pair, nodes, open } = setUp()
    await pair.keep(outcome())
    const first = nodes.active
    if (first === undefined) throw new Error('no node')
    nodes.recordsOpened(first.id)
    nodes.forget(first, true)
    expect(open().withRecords).toMatchObject([{ id: first.id, lnd: { alias: LND.alias } }])
    await pair.keep(outcome({ access: { address: 'elsewhere:10009', macaroon: '03' } }))
    expect(nodes.active?.id).toBe(first.id)
  })

  it('is distinguished from one with another key or network, and from an IMP node at its address', async () => {
    const { pair, nodes } = setUp()
    nodes.activate(nodes.identify({ address: LND.lndAddress, security: { kind: 'loopback' }, demo: false }))
    await pair.keep(outcome())
    const { check } = outcome()
    await pair.keep(outcome({ check: { ...check, findings: { ...check.findings, network: 'signet' } } }))
    expect(new Set(nodes.all.map(({ id }) => id)).size).toBe(3)
    expect(nodes.find(LND.lndAddress, false)?.lnd).toBeUndefined()
  })

  it('is not saved if it should be paired again and another LND answers', async () => {
    const { pair, nodes, take, secrets } = setUp()
    const again: NodeProfile = {
      ...nodes.identify({ address: 'x:1', security: { kind: 'tls' }, demo: false }),
      lnd: sampleLnd({ pubkey: `03${'11'.repeat(32)}` })
    }
    expect(await pair.keep(outcome({ again }))).toEqual(fail('not-checked'))
    expect(take).not.toHaveBeenCalled()
    expect(secrets.size).toBe(0)
  })

  it('can only receive with a given key that cannot pay', async () => {
    const { pair, nodes } = setUp()
    const { check } = outcome()
    const rights = { info: true, receive: true, pay: false, sign: false, bake: false }
    const findings = { ...check.findings, rights }
    await pair.keep(outcome({ keepGivenKey: true, rootKeyId: undefined, check: { ...check, findings } }))
    expect(nodes.active?.lnd).toMatchObject({ rights: 'receive-only', rootKeyId: undefined })
  })
})

describe('the list of nodes', () => {
  it('of an earlier version is read without a change', () => {
    new JsonFile(join(folder, 'nodes.json')).write({
      nodes: [{ id: 'n1', address: 'x:1', security: { kind: 'loopback' }, demo: false }],
      active: 'n1',
      forgotten: [{ id: 'n2', address: 'y:1', demo: false }]
    })
    const { nodes } = setUp()
    expect(nodes.active).toMatchObject({ id: 'n1', address: 'x:1' })
    expect(nodes.active?.lnd).toBeUndefined()
    expect(nodes.withRecords.map(({ id }) => id)).toEqual(['n1', 'n2'])
  })

  it.each([
    ['a key that is none', { pubkey: 'nobody' }],
    ['an unknown network', { network: 'moonnet' }],
    ['a root key id that is no number', { rootKeyId: '1; rm' }]
  ])('leaves out an LND with %s, and says that the file is damaged', async (_what, patch) => {
    const { pair, nodes } = setUp()
    await pair.keep(outcome())
    const lnd = { ...nodes.active?.lnd, ...patch }
    new JsonFile(join(folder, 'nodes.json')).write({ nodes: [{ ...nodes.active, lnd }] })
    const damage = vi.fn()
    expect(new SavedNodes(new JsonFile(join(folder, 'nodes.json')), damage).all).toEqual([])
    expect(damage).toHaveBeenCalled()
  })
})

describe('a certificate that LND shows instead of the trusted one', () => {
  it('is trusted in one step, only if it is the one that the person compared', async () => {
    const { pair, nodes, take } = setUp()
    await pair.keep(outcome())
    const certificates = new ShownCertificates({
      active: () => nodes.active,
      manager: { choose: () => () => true, take },
      now: () => LATER
    })
    const { cert: pem } = issueCertificate({ commonName: 'lnd' })
    const fingerprint = fingerprintOfPem(pem) ?? ''
    const id = nodes.active?.id
    if (id === undefined) throw new Error('no node')
    expect(await certificates.trustShown({ fingerprint })).toEqual(fail('not-found'))
    certificates.note(id, { fingerprint: 'AB:CD', pem })
    expect(await certificates.trustShown({ fingerprint: 'AB:CD' })).toEqual(fail('not-found'))
    certificates.note(id, { fingerprint, pem })
    expect(await certificates.trustShown({ fingerprint })).toEqual(ok(undefined))
    expect(nodes.active).toMatchObject({
      id,
      security: { kind: 'tls-certificate', pem },
      lnd: { certificate: pem, certificateSince: LATER, rootKeyId: '77', keySince: PAIRED_AT }
    })
    expect(await certificates.trustShown({ fingerprint })).toEqual(fail('not-found'))
  })
})
