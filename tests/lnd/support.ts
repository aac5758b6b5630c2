import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { BackendFailure } from '../../src/node/backend'
import type { LndAccess } from '../../src/node/backends/lnd/lnd-access'
import { openDatabaseWith } from '../../src/node/cli/open-database'
import { startImpNode, type RunningImpNode } from '../../src/node/start-imp-node'
import { parseListenAddress } from '../../src/node/net/listen-address'
import { BareClient } from '../contract/node/bare-client'
import type { HeldInvoice, NodeRig } from '../contract/node/shared/rig'
import { holdCall } from './hold-invoice'
import { sendKeysend, signedText } from './keysend'
import { until } from './processes'
import type { TestLnd } from './test-lnd'

export interface OpenedNode {
  readonly node: RunningImpNode
  readonly client: BareClient
  /** `host:port` of the HTTP gateway. */
  readonly http: string
  /** What the node reported of its LND, in order. */
  readonly failures: readonly (BackendFailure | undefined)[]
  stop(): Promise<void>
}

export interface NodeTerms {
  /** Default: as an admin. */
  readonly readAccess?: () => LndAccess
  readonly dataFolder?: string
}

/** A new empty folder, removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imp-node-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts a node in front of this LND, and stops it after the test. */
export async function openNode(lnd: TestLnd, terms: NodeTerms = {}): Promise<OpenedNode> {
  const dataFolder = terms.dataFolder ?? temporaryFolder()
  const failures: (BackendFailure | undefined)[] = []
  const node = await startImpNode({
    grpc: parseListenAddress('127.0.0.1:0'),
    http: parseListenAddress('127.0.0.1:0'),
    readAccess: terms.readAccess ?? (() => lnd.access()),
    network: 'regtest',
    dataFolder,
    apiKey: undefined,
    tls: undefined,
    openDatabase: openDatabaseWith(createRequire(import.meta.url)),
    onFailure: (failure) => void failures.push(failure)
  })
  const client = new BareClient({ address: node.addresses.grpc, generation: 1 }, { extension: true })
  let open = true
  const stop = async () => {
    if (!open) return
    open = false
    client.close()
    await node.stop()
  }
  onTestFinished(stop)
  return { node, client, http: node.addresses.http ?? '', failures, stop }
}

export const sha256 = (hex: unknown): string =>
  createHash('sha256')
    .update(Buffer.from(String(hex), 'hex'))
    .digest('hex')

export async function invoiceOf(lnd: TestLnd, sats: number, terms: object = {}) {
  const made = await lnd.call('lnrpc.Lightning/AddInvoice', { value: String(sats), ...terms })
  return { invoice: made.payment_request, paymentHash: Buffer.from(made.r_hash).toString('hex') }
}

/** The states of all payments to this hash in LND's own list. */
export async function paymentsOf(lnd: TestLnd, hash: string): Promise<string[]> {
  const { payments } = await lnd.call('lnrpc.Lightning/ListPayments', {
    include_incomplete: true,
    max_payments: '100000'
  })
  return payments.filter((one) => one.payment_hash === hash).map((one) => one.status)
}

export async function invoiceState(lnd: TestLnd, hash: string): Promise<string> {
  const { state } = await lnd.call('lnrpc.Lightning/LookupInvoice', { r_hash: Buffer.from(hash, 'hex') })
  return state
}

/** An invoice whose payments this LND holds back. */
export async function heldInvoiceOf(lnd: TestLnd, sats: number, memo = ''): Promise<HeldInvoice> {
  const preimage = randomBytes(32)
  const hash = createHash('sha256').update(preimage).digest()
  const paymentHash = hash.toString('hex')
  const made = await holdCall(lnd, 'AddHoldInvoice', { hash, value: String(sats), memo })
  return {
    invoice: 'payment_request' in made ? String(made.payment_request) : '',
    paymentHash,
    held: async () => {
      await until('the payment to be held', 30, async () =>
        (await invoiceState(lnd, paymentHash)) === 'ACCEPTED' ? true : undefined
      )
    },
    settle: async () => void (await holdCall(lnd, 'SettleInvoice', { preimage })),
    cancel: async () => void (await holdCall(lnd, 'CancelInvoice', { payment_hash: hash }))
  }
}

/** A node with the backend `own`. It has a channel with `other`, or reaches it through another node. */
export async function lndRig(own: TestLnd, other: TestLnd): Promise<NodeRig> {
  const { client, http } = await openNode(own)
  const pubkey = await own.pubkey()
  return {
    client,
    http,
    pubkey,
    peer: await other.pubkey(),
    holdParts: () => () => undefined,
    peerInvoice: ({ sats = 0, expirySeconds = 3_600 }) =>
      invoiceOf(other, sats, { expiry: String(expirySeconds) }),
    heldInvoice: (sats) => heldInvoiceOf(other, sats),
    peerPays: async (invoice) => {
      const terms = { payment_request: invoice, timeout_seconds: 30, fee_limit_sat: '10' }
      const { status } = await other.last('routerrpc.Router/SendPaymentV2', terms)
      if (status !== 'SUCCEEDED') throw new Error(`the payment ended as ${status}`)
    },
    peerSends: async (data) => void (await sendKeysend(other, pubkey, await signedText(other, pubkey, data))),
    // Calls of one connection are served in order: the answer shows that the stream was opened or ended before.
    subscribed: async () => void (await client.call('Node/GetInfo')),
    executions: async (hash) => (await paymentsOf(own, hash)).filter((one) => one === 'SUCCEEDED').length
  }
}
