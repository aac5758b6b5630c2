import type { TestNetwork } from './network'

/** Stops Alice's LND and starts it again. Resolves when it is synced. */
export async function restart({ alice, mine }: TestNetwork, signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
  await alice.stop(signal)
  alice.start()
  await alice.answers()
  // An LND that has restarted may not call itself synced before the next block.
  await mine(1)
  await alice.ready()
}

/** Resolves when Alice's channel is active. After a kill, LND sometimes leaves it inactive until another start. */
export async function channelBack(network: TestNetwork): Promise<void> {
  const { alice } = network
  const isBack = await alice.channelActive().catch(() => false)
  if (isBack) return
  await restart(network, 'SIGINT')
  await alice.channelActive()
}
