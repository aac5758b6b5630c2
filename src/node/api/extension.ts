import { isUtf8 } from 'node:buffer'
import * as v from 'valibot'
import type { EstimateFeeResponse } from '../../proto-types/generated/extension/imp/extension/v1/EstimateFeeResponse'
import type { GetInfoResponse } from '../../proto-types/generated/extension/imp/extension/v1/GetInfoResponse'
import type { PayInvoiceResponse } from '../../proto-types/generated/extension/imp/extension/v1/PayInvoiceResponse'
import type { SettledInvoice as SettledInvoiceFrame } from '../../proto-types/generated/extension/imp/extension/v1/SettledInvoice'
import type { SubscribeResponse } from '../../proto-types/generated/extension/imp/extension/v1/SubscribeResponse'
import type { TrackMessageResponse } from '../../proto-types/generated/extension/imp/extension/v1/TrackMessageResponse'
import type { TrackPaymentResponse } from '../../proto-types/generated/extension/imp/extension/v1/TrackPaymentResponse'
import { isNodeKey } from '../../shared/domain/sender'
import { msat, type Msat } from '../../shared/money'
import { ok } from '../../shared/result'
import {
  refused,
  type Backend,
  type BackendInfo,
  type BackendResult,
  type PayTerms,
  type TrackedPayment
} from '../backend'
import type { NodeMessage } from '../messages'
import type { Transport } from './caller'
import { feeTrailer } from './lightning'
import { Int64, unary, type StreamMethod, type UnaryMethod } from './method'

const SERVICE = '/imp.extension.v1.Node'

const Empty = v.object({})
const TrackRequest = v.object({ payment_hash: v.string() })
const EstimateRequest = v.object({
  invoice: v.string(),
  amount_msat: Int64,
  recipient: v.string(),
  recipient_amount_msat: Int64
})
const PayRequest = v.object({ invoice: v.string(), amount_msat: Int64, fee_limit_msat: Int64 })
const TrackMessageRequest = v.object({ draft: v.string() })
const WatchRequest = v.object({ since: Int64 })

/** The methods of the extension, served beside the original ones. */
export function extensionMethods(backend: Backend): readonly UnaryMethod[] {
  return [
    unary(
      `${SERVICE}/GetInfo`,
      Empty,
      () => infoOf(backend),
      (info): GetInfoResponse => ({
        pubkey: info.pubkey,
        alias: info.alias,
        network: info.network,
        software: info.software,
        synced_to_chain: info.syncedToChain,
        block_height: info.blockHeight.toString(),
        limits_message_fees: true,
        ...(info.newestBlockAt === undefined
          ? {}
          : { newest_block_at: Math.floor(info.newestBlockAt / 1000).toString() }),
        ...(info.spendable === undefined ? {} : { spendable_msat: info.spendable.toString() }),
        ...(info.receivable === undefined ? {} : { receivable_msat: info.receivable.toString() })
      })
    ),
    unary(
      `${SERVICE}/TrackPayment`,
      TrackRequest,
      ({ payment_hash }) => backend.trackPayment(payment_hash),
      trackResponse
    ),
    unary(
      `${SERVICE}/EstimateFee`,
      EstimateRequest,
      (request) => estimateFee(backend, request),
      (fee): EstimateFeeResponse => ({ fee_msat: fee.toString() })
    ),
    unary(
      `${SERVICE}/TrackMessage`,
      TrackMessageRequest,
      ({ draft }) => Promise.resolve(ok(backend.messageProgress(draft))),
      (progress): TrackMessageResponse => ({
        parts: (progress?.parts ?? 0).toString(),
        arrived_parts: (progress?.arrived ?? 0).toString(),
        arrived_fee_msat: (progress?.feesMsat ?? []).map((fee) => fee.toString())
      })
    ),
    unary(
      `${SERVICE}/PayInvoice`,
      PayRequest,
      ({ invoice, amount_msat, fee_limit_msat }) =>
        backend.pay(payTerms(invoice, amount_msat, fee_limit_msat)),
      ({ preimage, feeMsat }): PayInvoiceResponse => ({ preimage, fee_msat: feeMsat.toString() }),
      feeTrailer
    )
  ]
}

export function watchInvoicesMethod(backend: Backend): StreamMethod {
  return {
    path: `${SERVICE}/WatchInvoices`,
    name: 'WatchInvoices',
    open: (request, _caller, sink) => {
      const { since } = v.parse(WatchRequest, request)
      return backend.watchInvoices(since > 0n ? since : undefined, (invoice) => {
        const frame: SettledInvoiceFrame = {
          settle_index: invoice.settleIndex.toString(),
          payment_hash: invoice.paymentHash,
          invoice: invoice.bolt11,
          amount_msat: invoice.amountMsat.toString(),
          settled_at: invoice.settledAt.toString()
        }
        sink.message(frame)
      })
    }
  }
}

/**
 * The original SubscribeResponse with the fields of the extension. Over HTTP `data` is text, so other bytes get a field
 * of their own.
 */
export function extendedSubscribeResponse(message: NodeMessage, transport: Transport): SubscribeResponse {
  const isRaw = transport === 'http' && !isUtf8(message.data)
  return {
    id: message.id,
    reply_to_id: message.replyToId,
    from_pubkey: message.from?.pubkey ?? '',
    data: isRaw ? Buffer.alloc(0) : message.data,
    service_type: message.serviceType,
    amount: message.amountSat.toString(),
    claimed_pubkey: message.claimedPubkey,
    settled_at: message.settledAt.toString(),
    payment_hash: message.paymentHash,
    settle_index: message.settleIndex.toString(),
    raw_data: isRaw ? message.data : Buffer.alloc(0)
  }
}

interface InfoWithBalances extends BackendInfo {
  readonly spendable: Msat | undefined
  readonly receivable: Msat | undefined
}

async function infoOf(backend: Backend): Promise<BackendResult<InfoWithBalances>> {
  const info = await backend.info()
  if (!info.ok) return info
  const spendable = await balanceOf(backend.spendable())
  if (!spendable.ok) return spendable
  const receivable = await balanceOf(backend.receivable())
  if (!receivable.ok) return receivable
  return ok({ ...info.value, spendable: spendable.value, receivable: receivable.value })
}

/** Undefined if the macaroon does not permit this call, because the other facts must be reported in any case. */
async function balanceOf(asked: Promise<BackendResult<Msat>>): Promise<BackendResult<Msat | undefined>> {
  const balance = await asked
  return !balance.ok && balance.error.code === 'permission-missing' ? ok(undefined) : balance
}

async function estimateFee(
  backend: Backend,
  { invoice, amount_msat, recipient, recipient_amount_msat }: v.InferOutput<typeof EstimateRequest>
): Promise<BackendResult<Msat>> {
  if ((invoice === '') === (recipient === ''))
    return refused('give either an invoice or a recipient', 'invalid-request')
  if (recipient === '') return await backend.estimateFee(payTerms(invoice, amount_msat, 0n))
  if (!isNodeKey(recipient))
    return refused('the recipient must be a public key: 66 hex digits', 'invalid-request')
  if (recipient_amount_msat < 1n)
    return refused('a recipient needs recipient_amount_msat, at least 1', 'invalid-request')
  return await backend.estimateKeysendFee({ to: recipient, amountMsat: msat(recipient_amount_msat) })
}

/** In protobuf 0 means "not set". */
function payTerms(bolt11: string, amountMsat: bigint, feeLimitMsat: bigint): PayTerms {
  return {
    bolt11,
    ...(amountMsat === 0n ? {} : { amountMsat: msat(amountMsat) }),
    ...(feeLimitMsat === 0n ? {} : { feeLimitMsat: msat(feeLimitMsat) })
  }
}

function trackResponse(payment: TrackedPayment): TrackPaymentResponse {
  switch (payment.state) {
    case 'unknown':
      return { state: payment.state }
    case 'in-flight':
      return {
        state: payment.state,
        amount_msat: payment.amountMsat.toString(),
        ...(payment.latestReturn === undefined
          ? {}
          : {
              latest_return_height: payment.latestReturn.height.toString(),
              latest_return_at: payment.latestReturn.at.toString()
            })
      }
    case 'failed':
      return { state: payment.state, amount_msat: payment.amountMsat.toString(), failure: payment.reason }
    case 'succeeded':
      return {
        state: payment.state,
        preimage: payment.preimage,
        amount_msat: payment.amountMsat.toString(),
        fee_msat: payment.feeMsat.toString(),
        ...(payment.succeededAt === undefined ? {} : { succeeded_at: payment.succeededAt.toString() })
      }
  }
}
