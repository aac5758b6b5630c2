import { expect, it } from 'vitest'
import { PairingModel } from '../../../../../src/renderer/features/pairing/pairing.svelte'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { sampleState } from '../../../../support/fixtures/samples'

it('a pairing is not busy any more after a call to main was lost', async () => {
  const { pairing } = fakeImp(sampleState()).api
  const check = () => Promise.reject(new Error('no answer'))
  const model = new PairingModel({ ...pairing, check }, () => undefined)
  await expect(model.check()).rejects.toThrow('no answer')
  expect(model.busy).toBe(false)
})
