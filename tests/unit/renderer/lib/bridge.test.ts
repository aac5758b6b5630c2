import { describe, expect, it } from 'vitest'
import { openBridge } from '../../../../src/renderer/lib/bridge'
import { fail } from '../../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../../support/fakes/fake-imp'
import { sampleState } from '../../../support/fixtures/samples'

const settled = () => new Promise((resolve) => setTimeout(resolve))

function bridge(fake: FakeImp) {
  const heard: string[] = []
  const close = openBridge(fake.api, {
    state: (state) => heard.push(`state ${state.revision}`),
    changed: (changed) => heard.push(`changed ${changed.revision}`),
    open: (target) => heard.push(`open ${target.to}`),
    missed: () => heard.push('missed'),
    failed: (code) => heard.push(`failed ${code}`)
  })
  return { heard, close }
}

const snapshots = (fake: FakeImp) => fake.calls.filter((call) => call.name === 'app.snapshot').length

describe('the bridge to main', () => {
  it('delivers the snapshot and what follows it', async () => {
    const fake = fakeImp(sampleState({ revision: 5 }))
    const { heard } = bridge(fake)
    await settled()
    fake.setState({ unread: 1 })
    fake.setChanged({})
    expect(heard).toEqual(['state 5', 'state 6', 'changed 7'])
  })

  it('ignores a snapshot that is older than a state received meanwhile', async () => {
    const fake = fakeImp(sampleState({ revision: 5 }))
    const { heard } = bridge(fake)
    fake.emit('state', sampleState({ revision: 6 }))
    await settled()
    expect(heard).toEqual(['state 6'])
  })

  it('requests everything again when an event was lost', async () => {
    const fake = fakeImp(sampleState({ revision: 5 }))
    const { heard } = bridge(fake)
    await settled()
    fake.emit('changed', { revision: 8, conversations: [], messages: [], payments: [], invoices: [] })
    await settled()
    expect(heard).toEqual(['state 5', 'missed', 'changed 8'])
    expect(snapshots(fake)).toBe(2)
  })

  it('reports why there is no state', async () => {
    const fake = fakeImp(sampleState(), { app: { snapshot: () => fail('internal' as never) } })
    const { heard } = bridge(fake)
    await settled()
    expect(heard).toEqual(['failed internal'])
  })

  it('delivers nothing after it was closed', async () => {
    const fake = fakeImp(sampleState())
    const { heard, close } = bridge(fake)
    await settled()
    close()
    fake.setState({ unread: 1 })
    expect(heard).toEqual(['state 1'])
  })
})
