import { describe, expect, it } from 'vitest'
import { lagSentence } from '../../../../src/shared/copy/chain-lag'

describe('the sentence about a node that is behind the chain', () => {
  it('calls every number an estimate', () => {
    expect(lagSentence({ blocks: 1204, remainingMs: 1_500_000 })).toBe(
      'It is about 1,204 blocks behind, and at this speed needs about 25 minutes more.'
    )
    expect(lagSentence({ blocks: 7 })).toBe('It is about 7 blocks behind.')
    expect(lagSentence({ remainingMs: 7_200_000 })).toBe('At this speed it needs about 2 hours more.')
    expect(lagSentence({ remainingMs: 20_000 })).toBe('At this speed it needs about a minute more.')
    expect(lagSentence({ remainingMs: 4 * 86_400_000 })).toBe('At this speed it needs about 4 days more.')
  })

  it('contains no number if none is known', () => {
    expect(lagSentence({})).toBe('It has not read the newest blocks yet.')
  })
})
