import { status } from '@grpc/grpc-js'
import type { ConnectFailure } from '../../shared/domain/connection'
import type { Capabilities } from '../../shared/domain/node'
import { connectFailure } from './status-mapping'
import type { NodeInfo, NodeStatus } from './api'
import { readNodeInfo } from './decode/extension-responses'
import { readStatus } from './decode/responses'
import type { CallOutcome, Transport } from './transport'

/** What a node offers. */
export interface Inspected {
  readonly capabilities: Capabilities
  /** Undefined where the node does not have the call behind `identify`. */
  readonly status: NodeStatus | undefined
  /** Undefined where the node does not have the extension. */
  readonly info: NodeInfo | undefined
}

export type Inspection =
  ({ readonly ok: true } & Inspected) | { readonly ok: false; readonly failure: ConnectFailure }

/**
 * Finds out whether an IMP node is there, whether it accepts the key and what it offers, without any effect on it. The
 * methods are only probed. One real call is needed, because a node checks the key only after it has decoded a
 * request. It must be one that harms no daemon of the second generation (imp-daemon 0.4, read in its source):
 *
 * - Status asks each Lightning node for its info and reports one that is down: harmless in every state.
 * - ListPayments answers an error while the Lightning node is down, and nothing where there is none: harmless there.
 * - CheckInvoice ends a daemon that has no Lightning node.
 * - GetChannels and ListInvoices end a daemon whose Lightning node is down.
 *
 * So Status is called, and ListPayments only where there is no Status. A node of the first generation has neither, and
 * no keys. A node with the extension has GetInfo, which only reads; it has to say who it is before it is used.
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
  if (failure !== undefined) return { ok: false, failure }
  const named = exists(trackPayment) ? await askInfo(transport, apiKey, deadlineMs) : NOT_EXTENDED
  if (!named.ok) return named
  return {
    ok: true,
    capabilities: {
      sendMessage: exists(sendMessage),
      getChannels: exists(getChannels),
      listPayments: exists(listPayments),
      listInvoices: exists(listInvoices),
      extension: named.info !== undefined
    },
    status: statusOf(statusCall),
    info: named.info
  }
}

type Named =
  | { readonly ok: true; readonly info: NodeInfo | undefined }
  | { readonly ok: false; readonly failure: ConnectFailure }

const NOT_EXTENDED: Named = { ok: true, info: undefined }

/** Fails while the Lightning node does not answer: a node that cannot say who it is is not used yet. */
async function askInfo(transport: Transport, apiKey: string | undefined, deadlineMs: number): Promise<Named> {
  const outcome = await transport.call('GetInfo', {}, deadlineMs)
  if (outcome.kind === 'failed') {
    // Something that finds fault with every request does not have the method either.
    if (isMissing(outcome) || exists(outcome)) return NOT_EXTENDED
    return { ok: false, failure: connectFailure(outcome, apiKey) }
  }
  const info = readNodeInfo(outcome.message)
  if (info.ok) return { ok: true, info: info.value }
  return { ok: false, failure: { code: 'lost', detail: 'the node does not say who it is' } }
}

/** Asks for a sign of life. False: nobody answered, or the wire broke. */
export async function isAlive(transport: Transport, deadlineMs: number): Promise<boolean> {
  return exists(await transport.probeMethod('CheckInvoice', deadlineMs))
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
