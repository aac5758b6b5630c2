import type { Network } from '../../shared/domain/network'
import type { ConnectionState } from '../../shared/domain/connection'
import type { ExportFormat } from '../../shared/domain/activity'
import type { MessageId, Millis, PaymentHash, Pubkey } from '../../shared/domain/ids'
import type { Invoice } from '../../shared/domain/invoice'
import type { Capabilities, NodeFacts } from '../../shared/domain/node'
import type { SettledMessage } from '../../shared/domain/outgoing'
import type { OtherAttempt, PayCard } from '../../shared/domain/pay-card'
import type { Payment } from '../../shared/domain/payment'
import type { Changed, ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import type { Msat, Sat } from '../../shared/money'
import type { ArrivedMessage } from '../../shared/policy/notification-policy'
import type { SpendingLimits } from '../../shared/policy/spending'
import type { Unsettled } from '../../shared/domain/unsettled'
import type { Result } from '../../shared/result'
import type { ReportBug } from '../background'
import type { Emit } from '../emitter'
import type { ConnectionListener, NodeConnection } from '../node-client/api'
import type { MessageSink } from '../node-client/message-sink'
import type { ExportOrder, ExportPiece } from './export/activity-export'
import type { Clock } from '../clock'
import type { FilePiece } from './export/everything-export'
import type { ProofFile } from './export/proof-of-payment'

/**
 * The use cases, as the handlers call them. A call that the contract names takes the contract's parsed arguments and
 * returns its result, so that its handler is one line. Call them on their object: some are methods, some are arrow
 * functions.
 */
type Calls = Handlers<ContractCalls>

export type ReceiveCalls = Pick<Calls['invoices'], 'create' | 'get' | 'recent' | 'check'>
/**
 * A call that spends, through the node of the session. `confirmed`: the person agreed, in a dialog of the main process,
 * to an amount above the limits. `asksFirst`: as in the calls of the page, which must say it; main has no button that only asks.
 */
type Spending<Call> = Call extends (args: infer Args) => infer Answer
  ? (
      args: Omit<Args, 'node' | 'asksFirst'> & { readonly confirmed: boolean; readonly asksFirst?: boolean }
    ) => Answer
  : never

type Inspect = Calls['pay']['inspect']
export type PayCalls = Pick<Calls['pay'], 'estimateFee' | 'checkAgain' | 'get'> & {
  /** `retryUnknown`: judges the card like an order to retry a payment with an unknown outcome. */
  inspect(args: Parameters<Inspect>[0] & { readonly retryUnknown?: boolean }): ReturnType<Inspect>
  /** The node's last estimate of the fee, for a question to the person; undefined if it gives none in a short time. */
  lastEstimate(args: Parameters<Calls['pay']['estimateFee']>[0]): Promise<Msat | undefined>
  readonly send: Spending<Calls['pay']['send']>
}
export type ActivityCalls = Omit<Calls['activity'], 'export' | 'exportAll' | 'cancelExport' | 'saveProof'> & {
  /** The file that proves a payment; `no-proof` if the node gave no preimage. */
  proof(paymentHash: PaymentHash): Result<ProofFile, 'not-found' | 'no-proof'>
  /** The file of an export, piece by piece. To cancel, the caller stops asking for pieces. */
  export(order: ExportOrder): AsyncGenerator<ExportPiece>
  /** All files of an export of everything, one after the other. */
  exportAll(format: ExportFormat): AsyncGenerator<FilePiece>
}
type Sends = 'send' | 'requestPayment' | 'resend'
export type OutboxCalls = { readonly [Action in Sends]: Spending<Calls['inbox'][Action]> } & Pick<
  Calls['inbox'],
  'estimateFee' | 'leaveRest'
> & {
    /** The most that a message of this cost may take in fees; undefined if the node keeps no limit. */
    largestFee(costSat: Sat): Sat | undefined
    /** Whether the limits allow one click to send it. */
    isWithinLimits(costSat: Sat): boolean
    /** The node's last estimate of the fees of such a message, like that of a payment. */
    lastEstimate(recipient: Pubkey, costSat: Sat): Promise<Msat | undefined>
    /**
     * Cost and recipient of sending one of our messages again; undefined if there is no such message. Of a message that
     * stopped half-way only the rest is sent, but `wholeSat` counts toward the limits.
     */
    resendCost(
      id: MessageId
    ): { readonly costSat: Sat; readonly wholeSat: Sat; readonly recipient: Pubkey } | undefined
  }
export type InboxCalls = Omit<Calls['inbox'], 'saveData' | 'estimateFee' | 'leaveRest' | Sends> & {
  /** The whole data of a message, for saving. `extension` has no dot: `txt` or `bin`. */
  data(id: MessageId): Result<{ readonly bytes: Uint8Array; readonly extension: string }, 'not-found'>
}

/** The parts of the app state that belong to the active node. */
export interface SessionState {
  readonly connection: ConnectionState
  readonly identity: { readonly pubkey: Pubkey; readonly network: Network } | undefined
  readonly capabilities: Capabilities
  readonly nodeFacts: NodeFacts | undefined
  readonly balanceSat: Sat | undefined
  readonly receivableSat: Sat | undefined
  /** See `AppState.oneClickSpentSat`. */
  readonly oneClickSpentSat: Sat
  readonly unread: number
  /** See `AppState.storageUnavailable`. */
  readonly storageUnavailable: boolean
}

/** What a session emits: synchronously, always after the commit, also while no window exists. */
export interface SessionEvents {
  /** Some field of `SessionState` changed. */
  readonly state: SessionState
  /** Rows changed. The app adds the revision. */
  readonly changed: Omit<Changed, 'revision'>
  readonly messagesArrived: readonly ArrivedMessage[]
  readonly invoicePaid: Invoice
  /** A payment left `sending`, or an unknown one was resolved. */
  readonly paymentEnded: Payment
  /** A message of ours is no longer `sending`. */
  readonly messageSettled: SettledMessage
}

/** Attempts that are not in the open journal: those of the wallet's other nodes, and those of erased records. */
export interface OtherAttempts {
  /**
   * Synchronous, so that nothing happens between the answer and the commit. `ownKnows`: the open journal has a row of
   * this payment hash. `unreadable`: names of the nodes whose journal could not be read.
   */
  find(
    paymentHash: PaymentHash,
    ownKnows: boolean
  ): { readonly attempt: OtherAttempt | undefined; readonly unreadable: readonly string[] }
  /**
   * Whether a payment to this payee, successful or with an unknown outcome, is in those journals. `not-known`: a journal
   * cannot be read, or records were erased.
   */
  paymentsTo(payee: Pubkey): 'none' | 'some' | 'not-known'
}

export interface SessionOptions {
  /** One database per node. If it does not exist, it is created with its folder, unless records are expected. */
  readonly dbFile: string
  /** This node had records before. */
  readonly recordsExpected: boolean
  readonly otherAttempts: OtherAttempts
  /** The node's network if it is known beforehand, as for a demo node; otherwise it is learned. */
  readonly network?: Network | undefined
  /** Creates the connection. The session starts and closes it. */
  readonly connect: (listener: ConnectionListener, sink: MessageSink) => NodeConnection
  /** The limits of the current settings. */
  readonly limits: () => SpendingLimits
  readonly clock: Clock
  /** Returns a uniform number in [0, 1), for the jitter of repeated checks. */
  readonly random: () => number
  readonly emit: Emit<SessionEvents>
  /** Logs bugs in work that no caller waits for. */
  readonly reportBug: ReportBug
}

/** Everything of the active node: store, connection and use cases. Closed as a whole. */
export interface Session {
  readonly receive: ReceiveCalls
  readonly pay: PayCalls
  readonly inbox: InboxCalls
  readonly outbox: OutboxCalls
  readonly activity: ActivityCalls
  readonly state: SessionState
  /** A payment or a message is under way; its outcome is expected soon. */
  readonly isPaying: boolean
  /** Payments and messages without an outcome. */
  unsettled(): Unsettled
  /** The window came to the front: open invoices are checked at once. */
  focused(): void
  /** Retries the connection now: the person asked, the computer woke up, or the network changed. */
  retryNow(): void
  /** Asks the node about itself again, if it has the extension: other nodes are asked rarely (docs/protocol.md). */
  refresh(): void
  /** When the last message arrived. Undefined if none has. */
  readonly lastMessageAt: Millis | undefined
  /** The current card of the first invoice in a message. */
  cardOf(message: MessageId): PayCard | undefined
  /** The invoice as its node issued it, for links and files. */
  invoiceText(paymentHash: PaymentHash): string | undefined
  /** Resolves when the connection and the database are closed. Safe to call twice. */
  close(): Promise<void>
}

/** Returns the active session; undefined while no node is active. */
export type CurrentSession = () => Session | undefined
