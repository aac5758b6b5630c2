import { expect } from 'vitest'
import { Connection } from '../../../../src/main/node-client/connection'
import { FakeClock, settle } from '../../../support/fakes/fake-clock'
import { FakeTransport } from '../../../support/fakes/fake-transport'
import { Recorder } from '../../../support/processes/node-client'

/** A connection to another computer over fake transports, in fake time, without jitter. */
export function setUp(apiKey?: string) {
  const wires: FakeTransport[] = []
  const clock = new FakeClock()
  const recorder = new Recorder()
  const bugs: { readonly where: string; readonly error: unknown }[] = []
  const connection = new Connection(
    {
      profile: { address: 'node.example:8881', security: { kind: 'plaintext' } },
      apiKey,
      sink: recorder,
      listener: recorder,
      clock,
      random: () => 0.5,
      reportBug: (where, error) => void bugs.push({ where, error })
    },
    () => {
      const transport = new FakeTransport()
      wires.push(transport)
      return { ok: true, value: transport }
    }
  )
  /** The latest transport. It exists as soon as a connection was started. */
  const wire = (): FakeTransport => {
    const latest = wires.at(-1)
    if (latest === undefined) throw new Error('nothing was dialled')
    return latest
  }
  const becomeReady = async () => {
    await settle()
    wire().opens()
    await settle()
    expect(connection.state.phase).toBe('ready')
  }
  return { connection, bugs, recorder, clock, wires, wire, becomeReady }
}
