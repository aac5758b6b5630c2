import { expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../../../src/main/store/open'
import type { Pubkey } from '../../../../src/shared/domain/ids'
import { sat } from '../../../../src/shared/money'
import { newDbFile } from '../../../support/fakes/open-wallet'

const MIRA = `03b2${'7c'.repeat(29)}8425` as Pubkey
const LIKE_MIRA = `03b2${'15'.repeat(29)}8425` as Pubkey

function open(file: string) {
  const opened = openStore(file)
  if (!opened.ok) throw new Error(opened.error.code)
  onTestFinished(() => opened.value.close())
  return opened.value
}

it('the answer that the person knows two similar keys survives a restart, in both directions', () => {
  const file = newDbFile()
  const before = open(file)
  before.write(() => {
    before.senders.setSettings(MIRA, { petname: 'Mira', muted: false, minSats: sat(0n) })
  })
  expect(before.lookalikes.like(LIKE_MIRA)?.pubkey).toBe(MIRA)
  before.write(() => {
    before.lookalikes.tellApart(LIKE_MIRA, MIRA)
    before.lookalikes.tellApart(LIKE_MIRA, MIRA)
  })
  before.close()

  const after = open(file)
  expect(after.lookalikes.like(LIKE_MIRA)).toBeUndefined()
  after.write(() => {
    after.senders.setSettings(MIRA, { petname: '', muted: false, minSats: sat(0n) })
    after.senders.setSettings(LIKE_MIRA, { petname: 'Lea', muted: false, minSats: sat(0n) })
  })
  expect(after.lookalikes.like(MIRA)).toBeUndefined()
})
