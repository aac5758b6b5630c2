import type { ImpNode } from '../../../../src/main/node-client/api'
import type { Judged } from './calls'

/**
 * A stream of paid invoices: it ends once, also if the wallet ends it, and every event before has the declared form.
 */
export async function watchCase(node: ImpNode, silenceMs: number): Promise<() => Judged> {
  const problems: string[] = []
  let ends = 0
  await new Promise<void>((resolve) => {
    const watch = node.watchInvoices(0n, {
      paid: ({ settleIndex, paymentHash, settledAt }) => {
        if (ends > 0) problems.push('a paid invoice after the end')
        const isSound = settleIndex >= 0n && /^[0-9a-f]{64}$/u.test(paymentHash) && settledAt >= 0
        if (!isSound) problems.push(`a paid invoice that cannot be: ${paymentHash}`)
      },
      ended: () => {
        ends += 1
        clearTimeout(timer)
        resolve()
      }
    })
    const timer = setTimeout(() => watch?.cancel(), silenceMs)
  })
  await new Promise(setImmediate)
  return () => {
    if (ends > 1) problems.push(`it ended ${ends} times`)
    return problems.length === 0 ? { kind: 'ended' } : { kind: 'ended', problem: problems.join('; ') }
  }
}
