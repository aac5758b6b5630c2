import * as v from 'valibot'
import type {
  ActivityCursor,
  ActivityDetails,
  ActivityPage,
  ActivityTotals,
  ExportProgress
} from '../domain/activity'
import { ACTIVITY_FILTERS, EXPORT_FORMATS } from '../domain/activity'
import type { AppState } from '../domain/app-state'
import type { ConnectFailureCode, ConnectOutcome } from '../domain/connection'
import type { CreateInvoiceFailure, Invoice } from '../domain/invoice'
import type { Licence } from '../domain/licence'
import type { Pubkey } from '../domain/ids'
import type { Conversation, FoundMessage, MachineRun, Message, OfflineGap } from '../domain/message'
import type { SendRefusal } from '../domain/outgoing'
import type { FoundLnd, LndDetailsFailure, PairedLnd, PairingFailure } from '../domain/pairing'
import type { PayCard, PayInputView, PayRefusal } from '../domain/pay-card'
import type { CheckFailureCode, Payment, PaymentCheck } from '../domain/payment'
import type { Unsettled } from '../domain/unsettled'
import { SettingsPatchSchema, type Settings } from '../domain/settings'
import * as s from './schemas'
import { call, type Invokers } from './spec'

/**
 * Every call from the renderer to main. The handlers, the preload, the renderer's bridge and the test stand-ins derive
 * from this object: a new call is one entry here, one handler, one use.
 */
export const calls = {
  app: {
    /**
     * The whole state, requested once the listeners are registered. Later states come as events with a higher revision.
     */
    snapshot: call(s.nothing).returns<AppState>(),
    copyText: call(v.object({ text: s.inputText })).returns<undefined>(),
    openDataFolder: call(s.nothing).returns<undefined>(),
    openLogFolder: call(s.nothing).returns<undefined>(),
    /** Licences of all third-party packages that ship with the wallet. */
    licences: call(s.nothing).returns<readonly Licence[]>(),
    openChromiumLicences: call(s.nothing).returns<undefined>()
  },
  updates: {
    /** Checks for a newer version now. Progress is in the state. */
    check: call(s.nothing).returns<undefined>(),
    /** Restarts into the downloaded version. */
    restart: call(s.nothing).returns<undefined, 'no-update' | 'payment-running'>()
  },
  connection: {
    /**
     * Tests the node with a real connection; on success saves it and makes it the active node. A secret that is left
     * out keeps its stored value; `null` removes it.
     */
    connect: call(
      v.object({
        address: v.pipe(v.string(), v.maxLength(1000)),
        security: s.security,
        apiKey: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1000)))),
        clientCertificate: v.optional(v.nullable(s.clientCertificate))
      })
    ).returns<ConnectOutcome>(),
    /** Starts a demo node on this computer and connects to it. */
    startDemoNode: call(s.nothing).returns<undefined, ConnectFailureCode | 'demo-node-failed'>(),
    /** Ends the wait between two attempts. */
    retryNow: call(s.nothing).returns<undefined>(),
    /** Activates a saved node without a test; its connection shows what is wrong. */
    use: call(v.object({ id: s.nodeId })).returns<undefined, 'not-found' | 'demo-node-failed'>(),
    /** Deactivates the node and returns to the first-run screen. Its records stay on disk. */
    leave: call(s.nothing).returns<undefined>(),
    /** What has no outcome yet in the records of a saved node. Shown before the records are left or erased. */
    unsettled: call(v.object({ id: s.nodeId })).returns<Unsettled, 'not-found' | 'unreadable'>(),
    /** Begins new records for a node whose records are gone, and activates it. */
    beginAnew: call(v.object({ id: s.nodeId })).returns<
      undefined,
      'not-found' | 'store-failed' | 'demo-node-failed'
    >(),
    /**
     * Forgets a saved node with its secrets and limits. Its records stay on disk and are found again by its address,
     * unless `erase` is set; then only their payment hashes are kept. `erase-failed`: they could not be erased, and the
     * node stays saved.
     */
    forget: call(v.object({ id: s.nodeId, erase: v.boolean() })).returns<
      undefined,
      'not-found' | 'erase-failed'
    >()
  },
  /** Connects the wallet to the person's own LND. How far it is stands in `AppState.pairing`. */
  pairing: {
    /**
     * Starts a pairing, in the place of one that is under way. `again`: pairs this saved LND once more, or checks its
     * connection: its saved details are loaded, and it must be the same LND.
     */
    begin: call(v.object({ again: v.optional(s.nodeId) })).returns<
      undefined,
      'not-found' | 'process-failed'
    >(),
    /** Ends the pairing. Everything that was given is forgotten. */
    end: call(s.nothing).returns<undefined>(),
    /** The LNDs of this computer. */
    findLocal: call(s.nothing).returns<readonly FoundLnd[], 'process-failed'>(),
    /** Takes the details of an LND that `findLocal` found. */
    useFound: call(v.object({ id: v.pipe(v.string(), v.maxLength(1000)) })).returns<
      undefined,
      LndDetailsFailure
    >(),
    /** Every way of giving details adds to what was given before. Nothing is sent to anybody. */
    giveText: call(v.object({ text: s.lndDetailsText })).returns<undefined, LndDetailsFailure>(),
    /** Reads the text on the clipboard as connection details, or the QR code in the picture on it. */
    giveClipboard: call(s.nothing).returns<undefined, LndDetailsFailure>(),
    giveFiles: call(v.object({ files: s.lndFiles })).returns<undefined, LndDetailsFailure>(),
    /** Asks for files in a dialog of the system. `false`: the person cancelled. */
    chooseFiles: call(s.nothing).returns<boolean, LndDetailsFailure>(),
    /** As `chooseFiles`, for the folder of an LND. */
    chooseFolder: call(s.nothing).returns<boolean, LndDetailsFailure>(),
    setAddress: call(v.object({ address: v.pipe(v.string(), v.maxLength(1000)) })).returns<
      undefined,
      LndDetailsFailure
    >(),
    /** Empties the clipboard, if it still holds what `giveClipboard` read. */
    clearClipboard: call(s.nothing).returns<undefined>(),
    /** `host:port` of a SOCKS proxy; empty: the wallet looks for one again. */
    setSocks: call(v.object({ socks: v.pipe(v.string(), v.maxLength(1000)) })).returns<
      undefined,
      'bad-address'
    >(),
    /** Forgets what was given; the pairing goes on. */
    forgetDetails: call(s.nothing).returns<undefined>(),
    /** Starts the ordered check, or starts it anew. `trust`: the person compared this certificate and trusts it. */
    check: call(v.object({ trust: v.optional(s.fingerprint) })).returns<undefined, 'process-failed'>(),
    cancelCheck: call(s.nothing).returns<undefined>(),
    /** Makes and stores a key after a passed check, starts the node in front of the LND, and takes it into use. */
    connect: call(
      v.object({ rights: v.picklist(['pay-and-receive', 'receive-only']), keepGivenKey: v.boolean() })
    ).returns<PairedLnd, PairingFailure>(),
    /**
     * Needs no pairing under way: trusts the certificate that the LND in use shows now (`lnd-certificate-changed`), which
     * the person compared. `not-found`: it is not the one that LND showed last.
     */
    trustShown: call(v.object({ fingerprint: s.fingerprint })).returns<undefined, 'not-found'>()
  },
  invoices: {
    create: call(v.object({ amountSat: s.satAmount, memo: s.memo })).returns<Invoice, CreateInvoiceFailure>(),
    get: call(v.object({ paymentHash: s.paymentHash })).returns<Invoice, 'not-found'>(),
    /** Open ones first, then the latest others. */
    recent: call(v.object({ limit: s.pageSize })).returns<readonly Invoice[]>(),
    /** Asks the node now, whatever the invoice's state. */
    check: call(v.object({ paymentHash: s.paymentHash })).returns<
      Invoice,
      'not-found' | 'not-connected' | 'node-silent'
    >(),
    /** Asks for a file name and writes the PNG. `false`: the person cancelled. */
    saveQr: call(v.object({ paymentHash: s.paymentHash, png: s.png })).returns<
      boolean,
      'write-failed' | 'not-found'
    >(),
    /** Copies the PNG to the clipboard as a picture. */
    copyQr: call(v.object({ paymentHash: s.paymentHash, png: s.png })).returns<
      undefined,
      'not-copied' | 'not-found'
    >()
  },
  pay: {
    /** Finds out what a text contains, without network access. */
    inspect: call(
      v.object({ text: s.inputText, messageId: v.optional(s.messageId) })
    ).returns<PayInputView>(),
    inspectClipboard: call(s.nothing).returns<{ readonly text: string; readonly view: PayInputView }>(),
    /**
     * Journals the payment and sends it. Returns the row in `sending`; the outcome comes as an event. Above the limits
     * main first asks the person in a system dialog; `needs-confirmation`: they did not agree.
     */
    send: call(
      v.object({
        invoice: s.invoiceText,
        /** The amount that the person saw. Main refuses if the invoice has another one. */
        expectedAmountMsat: s.msatAmount,
        /** The person chose to retry a payment with an unknown outcome, after reading what that means. */
        retryUnknown: v.optional(v.boolean(), false),
        messageId: v.optional(s.messageId)
      })
    ).returns<Payment, PayRefusal>(),
    /** Asks the node about an unknown outcome without sending anything, if the node supports it. */
    checkAgain: call(v.object({ paymentHash: s.paymentHash })).returns<PaymentCheck, CheckFailureCode>(),
    get: call(v.object({ paymentHash: s.paymentHash })).returns<PayCard, 'not-found'>()
  },
  inbox: {
    conversations: call(
      v.object({ limit: s.pageSize, before: v.optional(s.seq), query: v.optional(s.searchText) })
    ).returns<{
      readonly conversations: readonly Conversation[]
      readonly more: boolean
    }>(),
    /**
     * A window of one thread, oldest first: the last messages, those before or after a seq, or those around one.
     * `limit` counts messages of people. Machine messages are returned as runs: those between the window's messages
     * and, at an end of the thread, those beyond it.
     */
    thread: call(
      v.object({
        pubkey: s.pubkey,
        limit: s.pageSize,
        at: v.optional(
          v.variant('kind', [
            v.object({ kind: v.literal('before'), seq: s.seq }),
            v.object({ kind: v.literal('after'), seq: s.seq }),
            v.object({ kind: v.literal('around'), seq: s.seq })
          ])
        )
      })
    ).returns<{
      readonly messages: readonly Message[]
      readonly machine: readonly MachineRun[]
      /**
       * Gaps within the window. The window's time includes the entry that the request names and, at the end of the
       * thread, now.
       */
      readonly gaps: readonly OfflineGap[]
      readonly older: boolean
      readonly newer: boolean
    }>(),
    /** The messages of a machine run, oldest first. */
    machineRun: call(
      v.object({ pubkey: s.pubkey, fromSeq: s.seq, toSeq: s.seq, limit: s.pageSize })
    ).returns<{ readonly messages: readonly Message[]; readonly more: boolean }>(),
    /** Newest first. Machine messages are not searched. */
    search: call(
      v.object({
        query: s.searchText,
        /** Searches only this conversation. */
        pubkey: v.optional(s.pubkey),
        limit: s.pageSize,
        before: v.optional(s.seq)
      })
    ).returns<{
      readonly found: readonly FoundMessage[]
      readonly more: boolean
    }>(),
    /** Marks everything up to and including this seq as read. */
    markRead: call(v.object({ pubkey: s.pubkey, upToSeq: s.seq })).returns<undefined>(),
    markAllRead: call(s.nothing).returns<undefined>(),
    setSender: call(
      v.object({
        pubkey: s.pubkey,
        petname: v.pipe(v.string(), v.maxLength(100)),
        muted: v.boolean(),
        minSats: s.satAmount
      })
    ).returns<undefined, 'store-failed'>(),
    /**
     * Journals a message and sends it. Returns the message in `sending`; the outcome comes as an event. A second call
     * with the same `draftId` sends nothing and returns the same message.
     */
    send: call(
      v.object({
        draftId: s.draftId,
        pubkey: s.pubkey,
        text: s.messageText,
        replyToId: v.optional(s.messageId),
        /** The maximum cost that the person was shown. */
        maxCostSat: s.satAmount
      })
    ).returns<Message, SendRefusal>(),
    /**
     * Creates an invoice and sends it as a message, like `send`. If the message is not sent, the invoice stays open.
     */
    requestPayment: call(
      v.object({
        draftId: s.draftId,
        pubkey: s.pubkey,
        amountSat: s.satAmount,
        memo: s.memo,
        maxCostSat: s.satAmount
      })
    ).returns<Message, SendRefusal | CreateInvoiceFailure>(),
    /** Sends a message of ours again that failed or has an unknown outcome. */
    resend: call(
      v.object({
        id: s.messageId,
        /** The person chose to resend a message with an unknown outcome, after reading what that means. */
        retryUnknown: v.boolean()
      })
    ).returns<Message, SendRefusal | 'not-found'>(),
    /** Saves the whole data of a message to a file. `false`: the person cancelled. */
    saveData: call(v.object({ id: s.messageId })).returns<boolean, 'not-found' | 'write-failed'>()
  },
  activity: {
    page: call(
      v.object({
        filter: v.picklist(ACTIVITY_FILTERS),
        query: s.searchText,
        limit: s.pageSize,
        cursor: v.optional(v.object({ at: s.millis, key: s.activityKey }))
      })
    ).returns<ActivityPage>(),
    /**
     * Cursors of every `every`-th row, newest first, so that a list of any length can be drawn to scale and read at any
     * place: `cursors[i]` starts the page that follows the first `(i + 1) * every` rows.
     */
    anchors: call(
      v.object({
        filter: v.picklist(ACTIVITY_FILTERS),
        query: s.searchText,
        every: v.pipe(v.number(), v.integer(), v.minValue(20), v.maxValue(500))
      })
    ).returns<{ readonly count: number; readonly cursors: readonly ActivityCursor[] }>(),
    totals: call(
      v.object({ filter: v.picklist(ACTIVITY_FILTERS), query: s.searchText })
    ).returns<ActivityTotals>(),
    details: call(v.object({ key: s.activityKey })).returns<ActivityDetails, 'not-found'>(),
    /**
     * Asks for a file name and writes the rows that match filter and search, newest first. `exporting` events report
     * the progress. Returns the number of rows, or `undefined` if the person cancelled the dialog or the export.
     */
    export: call(
      v.object({
        format: v.picklist(EXPORT_FORMATS),
        filter: v.picklist(ACTIVITY_FILTERS),
        query: s.searchText
      })
    ).returns<number | undefined, 'write-failed' | 'already-exporting'>(),
    /**
     * Asks for a folder and writes all records of the node into a new folder in it: the activity list with its proofs,
     * and the messages. Otherwise like `export`.
     */
    exportAll: call(v.object({ format: v.picklist(EXPORT_FORMATS) })).returns<
      number | undefined,
      'write-failed' | 'already-exporting'
    >(),
    /** Cancels the running export and deletes what it wrote. */
    cancelExport: call(s.nothing).returns<undefined>(),
    /** Saves the proof of a payment as a file that anybody can verify. `false`: the person cancelled. */
    saveProof: call(v.object({ paymentHash: s.paymentHash })).returns<
      boolean,
      'not-found' | 'no-proof' | 'write-failed'
    >(),
    setNote: call(v.object({ key: s.activityKey, note: s.note })).returns<
      undefined,
      'not-found' | 'store-failed'
    >()
  },
  settings: {
    /**
     * Raising a spending limit needs the person's consent in a system dialog; `needs-confirmation`: they did not agree.
     */
    change: call(SettingsPatchSchema).returns<Settings, 'store-failed' | 'needs-confirmation'>()
  }
}

export type ContractCalls = typeof calls

/** Where an event outside the window leads: a notification, a link, the tray. It only navigates and never acts. */
export type OpenTarget =
  | { readonly to: 'inbox' }
  | { readonly to: 'conversation'; readonly pubkey: Pubkey; readonly seq: number }
  | { readonly to: 'pay'; readonly text: string; readonly from?: 'link' }
  | { readonly to: 'receive' }
  | { readonly to: 'invoice'; readonly paymentHash: string }
  | { readonly to: 'activity'; readonly key: string | undefined }
  | { readonly to: 'settings' }

/** What changed in the store since the last event. The renderer requests again what it shows of it. */
export interface Changed {
  readonly revision: number
  /** Conversations with new or changed messages. */
  readonly conversations: readonly string[]
  /** Messages of ours. */
  readonly messages: readonly Message[]
  readonly payments: readonly Payment[]
  readonly invoices: readonly Invoice[]
}

/** All events from main to the renderer. */
export interface Events {
  /** The new state as a whole. Revisions older than the current one are ignored. */
  readonly state: AppState
  readonly changed: Changed
  readonly open: OpenTarget
  readonly exporting: ExportProgress
}

export const EVENT_NAMES = [
  'state',
  'changed',
  'open',
  'exporting'
] as const satisfies readonly (keyof Events)[]

/** What the preload puts on `window.imp`. */
export type ImpApi = Invokers<ContractCalls> & {
  /** Returns a function that removes the listener. */
  readonly on: <E extends keyof Events>(event: E, listener: (payload: Events[E]) => void) => () => void
}
