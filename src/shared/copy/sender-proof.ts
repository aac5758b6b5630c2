/** What vouches for the sender of a conversation, in words. */
export interface SenderProof {
  /** Only the messages themselves name the sender. */
  readonly claimed: boolean
  /** The node has play money and made-up senders. */
  readonly demo: boolean
  /** A paired LND: this wallet's own IMP node checks the signatures (node/backends/lnd/keysend-signature.ts). */
  readonly lnd: boolean
  /** A node with the extension reports a key as sender only if a signature proves it (docs/protocol.md). */
  readonly extension: boolean
}

const OLDER = 'Older messages may have come through a node that did not check signatures.'

/**
 * Says who checks what now. A node without the extension reports the key without saying how it knows. The records may
 * be older than the current node: which of their messages were checked is not stored.
 */
export function senderProofText({ claimed, demo, lnd, extension }: SenderProof): {
  readonly title: string
  readonly text: string
} {
  if (claimed) {
    return {
      title: 'Nothing proves this key',
      text: 'The messages here name it as their sender. Anyone can write that.'
    }
  }
  if (demo) {
    return {
      title: 'A sender of the demo node',
      text: 'The demo node makes up its senders, and signs nothing.'
    }
  }
  if (lnd) {
    return {
      title: 'New messages from this key are signed',
      text: `The wallet itself checks the signature of every message that arrives now, with this key. A message without a valid one does not come into this conversation. ${OLDER}`
    }
  }
  if (extension) {
    return {
      title: 'New messages from this key are signed',
      text: `Your node checks the signature of every message that arrives now, with this key. A message without a valid one does not come into this conversation. ${OLDER}`
    }
  }
  return {
    title: 'Your node names this key',
    text: 'It reports it as the sender of the messages that arrive now. The wallet trusts your node with that, as with the amounts.'
  }
}
