import { describe, expect, it } from 'vitest'
import { comparedGroups, differenceText } from '../../../../../src/renderer/features/inbox/compared-keys'

const told = (known: string, other: string) => differenceText(comparedGroups(known, other), 'Mira')

describe('two keys side by side', () => {
  it('are cut into groups of six digits', () => {
    expect(comparedGroups('03b27c7c7c7c8425', '03b27c1111118425')).toEqual([
      { known: '03b27c', other: '03b27c', same: true },
      { known: '7c7c7c', other: '111111', same: false },
      { known: '8425', other: '8425', same: true }
    ])
  })

  it('are compared in words for a screen reader', () => {
    const key = 'aaaaaabbbbbbccccccdddddd'
    expect(told(key, key)).toBe('This key is the same as Mira’s.')
    expect(told(key, 'aaaaaabbbbb0ccccccdddddd')).toBe('Group 2 of 4 differs from Mira’s key.')
    expect(told(key, 'aaaaaabbbbb0ccccc0dddddd')).toBe('Groups 2 to 3 of 4 differ from Mira’s key.')
    expect(told(key, 'aaaaa0bbbbb0ccccccddddd0')).toBe('Groups 1, 2 and 4 of 4 differ from Mira’s key.')
  })
})
