import { screen } from '@testing-library/svelte'
import type { Message } from '../../../../../src/shared/domain/message'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import type { Outgoing } from '../../../../../src/shared/domain/outgoing'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, sampleMessage, type FakeInbox } from '../../../../support/fakes/fake-inbox'
import { MIRA, NOW, sampleState } from '../../../../support/fixtures/samples'
import { showApp } from '../../show-app'

/** What a node offers that sends messages. */
export const capabilities = { ...NO_CAPABILITIES, sendMessage: true }
export const sent: Outgoing = {
  state: 'sent',
  failure: undefined,
  unknown: undefined,
  nodeText: undefined,
  said: undefined,
  attempts: 1,
  sentAt: NOW
}
/** A message of ours in the thread with Mira. */
export const own = (patch: Partial<Outgoing>): Message =>
  sampleMessage({ seq: 2, direction: 'out', text: 'Is it on its way?', outgoing: { ...sent, ...patch } })

/** Opens the thread with Mira, at a node that sends messages. */
export async function open(...more: readonly Message[]): Promise<{ imp: FakeImp; inbox: FakeInbox }> {
  const inbox = fakeInbox({
    messages: [sampleMessage({ seq: 1, text: 'Two bags are ready.' }), ...more],
    petnames: new Map([[MIRA, 'Mira']])
  })
  const imp = fakeImp(sampleState({ capabilities }), inbox.answers)
  await showApp(imp)
  await screen.findByRole('log')
  return { imp, inbox }
}
