import { createHash } from 'node:crypto'
import { DatabaseSync } from '@photostructure/sqlite'
import { status } from '@grpc/grpc-js'
import { expect, it, onTestFinished } from 'vitest'
import { LndClient } from '../../../src/node/backends/lnd/lnd-client'
import { MessagesOut } from '../../../src/node/backends/lnd/messages-out'
import { LndPayments } from '../../../src/node/backends/lnd/payments'
import { SentJournal } from '../../../src/node/backends/lnd/sent-journal'
import { msat } from '../../../src/shared/money'
import { stoppedParts } from '../../../src/shared/domain/outgoing'
import { messageParts } from '../../../src/shared/message-cost'
import { Refusal, runScriptedLnd } from '../../support/fakes/scripted-lnd'

const RECIPIENT = `03${'cd'.repeat(32)}`
const MESSAGE = {
  to: RECIPIENT,
  data: Buffer.alloc(2_500, 'a'),
  amountSat: 3n,
  replyToId: '',
  draft: 'out:draft'
}

/** An LND that keeps one payment per payment hash, as LND does, and pays unless `fails` says otherwise. */
async function sending() {
  const lnd = await runScriptedLnd()
  const client = new LndClient(() => ({
    ...{ address: lnd.address, cert: lnd.certificate.cert, macaroon: lnd.admin }
  }))
  onTestFinished(() => client.close())
  const attempts: { readonly hash: string; readonly paid: boolean }[] = []
  const limits: unknown[] = []
  const looked: string[] = []
  const known = new Map<string, object>()
  const state = { fails: (_attempt: number) => false as boolean }
  lnd.script['signrpc.Signer/SignMessage'] = () => ({ signature: Buffer.alloc(70, 1) })
  lnd.script['routerrpc.Router/TrackPaymentV2'] = ({ payment_hash }) => {
    const hash = Buffer.from(payment_hash as Uint8Array).toString('hex')
    looked.push(hash)
    const payment = known.get(hash)
    if (payment === undefined) throw new Refusal("payment isn't initiated", status.NOT_FOUND)
    return payment
  }
  lnd.script['routerrpc.Router/SendPaymentV2'] = ({
    payment_hash,
    amt_msat,
    dest_custom_records,
    fee_limit_msat
  }) => {
    limits.push(fee_limit_msat)
    const hash = Buffer.from(payment_hash as Uint8Array).toString('hex')
    const records = Object.values(dest_custom_records as Record<string, Uint8Array>)
    const preimage = records.find((record) => createHash('sha256').update(record).digest('hex') === hash)
    const paid = !state.fails(attempts.length + 1)
    attempts.push({ hash, paid })
    const payment = {
      payment_hash: hash,
      payment_preimage: paid ? Buffer.from(preimage ?? '').toString('hex') : '',
      value_msat: amt_msat,
      // The fee of each payment is another one.
      fee_msat: paid ? (1_000 + attempts.length).toString() : '0',
      status: paid ? 'SUCCEEDED' : 'FAILED',
      failure_reason: paid ? 'FAILURE_REASON_NONE' : 'FAILURE_REASON_NO_ROUTE',
      creation_time_ns: attempts.length.toString()
    }
    known.set(hash, payment)
    return payment
  }
  const database = new DatabaseSync(':memory:')
  const journal = new SentJournal(database)
  const { pubkey } = lnd
  /** A node that has started anew with the same journal. */
  const start = () =>
    new MessagesOut({ client, payments: new LndPayments(client, { pubkey }), journal, pubkey })
  return {
    start,
    state,
    attempts,
    limits,
    looked,
    database,
    lock: () => {
      lnd.script['signrpc.Signer/SignMessage'] = () => {
        throw new Refusal('wallet locked, unlock it to enable full RPC access')
      }
    },
    paid: () => attempts.filter((one) => one.paid).map(({ hash }) => hash)
  }
}

it('A message that stopped half-way reports where, in the text that the wallet parses', async () => {
  const { start, state, attempts } = await sending()
  state.fails = (attempt) => attempt === 2
  const stopped = await start().send(MESSAGE)
  expect(stopped).toMatchObject({ ok: false, error: { code: 'payment-failed' } })
  const text = stopped.ok ? '' : (stopped.error.detail ?? '')
  expect(stoppedParts(text)).toEqual({
    ...{ failed: 2, total: messageParts(MESSAGE.data.length) },
    reason: 'NO_ROUTE'
  })
  expect(attempts).toHaveLength(2)
})

it('A message stops at the part before which LND was locked, in the text that the wallet parses', async () => {
  const { start, state, lock, attempts } = await sending()
  state.fails = (attempt) => attempt === 2
  await start().send(MESSAGE)
  lock()
  const stopped = await start().send(MESSAGE)
  expect(stopped).toMatchObject({ ok: false, error: { code: 'locked' } })
  const text = stopped.ok ? '' : (stopped.error.detail ?? '')
  expect(stoppedParts(text)).toEqual({ failed: 2, total: 3, reason: 'lnd-unavailable' })
  expect(attempts).toHaveLength(2)
})

it('A message of which nothing was sent stops at its first part when LND is locked at the repeat', async () => {
  const { start, state, lock, attempts } = await sending()
  state.fails = () => true
  await start().send(MESSAGE)
  lock()
  expect(await start().send(MESSAGE)).toMatchObject({
    error: { code: 'locked', detail: 'part 1 of 3: Nothing was sent: LND is locked' }
  })
  expect(attempts).toHaveLength(1)
})

it('A message reports its progress part by part while it is sent, and after a restart that all of it arrived', async () => {
  const { start, state } = await sending()
  const node = start()
  const seen: unknown[] = []
  state.fails = (attempt) => {
    seen.push(node.progress(MESSAGE.draft))
    return attempt === 2
  }
  await node.send(MESSAGE)
  expect(seen).toEqual([
    { parts: 3, arrived: 0, feesMsat: [] },
    { parts: 3, arrived: 1, feesMsat: [1_001n] }
  ])
  // It stopped half-way. The parts that arrived stay known, also after a restart.
  expect(node.progress(MESSAGE.draft)).toEqual({ parts: 3, arrived: 1, feesMsat: [1_001n] })
  const restarted = start()
  expect(restarted.progress(MESSAGE.draft)).toEqual({ parts: 3, arrived: 1, feesMsat: [1_001n] })
  seen.length = 0
  await node.send(MESSAGE)
  expect(seen).toEqual([
    { parts: 3, arrived: 1, feesMsat: [1_001n] },
    { parts: 3, arrived: 2, feesMsat: [1_001n, 1_003n] }
  ])
  expect(start().progress(MESSAGE.draft)).toEqual({
    ...{ parts: 3, arrived: 3 },
    feesMsat: [1_001n, 1_003n, 1_004n]
  })
  expect(node.progress('another')).toBeUndefined()
})

it('A sent message reports the fees of all its parts, also of those that an earlier request sent', async () => {
  const { start, state } = await sending()
  expect(await start().send({ ...MESSAGE, draft: 'out:1' })).toMatchObject({
    ok: true,
    value: { feeMsat: 1_001n + 1_002n + 1_003n }
  })
  state.fails = (attempt) => attempt === 5
  await start().send({ ...MESSAGE, draft: 'out:2' })
  state.fails = () => false
  const completed = await start().send({ ...MESSAGE, draft: 'out:2' })
  expect(completed).toMatchObject({ ok: true, value: { feeMsat: 1_004n + 1_006n + 1_007n } })
  expect(await start().send({ ...MESSAGE, draft: 'out:2' })).toEqual(completed)
})

it('Of a message that an earlier version sent, only the fees are unknown', async () => {
  const { start, database } = await sending()
  const sent = await start().send(MESSAGE)
  database.exec('DELETE FROM arrived_keysend')
  expect(await start().send(MESSAGE)).toEqual({
    ok: true,
    value: { id: sent.ok ? sent.value.id : '', feeMsat: undefined }
  })
  expect(start().progress(MESSAGE.draft)).toEqual({ parts: 3, arrived: 3, feesMsat: undefined })
})

it('Requests with one draft at the same time share one run, which sends each part once', async () => {
  const { start, attempts, looked } = await sending()
  const node = start()
  const answers = await Promise.all([1, 2, 3].map(() => node.send(MESSAGE)))
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toMatchObject({ ok: true })
  expect(attempts).toHaveLength(3)
  expect(looked).toHaveLength(3)
})

it('A repeat asks LND about no part that the journal knows to have arrived', async () => {
  const { start, state, attempts, looked } = await sending()
  state.fails = (attempt) => attempt === 3
  await start().send(MESSAGE)
  looked.length = 0
  state.fails = () => false
  expect(await start().send(MESSAGE)).toMatchObject({ ok: true })
  expect(looked).toEqual([attempts[2]?.hash])
})

it('A part whose predecessor the journal could not record does not count as arrived, so no fee is named for another', async () => {
  const { start, state, database } = await sending()
  const node = start()
  database.exec(
    `CREATE TEMP TRIGGER full_disk BEFORE INSERT ON arrived_keysend BEGIN SELECT RAISE(ABORT, 'disk full'); END`
  )
  state.fails = (attempt) => {
    if (attempt === 2) database.exec('DROP TRIGGER full_disk')
    return attempt === 3
  }
  expect(await node.send(MESSAGE)).toMatchObject({ ok: false })
  expect(node.progress(MESSAGE.draft)).toEqual({ parts: 3, arrived: 0, feesMsat: [] })
})

it('A part that the journal could not record is found in LND and is not sent again', async () => {
  const { start, state, attempts, database } = await sending()
  database.exec(
    `CREATE TEMP TRIGGER full_disk BEFORE INSERT ON arrived_keysend BEGIN SELECT RAISE(ABORT, 'disk full'); END`
  )
  state.fails = (attempt) => attempt === 2
  await start().send(MESSAGE)
  database.exec('DROP TRIGGER full_disk')
  state.fails = () => false
  expect(await start().send(MESSAGE)).toMatchObject({
    ok: true,
    value: { feeMsat: 1_001n + 1_003n + 1_004n }
  })
  expect(attempts).toHaveLength(4)
})

it('No payment of a message costs more than the largest fee of the client, or of the node if it names none', async () => {
  const { start, limits } = await sending()
  await start().send({ ...MESSAGE, draft: 'out:1', feeLimitMsat: msat(2_500n) })
  await start().send({ ...MESSAGE, draft: 'out:2' })
  expect(limits).toEqual(['2500', '2500', '2500', '10000', '10000', '10000'])
})

it('The rest of a message is sent without paying a part twice, also after a restart and at the same time', async () => {
  const { start, state, attempts, paid } = await sending()
  state.fails = (attempt) => attempt === 2
  await start().send(MESSAGE)
  state.fails = (attempt) => attempt === 4
  const node = start()
  const [one, other] = await Promise.all([node.send(MESSAGE), node.send(MESSAGE)])
  for (const repeat of [one, other])
    expect(stoppedParts(repeat.ok ? '' : (repeat.error.detail ?? ''))).toMatchObject({ failed: 3, total: 3 })
  state.fails = () => false
  const sent = await start().send(MESSAGE)
  expect(sent.ok).toBe(true)
  expect(await start().send(MESSAGE)).toEqual(sent)
  expect(paid()).toHaveLength(3)
  expect(new Set(paid()).size).toBe(3)
  expect(attempts).toHaveLength(5)
})

it('The rest of a message never comes from another message, whatever the client sends', async () => {
  const { start, state, attempts } = await sending()
  state.fails = (attempt) => attempt === 2
  await start().send(MESSAGE)
  for (const change of [{ data: Buffer.alloc(2_500, 'b') }, { amountSat: 4n }, { replyToId: 'x' }])
    expect(await start().send({ ...MESSAGE, ...change })).toMatchObject({
      error: { detail: 'this draft was sent with another content' }
    })
  expect(attempts).toHaveLength(2)
})
