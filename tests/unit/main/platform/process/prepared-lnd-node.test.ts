import { expect, it, vi } from 'vitest'
import { PreparedLndNode } from '../../../../../src/main/platform/process/prepared-lnd-node'
import { fakeLndNodes } from '../../../../support/fakes/fake-lnd-node'

function setUp() {
  const processes = fakeLndNodes(() => undefined)
  const prepared = new PreparedLndNode(
    processes.start,
    () => Promise.resolve(),
    (_where, error) => {
      throw error
    }
  )
  const listener = { check: vi.fn(), status: vi.fn(), lost: vi.fn() }
  return { ...processes, prepared, listener }
}

it('A start takes the process that was prepared, and gets its events from then on', () => {
  const { prepared, nodes, last, listener } = setUp()
  prepared.prepare()
  prepared.prepare()
  expect(nodes).toHaveLength(1)
  prepared.start(listener)
  expect(nodes).toHaveLength(1)
  last().status({ status: 'ok', detail: undefined, shown: undefined, retryAt: undefined })
  expect(listener.status).toHaveBeenCalledOnce()
  last().crash()
  expect(listener.lost).toHaveBeenCalledOnce()
})

it('A start without a prepared process starts one, also if the prepared one has crashed', () => {
  const { prepared, nodes, last, listener } = setUp()
  prepared.start(listener)
  expect(nodes).toHaveLength(1)
  prepared.prepare()
  last().crash()
  prepared.start(listener)
  expect(nodes).toHaveLength(3)
  expect(listener.lost).not.toHaveBeenCalled()
})

it('A prepared process ends when it is discarded, unless it was taken', () => {
  const { prepared, nodes, last, listener } = setUp()
  prepared.prepare()
  prepared.discard()
  expect(last().stopped).toBe(true)
  prepared.prepare()
  prepared.start(listener)
  prepared.discard()
  expect(nodes[1]?.stopped).toBe(false)
})
