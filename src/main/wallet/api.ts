import type { Network } from '../../shared/bolt11'
import type { ConnectionState } from '../../shared/domain/connection'
import type { ExportFormat } from '../../shared/domain/activity'
import type { MessageId, PaymentHash, Pubkey } from '../../shared/domain/ids'
import type { Invoice } from '../../shared/domain/invoice'
import type { Capabilities } from '../../shared/domain/node'
import type { SettledMessage } from '../../shared/domain/outgoing'
import type { OtherAttempt, PayCard } from '../../shared/domain/pay-card'
import type { Payment } from '../../shared/domain/payment'
import type { Changed, ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import type { Sat } from '../../shared/money'
import type { ArrivedMessage } from '../../shared/policy/notification-policy'
import type { SpendingLimits } from '../../shared/policy/spending'
import type { Unsettled } from '../../shared/domain/unsettled'
import type { Result } from '../../shared/result'
import type { ReportBug } from '../background'
import type { ConnectionListener, MessageSink, NodeConnection } from '../node-client/api'
import type { ExportOrder, ExportPiece } from './export/activity-export'
import type { Clock } from '../clock'
import type { FilePiece } from './export/everything-export'
import type { ProofFile } from './export/proof-of-payment'

/**
 * What the wallet offers to the shell. The methods that the contract names take the contract's parsed arguments and
 * give its results, so that a handler is one line. They are methods: call them on their object.
 */
type Calls = Handlers<ContractCalls>

export type ReceiveCalls = Pick<Calls['invoices'], 'create' | 'get' | 'recent' | 'check'>
/** A call that spends. `confirmed`: the person agreed to an amount above the limits, in a dialog of main's. */
type Spending<Call> = Call extends (args: infer Args) => infer Answer
  ? (args: Args & { readonly confirmed: boolean }) => Answer
  : never

export type PayCalls = Pick<Calls['pay'], 'inspect' | 'checkAgain' | 'get'> & {
  readonly send: Spending<Calls['pay']['send']>
}
export type ActivityCalls = Omit<Calls['activity'], 'export' | 'exportAll' | 'cancelExport' | 'saveProof'> & {
  /** The file that proves a payment; `no-proof` where the node gave no preimage. */
  proof(paymentHash: PaymentHash): Result<ProofFile, 'not-found' | 'no-proof'>
  /** The file of an export, piece by piece; not asking for the next piece ends it. */
  export(order: ExportOrder): AsyncGenerator<ExportPiece>
  /** All files of an export of everything, one after the other, in the same way. */
  exportAll(format: ExportFormat): AsyncGenerator<FilePiece>
}
type Sends = 'send' | 'requestPayment' | 'resend'
export type OutboxCalls = { readonly [Action in Sends]: Spending<Calls['inbox'][Action]> } & {
  /** What sending this message of ours again costs, and who gets it. Undefined: there is no such message. */
  resendCost(id: MessageId): { readonly costSat: Sat; readonly recipient: Pubkey } | undefined
}
export type InboxCalls = Omit<Calls['inbox'], 'saveData' | Sends> & {
  /** The whole data of a message, for saving; `extension` without a dot: `txt` or `bin`. */
  data(id: MessageId): Result<{ readonly bytes: Uint8Array; readonly extension: string }, 'not-found'>
}

/** The parts of the app state that belong to the active node. */
export interface SessionState {
  readonly connection: ConnectionState
  readonly identity: { readonly pubkey: Pubkey; readonly network: Network } | undefined
  readonly capabilities: Capabilities
  readonly balanceSat: Sat | undefined
  /** See `AppState.oneClickSpentSat`. */
  readonly oneClickSpentSat: Sat
  readonly unread: number
  /** See `AppState.storageUnavailable`. */
  readonly storageUnavailable: boolean
}

/** Told after the commit, never before; called synchronously, and also while no window exists. */
export interface SessionListener {
  /** Something of `SessionState` changed. */
  stateChanged(state: SessionState): void
  /** Rows changed; the shell stamps the revision. */
  changed(change: Omit<Changed, 'revision'>): void
  messagesArrived(messages: readonly ArrivedMessage[]): void
  invoicePaid(invoice: Invoice): void
  /** A payment left `sending`, or an unknown one was resolved. */
  paymentEnded(payment: Payment): void
  /** A message of ours left `sending`. */
  messageSettled(message: SettledMessage): void
}

/** What the wallet knows of payments besides the journal in use: those of its other nodes, and of erased records. */
export interface OtherAttempts {
  /**
   * Synchronous, so that nothing comes between the answer and the commit. `ownKnows`: the journal in use has a row of
   * this payment hash. `unreadable`: names the nodes whose journal could not be asked.
   */
  find(
    paymentHash: PaymentHash,
    ownKnows: boolean
  ): { readonly attempt: OtherAttempt | undefined; readonly unreadable: readonly string[] }
}

export interface SessionOptions {
  /** One database per node. Created with its folder where it does not exist and is not expected. */
  readonly dbFile: string
  /** This node had records before. */
  readonly recordsExpected: boolean
  readonly otherAttempts: OtherAttempts
  /** The node's network where it is known beforehand, as a demo node's is; else it is learned. */
  readonly network?: Network | undefined
  /** Makes the connection; the session starts and closes it. */
  readonly connect: (listener: ConnectionListener, sink: MessageSink) => NodeConnection
  /** The limits as the settings say at this moment. */
  readonly limits: () => SpendingLimits
  readonly clock: Clock
  /** Uniform in [0, 1): the jitter of what is asked again. */
  readonly random: () => number
  readonly listener: SessionListener
  /** For the log: errors that should not exist, in work that no caller waits for. */
  readonly reportBug: ReportBug
}

/** Everything of one active node: store, connection and use cases, disposed as a whole. */
export interface Session {
  readonly receive: ReceiveCalls
  readonly pay: PayCalls
  readonly inbox: InboxCalls
  readonly outbox: OutboxCalls
  readonly activity: ActivityCalls
  readonly state: SessionState
  /** A payment or a message is on its way: its outcome is not known yet, and will be soon. */
  readonly isPaying: boolean
  /** Payments and messages that have no outcome yet. */
  unsettled(): Unsettled
  /** The window came to the front: open invoices are checked at once. */
  focused(): void
  /** The person asked, the machine woke up, the network changed. */
  retryNow(): void
  /** The card of the first invoice in a message, as it stands now. */
  cardOf(message: MessageId): PayCard | undefined
  /** The invoice as its node gave it, for links and files. */
  invoiceText(paymentHash: PaymentHash): string | undefined
  /** Resolves when the connection is closed and the database is. Safe to call twice. */
  close(): Promise<void>
}

/** The session in use at the moment of a call; undefined while no node is in use. */
export type CurrentSession = () => Session | undefined
