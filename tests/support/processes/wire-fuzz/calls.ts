import type { ImpNode } from '../../../../src/main/node-client/api'
import type { MethodName } from '../../../../src/main/node-client/methods'
import { NETWORKS } from '../../../../src/shared/domain/network'
import type { PaymentHash } from '../../../../src/shared/domain/ids'
import { sat } from '../../../../src/shared/money'
import { payOrder } from '../../fixtures/pay-order'
import { isListed, LISTED, type Said } from './words'

/** The end of a call: its kind, for the counts, and the promise that it broke, if any. */
export interface Judged {
  readonly kind: string
  readonly problem?: string
}

/** A call of the wallet at a hostile node. */
export interface FuzzedCall {
  readonly method: Exclude<MethodName, 'Subscribe' | 'WatchInvoices' | 'ListInvoices'>
  /** The connection is to a node with the extension. */
  readonly extended: boolean
  /** The texts that prove that it moved no money; undefined if it never moves any. */
  readonly listed: readonly Said[] | undefined
  readonly run: (node: ImpNode) => Promise<(heard: readonly Said[]) => Judged>
}

const PAYMENT_HASH = 'ab'.repeat(32) as PaymentHash
const HEX = /^[0-9a-f]{64}$/u
const KEY = /^0[23][0-9a-f]{64}$/u
const FAILURES = [
  ...['not-connected', 'deadline', 'lost', 'refused-by-node', 'unimplemented', 'key-refused', 'bad-response'],
  'no-such-invoice'
]

/** A payment or message: *failed* needs a listed text. */
function outcome(
  answer: { readonly kind: string; readonly text?: string },
  list: readonly Said[],
  heard: readonly Said[]
): Judged {
  const { kind, text } = answer
  const proven = heard.some((said) => isListed(said, list))
  return kind === 'failed' && !proven
    ? { kind, problem: `failed without proof: ${text}; said: ${JSON.stringify(heard)}` }
    : { kind }
}

type AnyResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: { readonly code: string } }

/** A call that moves no money: a value of the declared form, or a declared failure. */
function result(answer: AnyResult, isSound: boolean): Judged {
  if (!answer.ok) {
    const { code } = answer.error
    return FAILURES.includes(code)
      ? { kind: code }
      : { kind: code, problem: `an undeclared failure: ${code}` }
  }
  return isSound ? { kind: 'ok' } : { kind: 'ok', problem: `a value that cannot be: ${String(answer.value)}` }
}

const isAmount = (value: unknown): boolean => typeof value === 'bigint' && value >= 0n

const pay = (extended: boolean): FuzzedCall => ({
  method: extended ? 'PayOnTerms' : 'PayInvoice',
  extended,
  listed: LISTED.payment,
  run: async (node) => {
    const answer = await node.payInvoice(payOrder('lnbcrt1'))
    return (heard) => outcome(answer, LISTED.payment, heard)
  }
})

const send = (amountSat: bigint): FuzzedCall => ({
  method: 'SendMessage',
  extended: false,
  // Includes the texts that are proof only for one sat, also for larger amounts.
  listed: [...LISTED.message, ...LISTED.onePartMessage],
  run: async (node) => {
    const answer = await node.sendMessage({
      to: `02${'ab'.repeat(32)}`,
      data: Buffer.from('hello'),
      amountSat: sat(amountSat),
      replyToId: '',
      draft: 'draft'
    })
    const list = amountSat > 1n ? LISTED.message : [...LISTED.message, ...LISTED.onePartMessage]
    return (heard) => outcome(answer, list, heard)
  }
})

/** `isSound`: the value has the declared form. */
function ask<T>(
  method: FuzzedCall['method'],
  call: (
    node: ImpNode
  ) => Promise<{ readonly ok: true; readonly value: T } | Extract<AnyResult, { ok: false }>> | undefined,
  isSound: (value: T) => boolean
): FuzzedCall {
  return {
    method,
    extended: true,
    listed: undefined,
    run: async (node) => {
      const answer = await call(node)
      if (answer === undefined) throw new Error(`${method} is not offered`)
      return () => result(answer, answer.ok && isSound(answer.value))
    }
  }
}

/** Calls that move money are listed more than once, so that they get more of the cases. */
export const FUZZED_CALLS: readonly FuzzedCall[] = [
  ...[pay(false), pay(false), pay(true), pay(true), send(1n), send(1_000n)],
  ask(
    'GenerateInvoice',
    (node) => node.generateInvoice(sat(5n), 'tea'),
    (invoice) => invoice !== ''
  ),
  ask(
    'CheckInvoice',
    (node) => node.checkInvoice('lnbcrt1'),
    (paid) => typeof paid === 'boolean'
  ),
  ask(
    'GetChannels',
    (node) => node.getSpendable(),
    (amount) => amount === undefined || isAmount(amount)
  ),
  ask(
    'ListPayments',
    (node) => node.listSettledPayments(),
    ({ payments }) => payments.every(({ paymentHash }) => HEX.test(paymentHash))
  ),
  ask(
    'Status',
    (node) => node.identify?.(),
    ({ pubkey, lightningUp }) =>
      (pubkey === undefined || KEY.test(pubkey)) && typeof lightningUp === 'boolean'
  ),
  ask(
    'GetInfo',
    (node) => node.getInfo(),
    ({ pubkey, network, spendableMsat = 0n, receivableMsat = 0n }) =>
      KEY.test(pubkey) && NETWORKS.includes(network) && isAmount(spendableMsat) && isAmount(receivableMsat)
  ),
  ask(
    'TrackMessage',
    (node) => node.trackMessage('draft'),
    (progress) => progress === undefined || (progress.arrived >= 0 && progress.arrived <= progress.parts)
  ),
  ask(
    'TrackPayment',
    (node) => node.trackPayment(PAYMENT_HASH),
    (payment) => payment.state !== 'succeeded' || isAmount(payment.feeMsat)
  ),
  ask(
    'EstimateFee',
    (node) => node.estimateFee({ invoice: 'lnbcrt1', amountMsat: undefined }),
    (fee) => isAmount(fee)
  )
]
