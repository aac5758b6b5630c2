import { describe, expect, it, vi } from 'vitest'
import { LndPairing } from '../../../../src/main/app/lnd-pairing'
import type { LndPairingDeps } from '../../../../src/main/app/lnd-pairing-deps'
import type { LndNodeCheck } from '../../../../src/main/platform/process/lnd-node-messages'
import type { NodeId } from '../../../../src/shared/domain/ids'
import type { NodeProfile } from '../../../../src/shared/domain/node'
import type { PairedLnd, PairingFailure, PairingState } from '../../../../src/shared/domain/pairing'
import { fail, ok, type Result } from '../../../../src/shared/result'
import { settle } from '../../../support/fakes/fake-clock'
import { fakeLndNodes, OPEN, type Answering } from '../../../support/fakes/fake-lnd-node'
import { sampleLnd } from '../../../support/fixtures/samples'

const LND = sampleLnd()
const ACCESS = { address: LND.lndAddress, macaroon: '02ff' }
const DETAILS = { form: 'lndconnect', address: LND.lndAddress, hasMacaroon: true }
const PASSED = {
  running: false,
  steps: [
    { id: 'key', state: 'done' },
    { id: 'keysend', state: 'not-known' }
  ],
  findings: { pubkey: LND.pubkey, alias: LND.alias, network: LND.network, version: '0.20.1' }
}
const PAIRED: PairedLnd = {
  node: 'n1' as NodeId,
  alias: LND.alias,
  network: LND.network,
  version: '0.20.1',
  rights: 'pay-and-receive',
  rootKeyId: '77',
  formerKey: undefined,
  canSendSat: undefined,
  canReceiveSat: undefined
}
const SAVED: NodeProfile = {
  id: 'n1' as NodeId,
  address: LND.lndAddress,
  security: { kind: 'tls' },
  demo: false,
  lnd: LND
}

const answers: Answering = ({ kind }) => {
  switch (kind) {
    case 'check':
      return PASSED
    case 'make-key':
      return { ok: true, access: ACCESS, rootKeyId: '77' }
    case 'find-local':
      return [{ folder: '/home/x/.lnd', address: '127.0.0.1:10009', network: 'regtest' }]
    case 'forget':
    case 'cancel-check':
      return undefined
    default:
      return { ok: true, details: DETAILS }
  }
}

function setUp(answer: Answering = answers, more: Partial<LndPairingDeps> = {}) {
  const processes = fakeLndNodes(answer)
  const states: (PairingState | undefined)[] = []
  const clipboard = { text: 'lndconnect://secret', cleared: 0 }
  const hidden: string[] = []
  const isLatest = vi.fn(() => true)
  const keep = vi.fn((_outcome: unknown) => Promise.resolve<Result<PairedLnd, PairingFailure>>(ok(PAIRED)))
  const pairing = new LndPairing({
    start: processes.start,
    changed: (state) => states.push(state),
    savedNode: (id) => (id === SAVED.id ? SAVED : undefined),
    readMacaroon: () => '01',
    pair: { choose: () => isLatest, keep },
    clipboard: {
      read: () => Promise.resolve(clipboard.text),
      clear: () => {
        clipboard.cleared += 1
      }
    },
    chooseFiles: () => Promise.resolve(ok(undefined)),
    chooseFolder: () => Promise.resolve(undefined),
    trustShown: () => fail('not-found'),
    hide: (given) => hidden.push(given),
    reportBug: (_where, error) => {
      throw error
    },
    ...more
  })
  const asked = () => processes.nodes.flatMap((node) => node.asked)
  return { pairing, ...processes, asked, states, clipboard, hidden, isLatest, keep }
}

async function checked(answer?: Answering, more?: Partial<LndPairingDeps>) {
  const all = setUp(answer, more)
  await all.pairing.begin({ again: undefined })
  await all.pairing.giveText({ text: 'lndconnect://x' })
  await all.pairing.check({ trust: undefined })
  await settle()
  return all
}
const connect = { rights: 'pay-and-receive', keepGivenKey: false } as const

describe('what the person gives', () => {
  it('goes to the process, is kept out of the logs, and only its facts come to the page', async () => {
    const { pairing, states, asked, hidden } = setUp()
    await pairing.begin({ again: undefined })
    expect(await pairing.giveText({ text: 'lndconnect://secret' })).toEqual(ok(undefined))
    expect(asked()).toEqual([{ kind: 'give-text', text: 'lndconnect://secret' }])
    expect(hidden).toEqual(['lndconnect://secret'])
    expect(states.at(-1)?.details).toEqual({ ...DETAILS, fingerprint: undefined, host: undefined })
    expect(JSON.stringify(states)).not.toContain('secret')
  })

  it('is said not to be understood', async () => {
    const { pairing, states } = setUp(() => ({ ok: false, code: 'is-invoice' }))
    await pairing.begin({ again: undefined })
    expect(await pairing.giveText({ text: 'lnbc1' })).toEqual(fail('is-invoice'))
    expect(states.at(-1)?.details).toBeUndefined()
  })

  it('that was pasted into the page is emptied from the clipboard, too', async () => {
    const { pairing, clipboard } = setUp()
    await pairing.begin({})
    await pairing.giveText({ text: 'lndconnect://pasted' })
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(0)
    clipboard.text = 'lndconnect://pasted\r\n'
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(1)
  })

  it('is taken from the clipboard, which is emptied only while it holds that', async () => {
    const { pairing, asked, clipboard } = setUp()
    await pairing.begin({ again: undefined })
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(0)
    await pairing.giveClipboard(undefined)
    expect(asked()).toEqual([{ kind: 'give-text', text: 'lndconnect://secret' }])
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(1)
    clipboard.text = 'something else'
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(1)
  })

  it('comes from files and folders that the person chooses, if they choose some', async () => {
    const cancelled = setUp()
    await cancelled.pairing.begin({ again: undefined })
    expect(await cancelled.pairing.chooseFiles(undefined)).toEqual(ok(false))
    expect(await cancelled.pairing.chooseFolder(undefined)).toEqual(ok(false))
    const bytes = new Uint8Array([1])
    const { pairing, asked } = setUp(answers, {
      chooseFiles: () => Promise.resolve(ok([{ name: 'tls.cert', bytes }])),
      chooseFolder: () => Promise.resolve('/home/x/.lnd')
    })
    await pairing.begin({ again: undefined })
    expect(await pairing.chooseFiles(undefined)).toEqual(ok(true))
    expect(await pairing.chooseFolder(undefined)).toEqual(ok(true))
    expect(asked()).toEqual([
      { kind: 'give-files', files: [{ name: 'tls.cert', bytes }] },
      { kind: 'give-folder', folder: '/home/x/.lnd' }
    ])
  })

  it('is an LND of this computer that was found, with its address', async () => {
    const { pairing, asked, states } = setUp()
    await pairing.begin({ again: undefined })
    const found = await pairing.findLocal(undefined)
    const id = found.ok ? (found.value[0]?.id ?? '') : ''
    expect(await pairing.useFound({ id: 'another' })).toEqual(fail('nothing-in-folder'))
    expect(await pairing.useFound({ id })).toEqual(ok(undefined))
    expect(asked().slice(1)).toEqual([
      { kind: 'give-folder', folder: '/home/x/.lnd' },
      { kind: 'set-address', address: '127.0.0.1:10009' }
    ])
    expect(states.at(-1)?.details?.form).toBe('found')
  })

  it('is gone where the process ended, and can be given once more', async () => {
    const { pairing, last, nodes, states } = setUp()
    await pairing.begin({ again: undefined })
    await pairing.giveText({ text: 'x' })
    last().crash()
    expect(states.at(-1)?.details).toBeUndefined()
    expect(await pairing.giveText({ text: 'x' })).toEqual(ok(undefined))
    expect(nodes).toHaveLength(2)
  })

  it('ends with the pairing', async () => {
    const { pairing, last, states } = setUp()
    await pairing.begin({ again: undefined })
    await pairing.giveText({ text: 'x' })
    await pairing.end(undefined)
    expect(last().stopped).toBe(true)
    expect(states.at(-1)).toBeUndefined()
    expect(await pairing.giveText({ text: 'x' })).toEqual(fail('process-failed'))
  })
})

describe('the check', () => {
  it('shows its steps as they come, and nothing of an older one', async () => {
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

  it('of a saved LND whose key is gone begins with its address and certificate', async () => {
    const { pairing, asked } = setUp(answers, { readMacaroon: () => undefined })
    await pairing.begin({ again: SAVED.id })
    expect(asked()).toEqual([
      { kind: 'give-text', text: LND.certificate },
      { kind: 'set-address', address: LND.lndAddress }
    ])
  })

  it('goes through the proxy that the person names', async () => {
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
  it('makes a key, keeps that one only, and ends the process that holds what was given', async () => {
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
    'revokes the earlier key once the new one is stored, and says so: %s',
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

  it('revokes nothing where the new key was not stored', async () => {
    const { pairing, asked, keep } = await checked()
    keep.mockResolvedValue(fail('store-failed'))
    expect(await pairing.connect(connect)).toEqual(fail('store-failed'))
    expect(asked().map(({ kind }) => kind)).not.toContain('revoke-key')
  })

  it('does not claim a revocation where the process ended first', async () => {
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
  ])('needs more than a check %s', async (_which, check) => {
    const { pairing, keep } = setUp((request) => (request.kind === 'check' ? check : answers(request)))
    await pairing.begin({ again: undefined })
    await pairing.giveText({ text: 'x' })
    if (check !== undefined) await pairing.check({ trust: undefined })
    await settle()
    expect(await pairing.connect(connect)).toEqual(fail('not-checked'))
    expect(keep).not.toHaveBeenCalled()
  })

  it('says that LND made no key, and the details stay for another try', async () => {
    const { pairing, states, keep, last } = await checked((request) =>
      request.kind === 'make-key' ? { ok: false, code: 'not-baked', detail: 'why' } : answers(request)
    )
    expect(await pairing.connect(connect)).toEqual(fail('not-baked', 'why'))
    expect(keep).not.toHaveBeenCalled()
    expect(last().stopped).toBe(false)
    expect(states.at(-1)).toMatchObject({ connecting: false, paired: undefined })
    expect(states.at(-1)?.details).toBeDefined()
  })

  it('gives way to a later choice of the person', async () => {
    const { pairing, keep, isLatest } = await checked()
    isLatest.mockReturnValue(false)
    expect(await pairing.connect(connect)).toEqual(fail('superseded'))
    expect(keep).not.toHaveBeenCalled()
  })

  it('fails with its process', async () => {
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
