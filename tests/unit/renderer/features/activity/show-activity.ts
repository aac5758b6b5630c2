import { screen } from '@testing-library/svelte'
import type { ActivityDetails, ActivityRow } from '../../../../../src/shared/domain/activity'
import type { Payment } from '../../../../../src/shared/domain/payment'
import { fakeActivity } from '../../../../support/fakes/fake-activity'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { samplePayment, sampleState } from '../../../../support/fixtures/samples'
import { showApp } from '../../show-app'

export function impOf(rows: readonly ActivityRow[], details?: ActivityDetails): FakeImp {
  return fakeImp(sampleState(), fakeActivity(rows, () => details).answers)
}
export const paymentDetails = (patch: Partial<Payment>): ActivityDetails => ({
  kind: 'payment',
  payment: samplePayment(patch),
  payeeName: 'Ostkurier',
  message: undefined
})
export const findRow = (name: RegExp) => screen.findByRole('button', { name })
export const findDrawer = () => screen.findByRole('complementary', { name: 'Details' })
export const openActivity = (imp: FakeImp, key?: string) =>
  showApp(imp, key === undefined ? { screen: 'activity' } : { screen: 'activity', key })
