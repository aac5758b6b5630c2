import { status } from '@grpc/grpc-js'
import { fail, ok, type Result } from '../../shared/result'
import type { ConnectFailure } from '../../shared/domain/connection'
import type { Capabilities } from '../../shared/domain/node'
import { connectFailure } from './status-mapping'
import type { NodeInfo, NodeStatus } from './api'
import { readNodeInfo } from './decode/extension-responses'
import { readStatus } from './decode/responses'
import type { CallOutcome, Transport } from './transport'

/** The result of the inspection of a node. */
export interface Inspected {
  readonly capabilities: Capabilities
  /** Undefined if the node does not have the call behind `identify`. */
  readonly status: NodeStatus | undefined
  /** Undefined if the node does not have the extension. */
  readonly info: NodeInfo | undefined
}

export type Inspection = Result<Inspected, ConnectFailure>

/**
 * Finds out whether an IMP node answers, whether it accepts the API key and what it offers, without side effects. Each
 * method is probed with an undecodable request. One real call is needed in addition, because a node checks the key only
 * after it has decoded a request. That call must not end any daemon of the second generation (imp-daemon 0.4, read in
 * its source):
 *
 * - Status requests the info of each Lightning node and reports one that is down: harmless in every state.
 * - ListPayments returns an error while the Lightning node is down, and nothing without one: harmless.
 * - CheckInvoice ends a daemon that has no Lightning node.
 * - GetChannels and ListInvoices end a daemon whose Lightning node is down.
 *
 * So Status is called, and ListPayments only if there is no Status. A node of the first generation has neither, and no
 * keys. A node with the extension has GetInfo, which only reads; it must report its identity before it is used.
 */
export async function inspect(
  transport: Transport,
  apiKey: string | undefined,
  deadlineMs: number
): Promise<Inspection> {
  const [checkInvoice, getChannels, listPayments, listInvoices, sendMessage, trackPayment, statusCall] =
    await Promise.all([
      transport.probeMethod('CheckInvoice', deadlineMs),
      transport.probeMethod('GetChannels', deadlineMs),
      transport.probeMethod('ListPayments', deadlineMs),
      transport.probeMethod('ListInvoices', deadlineMs),
      transport.probeMethod('SendMessage', deadlineMs),
      // Over HTTP only a method with a body can be probed.
      transport.probeMethod('TrackPayment', deadlineMs),
      transport.call('Status', {}, deadlineMs)
    ])
  const keyCall =
    isMissing(statusCall) && exists(listPayments)
      ? await transport.call('ListPayments', {}, deadlineMs)
      : statusCall
  const failure =
    refusal(keyCall, apiKey) ?? (exists(checkInvoice) ? undefined : absence(checkInvoice, apiKey))
  if (failure !== undefined) return { ok: false, error: failure }
  const named = exists(trackPayment) ? await askInfo(transport, apiKey, deadlineMs) : NOT_EXTENDED
  if (!named.ok) return named
  return ok({
    capabilities: {
      sendMessage: exists(sendMessage),
      getChannels: exists(getChannels),
      listPayments: exists(listPayments),
      listInvoices: exists(listInvoices),
      extension: named.value !== undefined,
      limitsMessageFees: named.value?.limitsMessageFees === true
    },
    status: statusOf(statusCall),
    info: named.value
  })
}

const NOT_EXTENDED = ok(undefined)

/** Fails while the Lightning node does not answer: a node that cannot report its identity is not used yet. */
async function askInfo(
  transport: Transport,
  apiKey: string | undefined,
  deadlineMs: number
): Promise<Result<NodeInfo | undefined, ConnectFailure>> {
  const outcome = await transport.call('GetInfo', {}, deadlineMs)
  if (outcome.kind === 'failed') {
    // A server that returns an error for every request does not have the method either.
    if (isMissing(outcome) || exists(outcome)) return NOT_EXTENDED
    return { ok: false, error: connectFailure(outcome, apiKey) }
  }
  const info = readNodeInfo(outcome.message)
  return info.ok ? info : fail('lost', 'the node does not report its identity')
}

/** Liveness probe. False: no answer, or the connection broke. */
export async function isAlive(transport: Transport, deadlineMs: number): Promise<boolean> {
  return exists(await transport.probeMethod('CheckInvoice', deadlineMs))
}

/**
 * The method exists: its decoder, or the gateway's, refused the request. A server that returns success accepts anything
 * and is not a node. grpc-js also uses INTERNAL for responses that are not gRPC; those are not attributed to the node.
 */
function exists(outcome: CallOutcome): boolean {
  if (outcome.kind === 'answered') return false
  const { code, said } = outcome
  return said === 'node' && (code === status.INTERNAL || code === status.INVALID_ARGUMENT)
}

function statusOf(outcome: CallOutcome): NodeStatus | undefined {
  const read = outcome.kind === 'answered' ? readStatus(outcome.message) : undefined
  return read?.ok === true ? read.value : undefined
}

const isMissing = (outcome: CallOutcome): boolean =>
  outcome.kind === 'failed' && outcome.code === status.UNIMPLEMENTED

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
