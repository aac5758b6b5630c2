import { describe, expect, it } from 'vitest'
import {
  machineText,
  streamedText,
  streamedTo
} from '../../../../../src/renderer/features/inbox/machine-text'
import { sampleMessage } from '../../../../support/fakes/fake-inbox'

const payment = sampleMessage({
  kind: 'machine',
  serviceType: 'podcast',
  text: 'Streamed, The Long Wire\nEpisode: 88, at 2:00\nFrom Ada (unverified)'
})
const run = (podcast: string | undefined) => ({ podcast, minutes: undefined })

describe('the line of what was streamed', () => {
  it.each([
    ['The Long Wire', 'The Long Wire: 12 streamed payments'],
    ['', 'A podcast: 12 streamed payments'],
    [undefined, 'Several podcasts: 12 streamed payments']
  ])('of %j is %s', (podcast, line) => {
    expect(`${streamedTo(run(podcast))}: ${streamedText({ count: 12 }, run(podcast))}`).toBe(line)
  })

  it('leaves the podcast to its messages if it does not name it', () => {
    expect(machineText(payment, run('The Long Wire'))).toBe('Episode: 88, at 2:00, From Ada (unverified)')
    for (const several of [run(undefined), undefined])
      expect(machineText(payment, several)).toMatch(/^Streamed, The Long Wire, Episode: 88/u)
  })
})
