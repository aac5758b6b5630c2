import type { UserMessage } from './user-message'

export interface OfflineChannels {
  readonly open: number
  readonly active: number
  /** The own balance in the channels that are offline, with its unit. Undefined: none. */
  readonly offline: string | undefined
  /** The name of the node at the other side of all channels that are offline; undefined if it is not known. */
  readonly offlinePeer: string | undefined
}

/** Channels that are open, but not connected to the other side. */
export function offlineChannelsMessage({ open, active, offline, offlinePeer }: OfflineChannels): UserMessage {
  const count = open - active
  const who =
    offlinePeer === undefined
      ? ''
      : `${count === 1 ? 'It is the one' : 'All of them are'} with ${offlinePeer}. `
  return {
    title: count === 1 ? 'One channel is offline' : `${count} channels are offline`,
    what:
      who +
      (active === 0
        ? 'Nothing can be paid or received until the other side is back.'
        : 'You can pay and receive through the others.'),
    money:
      offline === undefined
        ? `None of your money is in ${count === 1 ? 'it' : 'them'}.`
        : `${offline} of yours ${count === 1 ? 'are in it and cannot be sent until it is back' : 'are in them and cannot be sent until they are back'}. Nothing is lost.`,
    next: 'LND connects to the other side again by itself when it is back.'
  }
}
