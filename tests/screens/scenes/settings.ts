import type { Scene, Scenes } from '../scene'
import { sat } from '../../../src/shared/money'
import { COURIER, NOW, savedNode } from '../../support/fixtures/samples'
import { fail } from '../../../src/shared/result'

const identity = { pubkey: COURIER, network: 'mainnet' } as const
const at = (section: string, rest: Partial<Scene> = {}): Scene => ({
  route: { screen: 'settings', section },
  state: { identity },
  ...rest
})

export const scenes: Scenes = {
  settings: at('connection'),
  'settings-nodes': at('connection', {
    state: {
      identity,
      balanceSat: sat(1_240_500n),
      capabilities: {
        sendMessage: true,
        getChannels: true,
        listPayments: false,
        listInvoices: false,
        extension: false,
        limitsMessageFees: false
      },
      nodes: [
        savedNode(),
        savedNode({ id: 'n2', address: 'shop.example:8881', security: { kind: 'tls' } }),
        savedNode({ id: 'n3', address: '192.168.1.40:8881', security: { kind: 'plaintext' } })
      ]
    }
  }),
  'settings-offline': at('connection', {
    state: {
      identity,
      connection: { phase: 'backoff', attempt: 4, retryAt: NOW + 8000, failure: { code: 'refused' } }
    }
  }),
  'settings-limits': at('limits', {
    play: () => {
      const field = document.querySelector<HTMLInputElement>('#limits input')
      if (field === null) return
      field.value = 'a few'
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
    }
  }),
  'settings-privacy': at('privacy'),
  'settings-data': at('data'),
  'settings-look': at('look'),
  'settings-start': at('start'),
  'settings-about': at('about'),
  'settings-unwritable': at('look', {
    answers: { settings: { change: () => fail('store-failed') } },
    play: () => document.querySelector<HTMLInputElement>('input[value="dark"]')?.click()
  })
}
