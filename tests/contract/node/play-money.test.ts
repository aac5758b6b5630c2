import { describe } from 'vitest'
import { msat, sat, satToMsat } from '../../../src/shared/money'
import { nodeContract } from './shared/node-contract'
import type { NodeRig, RigTerms } from './shared/rig'
import { connect, runNode } from './support'

async function demoRig({ isFar = false }: RigTerms = {}): Promise<NodeRig> {
  const node = await runNode({ extension: true, messageFeeMsat: msat(isFar ? 1_000n : 0n) })
  const client = connect(node, { extension: true })
  const { control, ledger } = node
  const peer = ledger.peer('Mira')
  if (peer === undefined) throw new Error('the demo node has no peer Mira')
  const amountOf = (sats: number | undefined) =>
    sats === undefined ? {} : { amountMsat: satToMsat(sat(BigInt(sats))) }
  const peerInvoice: NodeRig['peerInvoice'] = ({ sats, ...terms }) =>
    Promise.resolve(control.peerInvoice({ from: 'Mira', ...amountOf(sats), ...terms }))
  return {
    client,
    http: node.httpAddress,
    pubkey: node.pubkey,
    peer: peer.pubkey,
    peerInvoice,
    heldInvoice: async (sats) => {
      const made = await peerInvoice({ sats })
      control.holdPayments()
      const release = (outcome: 'settle' | 'fail') => {
        control.releasePayments(outcome)
        return Promise.resolve()
      }
      return {
        ...made,
        held: () =>
          node.changes.until(
            'the payment is held',
            () => ledger.payments.byHash(made.paymentHash)?.state === 'in-flight'
          ),
        settle: () => release('settle'),
        cancel: () => release('fail')
      }
    },
    peerPays: (invoice) => {
      const paid = control.payInvoice(invoice, 'Mira')
      return paid.ok ? Promise.resolve() : Promise.reject(new Error(paid.error.detail))
    },
    peerSends: (data) => {
      control.sendMessage({ from: 'Mira', data })
      return Promise.resolve()
    },
    holdParts: () => {
      control.holdParts()
      return () => {
        control.releaseParts(0)
      }
    },
    subscribed: (count) => control.subscribed(count),
    executions: (paymentHash) => Promise.resolve(ledger.payments.byHash(paymentHash)?.executions ?? 0)
  }
}

describe('the node over play money', () => nodeContract(demoRig))
