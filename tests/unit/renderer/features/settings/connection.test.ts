import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { savedLnd } from '../../../../support/fixtures/sample-pairing'
import { sampleState, savedNode } from '../../../../support/fixtures/samples'
import { argsOf, click, showApp } from '../../show-app'

describe('the connection in Settings', () => {
  it.each([
    ['an LND', savedLnd('k1'), false],
    ['an IMP node', savedNode(), true]
  ] as const)(
    'leaves the node on request, and has its address to edit unless it was paired: %s',
    async (...of) => {
      const [, node, editable] = of
      const imp = fakeImp(sampleState({ node, nodes: [node] }))
      await showApp(imp, { screen: 'settings', section: 'connection' })
      expect(screen.queryByLabelText('Node address') !== null).toBe(editable)
      await click('Leave this node')
      expect(argsOf(imp, 'connection.leave')).toHaveLength(1)
      imp.setState({ node: undefined, connection: { phase: 'idle' } })
      await waitFor(() => expect(screen.queryByRole('button', { name: 'Leave this node' })).toBeNull())
    }
  )

  it('says for every kind of node that there is no keychain', async () => {
    const node = savedLnd('k1')
    const state = sampleState({ node, nodes: [node], secretStorage: 'memory' })
    await showApp(fakeImp(state), { screen: 'settings', section: 'connection' })
    expect(screen.getByText(/^This computer offers no keychain/u)).toBeTruthy()
  })
})
