import { describe, expect, it } from 'vitest'
import { RejectedFrames } from '../../../../src/main/app/rejected-frames'

describe('the log of frames that are not messages', () => {
  it('contains the first at once, and then a count at most once a second', () => {
    const lines: unknown[] = []
    let now = 5_000
    const rejected = new RejectedFrames(
      { warn: (event, facts) => lines.push({ event, ...facts }) },
      { now: () => now }
    )
    for (let frame = 0; frame < 3_000; frame += 1) {
      rejected.add('json')
      now += 1
    }
    rejected.flush()
    rejected.flush()
    expect(lines).toEqual([
      { event: 'frames-rejected', count: 1, lastReason: 'json' },
      { event: 'frames-rejected', count: 1_000, lastReason: 'json' },
      { event: 'frames-rejected', count: 1_000, lastReason: 'json' },
      { event: 'frames-rejected', count: 999, lastReason: 'json' }
    ])
  })
})
