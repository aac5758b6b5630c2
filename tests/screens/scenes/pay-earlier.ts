import type { NodeId } from '../../../src/shared/domain/ids'
import type { OtherAttempt, PayCard } from '../../../src/shared/domain/pay-card'
import { msat } from '../../../src/shared/money'
import { fail, ok } from '../../../src/shared/result'
import { NOW, sampleCard } from '../../support/fixtures/samples'
import { own } from '../lnd-state'
import type { Scene, Scenes } from '../scene'

/** Pay cards about which the journals know something: an earlier payment, or that there is none. */

const card = (patch: Partial<PayCard>, play?: Scene['play']): Scene => {
  const one = sampleCard({ largestFeeMsat: msat(25_000n), ...patch })
  return {
    state: own,
    route: { screen: 'pay', text: one.invoice },
    answers: {
      pay: { inspect: () => ok({ kind: 'cards', cards: [one] }) },
      connection: { use: () => fail('not-found') }
    },
    ...(play === undefined ? {} : { play })
  }
}
const elsewhere = (patch: Partial<OtherAttempt>, play?: Scene['play']): Scene =>
  card(
    {
      verdict: { kind: 'refused', code: 'tried-elsewhere' },
      elsewhere: { node: 'till', state: 'unknown', erased: false, sentAt: NOW - 2_400_000, ...patch }
    },
    play
  )

export const scenes: Scenes = {
  'pay-never-paid': card({ neverPaid: 'anywhere', payeeName: undefined, warnings: ['payee-not-sender'] }),
  'pay-never-paid-here': card({ neverPaid: 'from-this-node' }),
  'pay-other-invoice': card({
    verdict: { kind: 'refused', code: 'other-invoice-same-hash' },
    otherInvoice: {
      ...{ amountMsat: msat(9_300_000n), payee: sampleCard().payee, payeeName: 'Riso Print Co-op' },
      ...{ state: 'failed', sentAt: NOW - 3 * 86_400_000 }
    }
  }),
  'pay-elsewhere': elsewhere({ nodeId: 'k3' as NodeId }),
  'pay-elsewhere-gone': elsewhere({ nodeId: 'k3' as NodeId }, ({ click }) => click('Open it in till')),
  'pay-elsewhere-forgotten': elsewhere({}),
  'pay-elsewhere-erased': elsewhere({ erased: true, state: 'succeeded' })
}
