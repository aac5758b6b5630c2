import { expect, it, vi } from 'vitest'
import type * as byPerson from '../../../../src/renderer/lib/by-person'

it('An event that a script made is not one of a person', async () => {
  const { isByPerson } = await vi.importActual<typeof byPerson>('../../../../src/renderer/lib/by-person')
  expect(isByPerson(new MouseEvent('click'))).toBe(false)
})
