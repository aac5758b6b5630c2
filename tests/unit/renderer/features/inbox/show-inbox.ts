import { screen } from '@testing-library/svelte'
import type { AppState } from '../../../../../src/shared/domain/app-state'
import type { Message } from '../../../../../src/shared/domain/message'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, type FakeInbox, type FakeInboxOptions } from '../../../../support/fakes/fake-inbox'
import { COURIER, MIRA, sampleState } from '../../../../support/fixtures/samples'

const petnames = new Map([
  [MIRA, 'Mira'],
  [COURIER, 'Ostkurier']
])

export function inboxOf(
  messages: readonly Message[],
  {
    state = {},
    ...options
  }: Pick<FakeInboxOptions, 'looksLike'> & { readonly state?: Partial<AppState> } = {}
): { imp: FakeImp; inbox: FakeInbox } {
  const inbox = fakeInbox({ messages, petnames, ...options })
  return { imp: fakeImp(sampleState({ unread: 1, ...state }), inbox.answers), inbox }
}
export const findLog = () => screen.findByRole('log')
export const findConversation = (name: RegExp) => screen.findByRole('button', { name })
