import { describe, expect, it } from 'vitest'
import { isOnlyHandedOver } from '../../../../src/shared/domain/outgoing'

const DID = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'

describe('a message that the node accepted', () => {
  it('has only been handed over if its recipient is a DID', () => {
    expect(isOnlyHandedOver('sent', DID)).toBe(true)
    expect(isOnlyHandedOver('sent', `02${'ab'.repeat(32)}`)).toBe(false)
    expect(isOnlyHandedOver('unknown', DID)).toBe(false)
  })
})
