import { describe, expect, it } from 'vitest'
import { senderProofText, type SenderProof } from '../../../../src/shared/copy/sender-proof'

const said = (patch: Partial<SenderProof>): string => {
  const { title, text } = senderProofText({
    ...{ claimed: false, demo: false, lnd: false, extension: false },
    ...patch
  })
  return `${title}. ${text}`
}

describe('what vouches for a sender', () => {
  it('is the wallet behind a paired LND, and the node if that one has the extension', () => {
    expect(said({ lnd: true, extension: true })).toContain(
      'The wallet itself checks the signature of every message that arrives now'
    )
    expect(said({ extension: true })).toContain(
      'Your node checks the signature of every message that arrives now'
    )
  })

  it.each([{ lnd: true, extension: true }, { extension: true }])(
    'is not claimed for messages that may have come before the checks (%j)',
    (node) => {
      expect(said(node)).toMatch(/^New messages/u)
      expect(said(node)).toContain(
        'Older messages may have come through a node that did not check signatures.'
      )
    }
  )

  it.each([
    ['of a node without the extension', {}],
    ['of the demo node', { demo: true, extension: true }],
    ['that is only claimed', { claimed: true, lnd: true, extension: true }]
  ])('is no check of a signature for a sender %s', (_which, patch) => {
    expect(said(patch)).not.toMatch(/checks|are signed/u)
  })
})
