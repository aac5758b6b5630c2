import { NO_CAPABILITIES } from '../../../src/shared/domain/node'
import { fail } from '../../../src/shared/result'
import { cards, EXIT, full, odd, own } from '../inbox-samples'
import type { Scenes } from '../scene'

const sends = { capabilities: { ...NO_CAPABILITIES, sendMessage: true } }
function write(text: string): void {
  const area = document.querySelector<HTMLTextAreaElement>('[aria-label^="Message to"]')
  if (area === null) return
  area.value = text
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

const route = { screen: 'inbox' } as const
const state = { unread: 3 }

export const scenes: Scenes = {
  inbox: { state, route, answers: full },
  'inbox-empty': { route },
  'inbox-cards': {
    route,
    answers: cards,
    play: async ({ click }) => {
      await new Promise((resolve) => setTimeout(resolve, 800))
      await click(/^Pay 1,284,000/u)
    }
  },
  'inbox-odd': { route, answers: odd },
  'inbox-own': { state: sends, route, answers: own },
  'inbox-writing': {
    state: sends,
    route,
    answers: full,
    play: async ({ click }) => {
      await click('Reply')
      write('Yes, please.\n\nAnd send the bill for the courier to me, not to the shop.')
    }
  },
  'inbox-writing-refused': {
    state: sends,
    route,
    answers: { inbox: { ...full.inbox, send: () => fail('not-connected') } },
    play: async ({ click }) => {
      write('Yes, please.')
      await new Promise((resolve) => setTimeout(resolve, 50))
      await new Promise((resolve) => setTimeout(resolve, 800))
      await click('Send for 1 sat')
    }
  },
  'inbox-request': {
    state: sends,
    route,
    answers: full,
    play: async ({ click }) => {
      await click('Request payment')
    }
  },
  'inbox-machine': { state, route: { screen: 'inbox', pubkey: EXIT }, answers: full },
  'inbox-sender': {
    state,
    route,
    answers: full,
    play: async ({ click }) => {
      await click('Options for this sender')
    }
  },
  'inbox-search': {
    state,
    route,
    answers: full,
    play: async ({ click }) => {
      const field = document.querySelector<HTMLInputElement>('input[type="search"]')
      if (field === null) return
      field.value = 'letter number 42'
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((resolve) => setTimeout(resolve, 400))
      await click(/number 42/u)
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
  }
}
