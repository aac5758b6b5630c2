import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PayAnswer } from '../../../../src/main/node-client/api'
import { OtherJournals, type JournalOwner } from '../../../../src/main/app/other-journals'
import { recordsFile } from '../../../../src/main/app/node-records'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { msat } from '../../../../src/shared/money'
import { ok } from '../../../../src/shared/result'
import { settle } from '../../../support/fakes/fake-clock'
import { makeInvoice } from '../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../support/fakes/open-wallet'
import { removeFolder } from '../../../support/fixtures/temporary-folder'

const A: JournalOwner = { id: 'a' as NodeId, name: 'a.example:8881', saved: true }
const B: JournalOwner = { id: 'b' as NodeId, name: 'b.example:8881', saved: true }
const UNKNOWN: PayAnswer = { kind: 'unknown', code: 'connection-broke', text: '', said: 'connection' }
const FAILED: PayAnswer = { kind: 'failed', code: 'no-route', text: '' }
const invoice = makeInvoice()

/** A profile with nodes that are used one after the other, as the wallet does. */
function setUp() {
  const userData = mkdtempSync(join(tmpdir(), 'imp-wallet-test-'))
  onTestFinished(() => removeFolder(userData))
  let owners: readonly JournalOwner[] = []
  const journals = new OtherJournals({ userData, owners: () => owners })
  onTestFinished(() => journals.close())
  const fileOf = ({ id }: JournalOwner) => recordsFile(userData, id)
  return {
    userData,
    journals,
    fileOf,
    list: (listed: readonly JournalOwner[]) => {
      owners = listed
    },
    use: (owner: JournalOwner): OpenWallet => {
      if (!owners.includes(owner)) owners = [...owners, owner]
      journals.release(owner.id)
      const wallet = openWallet({ dbFile: fileOf(owner), otherAttempts: journals.except(owner.id) })
      wallet.node.becomeReady()
      return wallet
    }
  }
}

function send(
  wallet: OpenWallet,
  args: { readonly retryUnknown?: boolean; readonly confirmed?: boolean } = {}
) {
  return wallet.session.pay.send({
    invoice: invoice.text,
    expectedAmountMsat: msat(2_500_000n),
    confirmed: false,
    retryUnknown: false,
    messageId: undefined,
    ...args
  })
}

async function pay(wallet: OpenWallet, answer: PayAnswer): Promise<void> {
  void send(wallet)
  wallet.node.pays.at(-1)?.answer(answer)
  await settle()
  await wallet.session.close()
}

function cardIn({ session }: OpenWallet, of = invoice) {
  const view = session.pay.inspect({ text: of.text, messageId: undefined })
  if (view instanceof Promise || !view.ok || view.value.kind !== 'cards') throw new Error('no card')
  return view.value.cards[0]
}

describe('a payment hash that another node was asked to pay', () => {
  it.each([
    ['unknown', UNKNOWN],
    ['succeeded', { kind: 'paid', preimage: invoice.preimage } as const]
  ])('is not paid again while it is %s there, and the card names that node', async (state, answer) => {
    const { use } = setUp()
    await pay(use(A), answer)
    const b = use(B)
    for (const retryUnknown of [false, true]) {
      expect(send(b, { retryUnknown, confirmed: true })).toMatchObject({ error: { code: 'tried-elsewhere' } })
    }
    expect(b.node.pays).toEqual([])
    expect(cardIn(b)).toMatchObject({
      verdict: { kind: 'refused', code: 'tried-elsewhere' },
      elsewhere: { node: A.name, nodeId: A.id, state, erased: false }
    })
  })

  it('names a node without an id if the person cannot switch to it', async () => {
    const { use, list } = setUp()
    await pay(use(A), UNKNOWN)
    list([{ ...A, saved: false }, B])
    expect(cardIn(use(B))?.elsewhere).toMatchObject({ node: A.name, nodeId: undefined, erased: false })
  })

  it('may be paid after a failure there', async () => {
    const { use } = setUp()
    await pay(use(A), FAILED)
    expect(send(use(B))).toMatchObject({ ok: true })
  })

  it('is unknown if the wallet was killed while it was sending', () => {
    const { use } = setUp()
    const a = use(A)
    void send(a)
    // The session is not closed, like after a kill: the row is still sending, and only in the write-ahead log.
    const b = use(B)
    expect(cardIn(b)).toMatchObject({ elsewhere: { node: A.name, state: 'unknown' } })
    expect(send(b)).toMatchObject({ error: { code: 'tried-elsewhere' } })
  })

  it('is retried at the node itself as before', async () => {
    const { use } = setUp()
    await pay(use(A), UNKNOWN)
    await use(B).session.close()
    expect(send(use(A), { retryUnknown: true })).toMatchObject({ ok: true, value: { attempts: 2 } })
  })

  it('is recognised if the list of nodes has lost that node', async () => {
    const { use, list } = setUp()
    await pay(use(A), UNKNOWN)
    list([B])
    expect(send(use(B))).toMatchObject({ error: { code: 'tried-elsewhere' } })
  })

  it('is recognised after the records of that node were erased, and nothing else of them stays', async () => {
    const { use, journals, fileOf, list } = setUp()
    await pay(use(A), UNKNOWN)
    const b = use(B)
    expect(journals.keepHashes(A)).toEqual(ok(undefined))
    rmSync(dirname(fileOf(A)), { recursive: true })
    list([B])
    expect(cardIn(b)?.elsewhere).toEqual({
      ...{ node: A.name, state: 'unknown', erased: true },
      sentAt: expect.any(Number) as number
    })
    expect(send(b)).toMatchObject({ error: { code: 'tried-elsewhere' } })
  })
})

describe('whether a payee was paid before', () => {
  const next = makeInvoice({ salt: 'the next invoice of the same payee' })

  it.each([
    ['after a failure', FAILED, 'anywhere'],
    ['after a success', { kind: 'paid', preimage: invoice.preimage }, undefined],
    ['after a payment without an outcome', UNKNOWN, undefined]
  ] as const)('is known from the journal of another node, too: %s', async (_when, answer, neverPaid) => {
    const { use } = setUp()
    await pay(use(A), answer)
    expect(cardIn(use(B), next)?.neverPaid).toBe(neverPaid)
  })

  it('is said of this node only if another journal cannot be read', () => {
    const { use, fileOf, list } = setUp()
    list([A])
    mkdirSync(dirname(fileOf(A)), { recursive: true })
    writeFileSync(fileOf(A), 'x'.repeat(5_000))
    expect(cardIn(use(B))?.neverPaid).toBe('from-this-node')
  })

  it('is said of this node only after records were erased, because nobody knows whom they paid', async () => {
    const { use, journals, fileOf, list } = setUp()
    await pay(use(A), { kind: 'paid', preimage: invoice.preimage })
    journals.keepHashes(A)
    rmSync(dirname(fileOf(A)), { recursive: true })
    list([B])
    expect(cardIn(use(B), next)?.neverPaid).toBe('from-this-node')
  })

  it('is read again after the other node was used', async () => {
    const { use } = setUp()
    await pay(use(A), FAILED)
    const b = use(B)
    expect(cardIn(b, next)?.neverPaid).toBe('anywhere')
    await b.session.close()
    await pay(use(A), { kind: 'paid', preimage: invoice.preimage })
    expect(cardIn(use(B), next)?.neverPaid).toBeUndefined()
  })
})

describe('records that cannot be read', () => {
  it.each([
    ['damaged', 'x'.repeat(5_000)],
    ['empty', '']
  ])('are named before anything is paid if they are %s', async (_what, content) => {
    const { use, fileOf, list } = setUp()
    list([A])
    mkdirSync(dirname(fileOf(A)), { recursive: true })
    writeFileSync(fileOf(A), content)
    const b = use(B)
    expect(cardIn(b)?.verdict).toEqual({
      kind: 'confirm',
      reason: 'other-records-unreadable',
      nodes: [A.name]
    })
    expect(send(b)).toMatchObject({ error: { code: 'needs-confirmation' } })
    expect(b.node.pays).toEqual([])
    expect(send(b, { confirmed: true })).toMatchObject({ ok: true })
  })

  it('are named if they are missing', () => {
    const { use, list } = setUp()
    list([A])
    expect(cardIn(use(B))?.verdict).toMatchObject({ nodes: [A.name] })
  })
})
