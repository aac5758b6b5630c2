import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { KnownBalances } from '../../../../src/main/settings/known-balances'
import type { NodeId, Pubkey } from '../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { sat } from '../../../../src/shared/money'
import { savedNode } from '../../../support/fixtures/samples'
import { newFile } from './store-setup'

const node = savedNode({ id: 'kitchen' })
const READY = { phase: 'ready', since: 0 } as const
const LOST = { phase: 'backoff', attempt: 1, retryAt: 0, failure: { code: 'lost' } } as const
const report = (balance: bigint | undefined) => ({
  connection: READY,
  capabilities: { ...NO_CAPABILITIES, extension: true },
  balanceSat: balance === undefined ? undefined : sat(balance),
  identity: { pubkey: '02' as Pubkey, network: 'signet' as const }
})
const START = 1_000_000_000
const MINUTE = 60_000

/** Balances in a new file, and what another run of the wallet would read there. */
function setUp() {
  const file = newFile()
  const balances = new KnownBalances(file)
  return { file, balances, onDisk: () => new KnownBalances(file).of(node.id) }
}

describe('the known balances', () => {
  it('are what a node with the extension reported while it was connected, and survive a restart', () => {
    const { balances, onDisk } = setUp()
    balances.follow(node, report(842_300n), START)
    const known = { spendableSat: 842_300n, network: 'signet', at: START }
    expect([balances.of(node.id), onDisk()]).toEqual([known, known])
  })

  it('are written when the money changed, at most every ten minutes, and when the connection ends', () => {
    const { balances, onDisk } = setUp()
    balances.follow(node, report(1n), START)
    balances.follow(node, report(2n), START + 9 * MINUTE)
    expect([balances.of(node.id)?.spendableSat, onDisk()?.spendableSat]).toEqual([2n, 1n])
    balances.follow(node, report(3n), START + 10 * MINUTE)
    expect(onDisk()).toMatchObject({ spendableSat: 3n, at: START + 10 * MINUTE })
    balances.follow(node, report(3n), START + 30 * MINUTE)
    expect(onDisk()?.at).toBe(START + 10 * MINUTE)
    balances.follow(node, { ...report(3n), connection: LOST }, START + 31 * MINUTE)
    expect(onDisk()).toMatchObject({ spendableSat: 3n, at: START + 30 * MINUTE })
    balances.follow(node, report(4n), START + 32 * MINUTE)
    balances.ended(START + 33 * MINUTE)
    expect(onDisk()).toMatchObject({ spendableSat: 4n, at: START + 32 * MINUTE })
  })

  it.each([
    ['of a demo node', { ...node, demo: true }, report(5n)],
    ['that are estimates', node, { ...report(5n), capabilities: NO_CAPABILITIES }],
    ['of a node that reports none', node, report(undefined)],
    ['of a node whose network is not known', node, { ...report(5n), identity: undefined }],
    ['of a connection that ended', node, { ...report(5n), connection: LOST }]
  ])('contain none %s', (_what, of, reported) => {
    const { balances } = setUp()
    balances.follow(of, reported, START)
    expect(balances.of(node.id)).toBeUndefined()
  })

  it('of a forgotten node are erased, on disk too', () => {
    const { balances, onDisk } = setUp()
    const other = savedNode({ id: 'alice' })
    for (const one of [node, other]) balances.follow(one, report(7n), START)
    balances.forget(node.id, START)
    expect([balances.of(node.id), onDisk()]).toEqual([undefined, undefined])
    expect(balances.of(other.id)?.spendableSat).toBe(7n)
  })

  it('ignore a damaged file and every entry that is not valid', () => {
    const { file } = setUp()
    const good = { node: 'kitchen', spendableSat: '842300', network: 'mainnet', at: START }
    const bad = [
      { spendableSat: '-1' },
      { spendableSat: 842300 },
      { spendableSat: '9'.repeat(16) },
      { network: 'moon' },
      { at: -1 },
      { node: '../../etc' }
    ]
    const known = [...bad.map((patch, index) => ({ ...good, node: `n${index}`, ...patch })), good]
    writeFileSync(file.path, JSON.stringify({ known }))
    const read = new KnownBalances(file)
    expect(read.of(node.id)).toEqual({ spendableSat: 842_300n, network: 'mainnet', at: START })
    expect(bad.map((_, index) => read.of(`n${index}` as NodeId))).toEqual(bad.map(() => undefined))
    for (const text of ['{', '[]', '{"known":7}']) {
      writeFileSync(file.path, text)
      expect(new KnownBalances(file).of(node.id)).toBeUndefined()
    }
  })
})
