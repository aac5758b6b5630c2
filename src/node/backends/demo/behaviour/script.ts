import { sat, satToMsat } from '../../../../shared/money'
import type { ControlledNode } from '../control/demo-control'
import { pause } from './pause'

export interface Line {
  /** Delay after the previous line. */
  readonly afterMs: number
  readonly from: string
  readonly text: string
  readonly amountSat?: bigint
  readonly serviceType?: string
  /** Appended to the text on a line of its own. The sender is not always the payee. */
  readonly invoice?: { readonly payee: string; readonly amountSat: bigint; readonly memo: string }
}

const KEEP_ALIVE_MS = 60_000

/** A few minutes of messages, with every kind of message that the wallet distinguishes. */
export const SCRIPT: readonly Line[] = [
  { afterMs: 1_200, from: 'Mira', text: 'Two bags of Sidamo are packed and ready to post.' },
  {
    afterMs: 2_500,
    from: 'Mira',
    text: 'The courier wants paying directly. This is their invoice, not mine.',
    invoice: { payee: 'Ostkurier', amountSat: 2_500n, memo: 'Courier, parcel 7741-02' }
  },
  { afterMs: 8_000, from: 'Jonas', text: 'Logo round two is up, same folder as before.', amountSat: 1_204n },
  { afterMs: 4_000, from: 'Tallinn exit', text: '{"type":"handshake","seq":1}', serviceType: 'vpn' },
  { afterMs: 500, from: 'Tallinn exit', text: '{"type":"handshake","seq":2}', serviceType: 'vpn' },
  {
    afterMs: 12_000,
    from: 'Mira',
    text: 'And the beans themselves, whenever it suits you.',
    invoice: { payee: 'Mira', amountSat: 21_000n, memo: '2 × Sidamo, 250 g, whole beans' }
  },
  {
    afterMs: 25_000,
    from: 'Riso Print Co-op',
    text: 'Proofs are dry, pick-up from Thursday.',
    invoice: { payee: 'Riso Print Co-op', amountSat: 9_300n, memo: 'Riso paper, A3, 200 sheets' }
  },
  {
    afterMs: 40_000,
    from: 'Hackerspace Lab',
    text: 'The rent is due.',
    invoice: { payee: 'Hackerspace Lab', amountSat: 1_284_000n, memo: 'Workshop rent, fourth quarter' }
  }
]

/**
 * Sends the lines. Each line waits for a subscriber, because a node without the extension does not replay. Records in
 * `invoiceMessages` which message carried which invoice, by payment hash.
 */
export async function playScript(
  node: ControlledNode,
  lines: readonly Line[],
  invoiceMessages: Map<string, string>,
  life: AbortSignal
): Promise<void> {
  for (const line of lines) {
    if (!(await subscribed(node, life)) || !(await pause(line.afterMs, life))) return
    if (!(await subscribed(node, life))) return
    sendLine(node, line, invoiceMessages)
  }
  while (await pause(KEEP_ALIVE_MS, life)) {
    node.control.sendMessage({
      from: 'Tallinn exit',
      data: '{"type":"keep-alive"}',
      serviceType: 'vpn'
    })
  }
}

function sendLine(node: ControlledNode, line: Line, invoiceMessages: Map<string, string>): void {
  const { from, text, amountSat, serviceType, invoice } = line
  const terms = {
    from,
    ...(amountSat === undefined ? {} : { amountSat }),
    ...(serviceType === undefined ? {} : { serviceType })
  }
  if (invoice === undefined) {
    node.control.sendMessage({ ...terms, data: text })
    return
  }
  const made = node.control.peerInvoice({
    from: invoice.payee,
    amountMsat: satToMsat(sat(invoice.amountSat)),
    memo: invoice.memo
  })
  const { id } = node.control.sendMessage({ ...terms, data: `${text}\n${made.invoice}` })
  if (invoice.payee === from) invoiceMessages.set(made.paymentHash, id)
}

/** Resolves with false if the behaviour was stopped before anybody subscribed. */
function subscribed(node: ControlledNode, life: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const check = () => {
      if (!life.aborted && node.messages.subscribers === 0) return
      stop()
      resolve(!life.aborted)
    }
    const stopListening = node.changes.listen(check)
    const stop = () => {
      stopListening()
      life.removeEventListener('abort', check)
    }
    life.addEventListener('abort', check)
    check()
  })
}
