import { describe, expect, it } from 'vitest'
import {
  isStreamed,
  minutesStreamed,
  parsePodcast,
  podcastText
} from '../../../../../src/main/wallet/inbox/podcast'

const BOOST = {
  action: 'boost',
  podcast: 'The Long Wire',
  episode: '88, Relay towers',
  ts: 760,
  app_name: 'Fountain',
  sender_name: 'Ada',
  message: 'Great story about the relay towers.',
  value_msat: 1_000_000,
  value_msat_total: 2_000_000
}
const parsed = (record: object) => {
  const podcast = parsePodcast(JSON.stringify(record))
  if (podcast === undefined) throw new Error('not a record')
  return podcast
}
const lines = (record: object) => podcastText(parsed(record)).split('\n')

describe('the record of a podcast', () => {
  it('contains podcast, episode, text and the claimed name of the sender', () => {
    expect(lines(BOOST)).toEqual([
      'Boost, The Long Wire',
      'Episode: 88, Relay towers, at 12:40',
      'Great story about the relay towers.',
      'Whole boost: 2,000 sats, as its app says',
      'From Ada (unverified), with Fountain'
    ])
  })

  it('of a stream has no text', () => {
    expect(lines({ action: 'stream', podcast: 'The Long Wire', ts: 3_725 })).toEqual([
      'Streamed, The Long Wire',
      'at 1:02:05'
    ])
  })

  it('keeps its valid fields if others are missing, of another type, or hostile', () => {
    expect(lines({})).toEqual(['Boost for a podcast'])
    expect(lines({ podcast: ['x'], ts: -1, value_msat_total: 1e300, message: 7 })).toEqual([
      'Boost for a podcast'
    ])
    expect(lines({ sender_name: 'Ada\u202e\nFrom Bob', ts: '12' }).at(-1)).not.toContain('\u202e')
    expect(lines({ ...BOOST, podcast: 'x'.repeat(5_000) })[0]?.length).toBeLessThan(140)
  })

  it('is shown as text if it is not a record', () => {
    for (const text of ['', 'hello', '{', '[1]', '{"a":'.repeat(10), `{"message":"${'x'.repeat(20_001)}"}`])
      expect(parsePodcast(text)).toBeUndefined()
  })
})

describe('a streamed payment', () => {
  it.each([
    [true, { podcast: 'The Long Wire' }, 10n],
    [true, { message: ' \n' }, 10_000n],
    [true, { message: null }, 0n],
    [false, { message: 'Hello' }, 10n],
    [false, { message: ['Hello'] }, 10n],
    [false, { message: 7 }, 10n],
    [false, {}, 10_001n],
    [false, { action: 'boost' }, 10n],
    [false, { action: undefined }, 10n]
  ])('is one that the app made by itself, without words: %s for %j with %d sats', (is, record, amount) => {
    expect(isStreamed(parsed({ action: 'stream', ...record }), amount)).toBe(is)
  })

  const at = (ts: number, of: object = {}) =>
    parsed({ action: 'stream', episode: '88', sender_name: 'Ada', app_name: 'Fountain', ts, ...of })
  it.each([
    ['a minute apart', at(60), at(3_600), 60, 60],
    ['about a minute apart', at(0), at(590), 11, 11],
    ['ten minutes apart', at(0), at(6_000), 11, undefined],
    ['half a minute apart, as of two listeners', at(0), at(3_600), 120, undefined],
    ['in two episodes', at(60), at(3_600, { episode: '89' }), 60, undefined],
    ['of two listeners', at(60), at(3_600, { sender_name: 'Bob' }), 60, undefined],
    ['from two apps', at(60), at(3_600, { app_name: 'Castamatic' }), 60, undefined],
    ['without positions', at(0), at(0), 60, undefined],
    ['alone', at(60), at(60), 1, undefined]
  ])('counts as a minute if its position says so: %s', (_, first, last, payments, minutes) => {
    expect(minutesStreamed(first, last, payments)).toBe(minutes)
  })
})
