import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../../../src/shared/result'
import { sampleMessage } from '../../../../support/fakes/fake-inbox'
import { COURIER, MIRA } from '../../../../support/fixtures/samples'
import { showApp } from '../../show-app'
import { findConversation, inboxOf } from './show-inbox'

describe('the search in the inbox', () => {
  const words = ['The parcel is on its way', 'Thank you', 'Which parcel do you mean?']

  it('finds messages, highlights the terms and opens the message', async () => {
    const { imp } = inboxOf(words.map((text, i) => sampleMessage({ seq: i + 1, text })))
    const app = await showApp(imp)
    await fireEvent.input(await screen.findByRole('searchbox'), { target: { value: 'parcel' } })
    const hits = await waitFor(() => {
      const found = screen.getAllByRole('button').filter((button) => button.querySelector('mark') !== null)
      expect(found).toHaveLength(2)
      return found
    })
    await fireEvent.click(hits[1] ?? document.body)
    expect(app.router.route).toEqual({ screen: 'inbox', pubkey: MIRA, seq: 1 })
  })

  it('shows that nothing matches, and leads back to all conversations', async () => {
    const { imp } = inboxOf([sampleMessage()])
    await showApp(imp)
    await fireEvent.input(await screen.findByRole('searchbox'), { target: { value: 'kochere' } })
    expect(await screen.findByText('Nothing matches “kochere”')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Show all' }))
    expect(await findConversation(/^Mira/u)).toBeTruthy()
  })

  it('stays within one conversation when it is started there', async () => {
    const { imp } = inboxOf([
      sampleMessage({ seq: 1, from: COURIER, text: 'parcel' }),
      sampleMessage({ seq: 2 })
    ])
    await showApp(imp)
    await fireEvent.click(await screen.findByRole('button', { name: 'Search this conversation' }))
    await fireEvent.input(screen.getByRole('searchbox', { name: 'Search Mira' }), {
      target: { value: 'parcel' }
    })
    await waitFor(() =>
      expect(imp.calls.find((call) => call.name === 'inbox.search')?.args).toMatchObject({ pubkey: MIRA })
    )
    expect(await screen.findByText('Nothing matches “parcel”')).toBeTruthy()
  })

  it('leaves the conversation it was started in when another one is opened', async () => {
    const { imp } = inboxOf([sampleMessage({ seq: 1, from: COURIER }), sampleMessage({ seq: 2 })])
    const app = await showApp(imp)
    await fireEvent.click(await screen.findByRole('button', { name: 'Search this conversation' }))
    await screen.findByRole('searchbox', { name: 'Search Mira' })
    app.router.go({ screen: 'inbox', pubkey: COURIER })
    await screen.findByRole('searchbox', { name: 'Search all messages' })
    expect(screen.queryByText(/^Only in/u)).toBeNull()
  })

  it('shows only the latest query, whichever answer comes last', async () => {
    const { imp } = inboxOf([sampleMessage()])
    const answers = new Map<string, () => void>()
    imp.answer({
      inbox: {
        search: ({ query }) =>
          new Promise((resolve) => {
            answers.set(query, () =>
              resolve(
                ok({
                  found: [
                    {
                      seq: 1,
                      from: MIRA,
                      name: 'Mira',
                      direction: 'in',
                      at: 0,
                      snippet: `answer to ${query}`
                    }
                  ],
                  more: false
                })
              )
            )
          })
      }
    })
    await showApp(imp)
    const field = await screen.findByRole('searchbox')
    await fireEvent.input(field, { target: { value: 'one' } })
    await waitFor(() => expect(answers.has('one')).toBe(true))
    await fireEvent.input(field, { target: { value: 'two' } })
    await waitFor(() => expect(answers.has('two')).toBe(true))
    answers.get('two')?.()
    answers.get('one')?.()
    await waitFor(() => expect(document.querySelector('mark')?.textContent).toBe('two'))
    expect(document.body.textContent).not.toContain('answer to one')
  })
})
