import { full } from '../inbox-samples'
import { savedNode } from '../../support/fixtures/samples'
import type { Scenes } from '../scene'

/** What goes wrong at the start, as far as the page shows it. The rest are dialogs of the system. */

const gone = savedNode({ address: 'shop.example:8881', security: { kind: 'tls' } })

export const scenes: Scenes = {
  'start-failed': {
    route: { screen: 'inbox' },
    answers: { app: { snapshot: () => new Promise(() => undefined) } },
    play: ({ app }) => {
      app.broken = 'internal'
    }
  },
  'start-records-gone': {
    state: {
      node: undefined,
      nodes: [gone],
      recordsGone: gone,
      connection: { phase: 'idle' }
    },
    route: { screen: 'inbox' }
  },
  'start-disk-full': { state: { storageUnavailable: true }, route: { screen: 'inbox' }, answers: full },
  'start-keychain-locked': {
    state: { secretStorage: 'memory' },
    route: { screen: 'settings', section: 'connection' }
  },
  'start-key-forgotten': {
    state: { secretStorage: 'memory', connection: { phase: 'blocked', failure: { code: 'key-refused' } } },
    route: { screen: 'pay' },
    play: () => document.querySelector<HTMLElement>('nav button[aria-haspopup]')?.click()
  }
}
