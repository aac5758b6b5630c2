import { describe, expect, it } from 'vitest'
import {
  connectionTone,
  connectionWord,
  failureWord,
  isForPerson,
  waitingFor
} from '../../../../src/shared/copy/connection-state'
import type { ConnectFailure, ConnectionState } from '../../../../src/shared/domain/connection'

const waiting = (failure: ConnectFailure): ConnectionState => ({
  phase: 'backoff',
  attempt: 2,
  retryAt: 0,
  failure
})
const blocked = (failure: ConnectFailure): ConnectionState => ({ phase: 'blocked', failure })
const said = (connection: ConnectionState) => [connectionWord(connection), waitingFor(connection, 'kitchen')]

describe('the state of a connection in words', () => {
  it('names what an LND that answers waits for', () => {
    expect(said(waiting({ code: 'lnd-starting' }))).toEqual(['Starting', 'LND kitchen'])
    expect(said(waiting({ code: 'lnd-behind-chain', lag: { blocks: 38 } }))).toEqual([
      'Catching up',
      'about 38 blocks'
    ])
    expect(said(waiting({ code: 'lnd-behind-chain', lag: {} }))).toEqual(['Catching up', 'LND kitchen'])
    expect(said(waiting({ code: 'lnd-locked' }))).toEqual(['Action needed', 'kitchen is locked'])
    for (const code of ['lnd-key-refused', 'lnd-key-missing', 'lnd-permission-missing'] as const)
      expect(said(blocked({ code }))).toEqual(['Action needed', 'pair kitchen again'])
  })

  it('leaves everything else to the attempts, or to the reason why there are none', () => {
    expect(said(waiting({ code: 'refused' }))).toEqual(['Reconnecting', undefined])
    expect(said(blocked({ code: 'certificate-changed' }))).toEqual(['Action needed', 'certificate changed'])
    expect(said({ phase: 'ready', since: 0 })).toEqual(['Connected', undefined])
  })

  it('names a failure as the state of a row', () => {
    expect(failureWord('lnd-key-refused')).toBe('Key refused')
    expect(failureWord('key-refused')).toBe('API key refused')
    expect(failureWord('wrong-node')).toBe('Another node answered')
    expect(failureWord('not-this-computer')).toBe('Leads to another computer')
    expect(failureWord('tls-required')).toBe('Requires TLS')
  })

  it('is red exactly if the person has to act', () => {
    expect(connectionTone(waiting({ code: 'lnd-locked' }))).toBe('red')
    expect(connectionTone(blocked({ code: 'key-refused' }))).toBe('red')
    expect(connectionTone(waiting({ code: 'lnd-starting' }))).toBe('warn')
    expect(connectionTone({ phase: 'idle' })).toBe('neutral')
    expect(connectionTone({ phase: 'connecting', attempt: 1 })).toBe('blue')
    expect(connectionTone({ phase: 'syncing', attempt: 1 })).toBe('blue')
    expect(connectionTone({ phase: 'ready', since: 0 })).toBe('green')
  })

  it('asks the person to act exactly where the word says so', () => {
    for (const connection of [
      waiting({ code: 'lnd-locked' }),
      waiting({ code: 'lnd-starting' }),
      waiting({ code: 'lost' }),
      blocked({ code: 'key-refused' })
    ])
      expect(isForPerson(connection)).toBe(connectionWord(connection) === 'Action needed')
  })
})
