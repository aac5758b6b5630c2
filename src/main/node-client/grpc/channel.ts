import { connectivityState, type ChannelInterface } from '@grpc/grpc-js'

/** `failed`: every address of the target was tried once. `late`: the deadline (a time) came first. */
export type ReadyOutcome = 'ready' | 'failed' | 'late'

/** Makes the channel connect and waits until it carries calls. */
export async function becomesReady(channel: ChannelInterface, deadline: number): Promise<ReadyOutcome> {
  for (;;) {
    const state = channel.getConnectivityState(true)
    if (state === connectivityState.READY) return 'ready'
    if (state === connectivityState.TRANSIENT_FAILURE || state === connectivityState.SHUTDOWN) return 'failed'
    if (!(await changes(channel, state, deadline))) return 'late'
  }
}

/** Resolves when the channel leaves a state: true, or false at the deadline. */
export function changes(
  channel: ChannelInterface,
  from: connectivityState,
  deadline: number
): Promise<boolean> {
  return new Promise((resolve) => {
    channel.watchConnectivityState(from, deadline, (error) => resolve(error === undefined))
  })
}
