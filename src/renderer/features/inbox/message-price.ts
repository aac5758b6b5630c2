import type { Message } from '../../../shared/domain/message'
import { isOnlyHandedOver } from '../../../shared/domain/outgoing'
import { keyOf } from '../../../shared/domain/sender'
import { msat, satToMsat, type Msat } from '../../../shared/money'
import { spentAtStop } from './parts-list'

/** What a message brought or cost, for the last column of the thread. */
export interface MessagePrice {
  /** A sign means that money moved. The cost of a message of ours counts once it was sent. */
  readonly sign: '+' | '−' | ''
  /** With the network fee, if that is known. */
  readonly priceMsat: Msat
  /** The network fee in it; undefined if it is not known, or money came in. */
  readonly feeMsat: Msat | undefined
}

/** Undefined if no money moved. */
export function messagePrice({ amountSat, direction, from, outgoing }: Message): MessagePrice | undefined {
  const amountMsat = satToMsat(amountSat)
  if (direction === 'in' || outgoing === undefined) {
    if (amountSat <= 0n) return undefined
    return { sign: direction === 'in' ? '+' : '−', priceMsat: amountMsat, feeMsat: undefined }
  }
  const stopped = spentAtStop(outgoing)
  if (stopped !== undefined) {
    const feeMsat = outgoing.partFeesMsat === undefined ? undefined : outgoing.feeMsat
    return stopped === 0n ? undefined : { sign: '−', priceMsat: stopped, feeMsat }
  }
  if (outgoing.state === 'failed') return undefined
  const isSent = outgoing.state === 'sent' && !isOnlyHandedOver('sent', keyOf(from))
  if (!isSent) return { sign: '', priceMsat: amountMsat, feeMsat: undefined }
  const { feeMsat } = outgoing
  return { sign: '−', priceMsat: msat(amountMsat + (feeMsat ?? 0n)), feeMsat }
}
