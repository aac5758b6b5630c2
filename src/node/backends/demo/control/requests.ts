import { status } from '@grpc/grpc-js'
import * as v from 'valibot'
import type { CreatePeerInvoiceRequest__Output } from '../../../../proto-types/generated/demo/demo/CreatePeerInvoiceRequest'
import type { Fault__Output } from '../../../../proto-types/generated/demo/demo/Fault'
import type { SendMessageRequest__Output } from '../../../../proto-types/generated/demo/demo/SendMessageRequest'
import { unreachable } from '../../../../shared/brand'
import { sat, satToMsat, type Msat } from '../../../../shared/money'
import type { Fault, FaultAction } from '../faults'
import type { PeerInvoiceTerms, PeerMessageTerms } from './demo-control'

/** The request is invalid; the message says why. */
export class InvalidRequestError extends Error {}

const Network = v.picklist(['mainnet', 'testnet', 'signet', 'regtest'])

/** In protobuf 0 and empty mean "not set". */
export function satOrUndefined(amountSat: string): Msat | undefined {
  const amount = BigInt(amountSat)
  return amount === 0n ? undefined : satToMsat(sat(amount))
}

export function messageTermsOf(request: SendMessageRequest__Output): PeerMessageTerms {
  return {
    from: request.from,
    data: request.data,
    amountSat: BigInt(request.amount_sat) === 0n ? 1n : BigInt(request.amount_sat),
    replyToId: request.reply_to_id,
    ...(request.service_type === '' ? {} : { serviceType: request.service_type }),
    ...(request.id === '' ? {} : { id: request.id })
  }
}

export function invoiceTermsOf(request: CreatePeerInvoiceRequest__Output): PeerInvoiceTerms {
  const amountMsat = satOrUndefined(request.amount_sat)
  const expirySeconds = Number(request.expiry_seconds)
  if (amountMsat !== undefined && amountMsat < 0n) throw new InvalidRequestError('a negative amount')
  return {
    from: request.from,
    memo: request.memo,
    ageSeconds: Number(request.age_seconds),
    ...(amountMsat === undefined ? {} : { amountMsat }),
    ...(expirySeconds === 0 ? {} : { expirySeconds }),
    ...(request.network === '' ? {} : { network: network(request.network) })
  }
}

export function faultOf(request: Fault__Output): Fault {
  if (request.method === '') throw new InvalidRequestError('a fault needs a method, or * for every call')
  return {
    method: request.method,
    point: request.point === 'after' ? 'after' : 'before',
    action: actionOf(request),
    ...(request.times === 0 ? {} : { times: request.times })
  }
}

function actionOf({ action, delay, fail, answer }: Fault__Output): FaultAction {
  switch (action) {
    case 'delay':
      return { kind: 'delay', ms: delay?.ms ?? 0 }
    case 'fail':
      return { kind: 'fail', status: { code: fail?.code ?? status.UNKNOWN, text: fail?.text ?? '' } }
    case 'stall':
    case 'drop':
      return { kind: action }
    case 'answer':
      return { kind: 'answer', response: fields(answer?.json ?? '') }
    case undefined:
      throw new InvalidRequestError('a fault needs an action: delay, fail, stall, drop or answer')
    default:
      return unreachable(action)
  }
}

function fields(json: string): object {
  try {
    return v.parse(v.record(v.string(), v.unknown()), JSON.parse(json))
  } catch {
    throw new InvalidRequestError(`not a JSON object with the fields of an answer: ${json}`)
  }
}

function network(text: string): v.InferOutput<typeof Network> {
  const parsed = v.safeParse(Network, text)
  if (parsed.success) return parsed.output
  throw new InvalidRequestError(`${text} is not a network; the networks are ${Network.options.join(', ')}`)
}
