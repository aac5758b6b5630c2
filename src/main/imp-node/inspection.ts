import { status } from '@grpc/grpc-js'
import type { ConnectFailure } from '../../shared/domain/connection'
import type { Capabilities } from '../../shared/domain/node'
import { connectFailure } from './classify'
import type { CallOutcome, Transport } from './transport'

export type Inspection =
  | { readonly ok: true; readonly capabilities: Capabilities }
  | { readonly ok: false; readonly failure: ConnectFailure }

/**
 * Finds out whether an IMP node is there, whether it accepts the key and what it offers, without any effect on it: the
 * methods are only knocked at, and the one call that is made, because the key is checked only after a request has been
 * decoded, asks for a balance. A node of the first generation has neither that call nor keys.
 */
export async function inspect(
  transport: Transport,
  apiKey: string | undefined,
  deadlineMs: number
): Promise<Inspection> {
  const [checkInvoice, getChannels, listPayments, listInvoices, sendMessage, balance] = await Promise.all([
    transport.knock('CheckInvoice', deadlineMs),
    transport.knock('GetChannels', deadlineMs),
    transport.knock('ListPayments', deadlineMs),
    transport.knock('ListInvoices', deadlineMs),
    transport.knock('SendMessage', deadlineMs),
    transport.call('GetChannels', {}, deadlineMs)
  ])
  const failure =
    refusal(balance, apiKey) ?? (exists(checkInvoice) ? undefined : absence(checkInvoice, apiKey))
  if (failure !== undefined) return { ok: false, failure }
  return {
    ok: true,
    capabilities: {
      sendMessage: exists(sendMessage),
      getChannels: exists(getChannels),
      listPayments: exists(listPayments),
      listInvoices: exists(listInvoices)
    }
  }
}

/** Asks for a sign of life. False: nobody answered, or the wire broke. */
export async function isAlive(transport: Transport, deadlineMs: number): Promise<boolean> {
  return exists(await transport.knock('CheckInvoice', deadlineMs))
}

/**
 * The method is there: its decoder, or the gateway's, found fault with the request. What answers it instead takes
 * anything for a request, and is no node. grpc-js uses INTERNAL as well for answers that are not gRPC at all; those
 * are not said by the node.
 */
function exists(outcome: CallOutcome): boolean {
  if (outcome.kind === 'answered') return false
  const { code, said } = outcome
  return said === 'node' && (code === status.INTERNAL || code === status.INVALID_ARGUMENT)
}

function refusal(outcome: CallOutcome, apiKey: string | undefined): ConnectFailure | undefined {
  if (outcome.kind === 'answered') return undefined
  const refused = outcome.code === status.UNAUTHENTICATED || outcome.code === status.PERMISSION_DENIED
  return refused ? connectFailure(outcome, apiKey) : undefined
}

function absence(outcome: CallOutcome, apiKey: string | undefined): ConnectFailure {
  if (outcome.kind === 'answered') return { code: 'not-an-imp-node' }
  switch (outcome.code) {
    case status.DEADLINE_EXCEEDED:
    case status.UNAVAILABLE:
    case status.CANCELLED:
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return connectFailure(outcome, apiKey)
    default:
      return { code: 'not-an-imp-node' }
  }
}
