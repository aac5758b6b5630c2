import { connectivityState, type ChannelInterface } from '@grpc/grpc-js'

/** `failed`: every address of the target was tried once. `late`: the deadline passed first. */
export type ReadyOutcome = 'ready' | 'failed' | 'late'

/** Connects the channel and waits until it is ready. `deadline` is a time in milliseconds since 1970. */
export async function waitUntilReady(channel: ChannelInterface, deadline: number): Promise<ReadyOutcome> {
  for (;;) {
    const state = channel.getConnectivityState(true)
    if (state === connectivityState.READY) return 'ready'
    if (state === connectivityState.TRANSIENT_FAILURE || state === connectivityState.SHUTDOWN) return 'failed'
    if (!(await stateChange(channel, state, deadline))) return 'late'
  }
}

/** Resolves with true when the channel leaves `from`, and with false at the deadline. */
export function stateChange(
  channel: ChannelInterface,
  from: connectivityState,
  deadline: number
): Promise<boolean> {
  return new Promise((resolve) => {
    channel.watchConnectivityState(from, deadline, (error) => resolve(error === undefined))
  })
}
