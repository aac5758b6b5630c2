import { waitFor } from '@testing-library/svelte'
import { expect } from 'vitest'
import { fakeImp, type FakeImp, type SomeAnswers } from '../../../../support/fakes/fake-imp'
import { sampleCard, sampleState } from '../../../../support/fixtures/samples'
import type { PayCard, PayInputView } from '../../../../../src/shared/domain/pay-card'
import { ok } from '../../../../../src/shared/result'
import { argsOf, showApp, type } from '../../show-app'

export const payRoute = { screen: 'pay' } as const

/** The Pay screen with one invoice entered. */
export async function withCard(
  patch: Partial<PayCard> = {},
  answers: SomeAnswers['pay'] = {}
): Promise<FakeImp> {
  return await withView({ kind: 'cards', cards: [sampleCard(patch)] }, answers)
}

export async function withView(view: PayInputView, answers: SomeAnswers['pay'] = {}): Promise<FakeImp> {
  const fake = fakeImp(sampleState(), { pay: { inspect: () => ok(view), ...answers } })
  await showApp(fake, payRoute)
  await type('Invoice', 'lnbc25u1')
  await waitFor(() => expect(argsOf(fake, 'pay.inspect')).toHaveLength(1))
  return fake
}
