import type { State } from '../../../../proto-types/generated/demo/demo/State'
import type { DemoCore } from '../demo-core'

/** The state of a node, as the control service returns it. */
export function stateOf(node: DemoCore): State {
  const { ledger, messages } = node
  const nameOf = (pubkey: string) => ledger.peers.find((peer) => peer.pubkey === pubkey)?.name ?? pubkey
  return {
    pubkey: node.pubkey,
    generation: node.generation,
    running: node.running,
    grpc: node.address,
    http: node.httpAddress,
    subscribers: messages.subscribers,
    messages_sent: messages.sent,
    messages_lost: messages.lost,
    held_parts: node.partGate.held,
    spendable_sat: (ledger.channels.spendableMsat() / 1000n).toString(),
    channels: ledger.channels.all().map(({ peer, localMsat, remoteMsat, pendingMsat }) => ({
      peer: peer.name,
      pubkey: peer.pubkey,
      local_msat: localMsat.toString(),
      remote_msat: remoteMsat.toString(),
      pending_msat: pendingMsat.toString()
    })),
    invoices: ledger.ownInvoices().map(({ paymentHash, bolt11, memo, amountMsat, paid }) => ({
      payment_hash: paymentHash,
      invoice: bolt11,
      memo,
      amount_msat: (amountMsat ?? 0n).toString(),
      paid: paid !== undefined,
      payer: paid === undefined ? '' : nameOf(paid.payer)
    })),
    payments: ledger.payments.all().map((payment) => ({
      payment_hash: payment.paymentHash,
      invoice: payment.bolt11,
      amount_msat: payment.amountMsat.toString(),
      payee: nameOf(payment.payee),
      state: payment.state,
      attempts: payment.attempts,
      executions: payment.executions
    })),
    calls: node.calls.all().map(({ method, transport, atMs, endedAtMs }) => ({
      method,
      transport,
      at_ms: atMs,
      ended_at_ms: endedAtMs ?? 0
    }))
  }
}
