import { fail, ok } from '../../../src/shared/result'
import { msat } from '../../../src/shared/money'
import type { Invoice } from '../../../src/shared/domain/invoice'
import { hashOf, NOW, sampleInvoice } from '../../support/fixtures/samples'
import type { Scene, Scenes } from '../scene'

const others = [
  sampleInvoice({
    paymentHash: hashOf('a2'),
    amountMsat: msat(2_500_000n),
    memo: 'Two zines, by post',
    expiresAt: NOW + 1_300_000
  }),
  sampleInvoice({
    paymentHash: hashOf('a3'),
    amountMsat: msat(120_000n),
    memo: 'Coffee fund',
    expiresAt: NOW + 23_000_000
  })
]

function showing(patch: Partial<Invoice>): Scene {
  const invoice = sampleInvoice(patch)
  return {
    route: { screen: 'receive', paymentHash: invoice.paymentHash },
    answers: { invoices: { recent: () => ok([invoice, ...others]), get: () => ok(invoice) } }
  }
}

export const scenes: Scenes = {
  'receive-empty': { route: { screen: 'receive' } },
  'receive-list': { route: { screen: 'receive' }, answers: { invoices: { recent: () => ok(others) } } },
  'receive-waiting': showing({}),
  'receive-paid': showing({ state: 'paid', paidAt: NOW - 60_000 }),
  'receive-expired': showing({ state: 'expired', expiresAt: NOW - 60_000 }),
  'receive-errors': {
    route: { screen: 'receive' },
    play: async ({ fill, click }) => {
      await fill('Amount', '-5')
      await fill('Memo', 'Logo sketches, second round, with the three alternatives. '.repeat(12))
      await click('Create invoice')
    }
  },
  'receive-refused': {
    route: { screen: 'receive' },
    answers: { invoices: { create: () => fail('invoice-mismatch') } },
    play: async ({ fill, click }) => {
      await fill('Amount', '48,000')
      await click('Create invoice')
    }
  }
}
