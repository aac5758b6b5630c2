/**
 * Errors of the node in front of LND, by their reason: LND was not ready, so nothing was sent. The wallet takes only the
 * exact text for a proof, so the node and the wallet read it from here.
 */
export const LND_NOT_READY = {
  unreachable: 'Nothing was sent: LND cannot be reached',
  locked: 'Nothing was sent: LND is locked',
  starting: 'Nothing was sent: LND is starting',
  'behind-chain': 'Nothing was sent: LND is behind the chain',
  'certificate-changed': "Nothing was sent: LND's certificate is not the one that was trusted",
  'credentials-refused': 'Nothing was sent: LND does not accept the macaroon'
} as const

/** All its errors that prove that the payment or message was not sent. */
export const NOTHING_SENT = {
  ...LND_NOT_READY,
  'other-amount': 'Nothing was sent: another amount was paid for this payment hash'
} as const

/**
 * The error of a node with the extension for a message whose id is that of another message: it sends nothing. An earlier
 * attempt may have been sent.
 */
export const OTHER_CONTENT = 'this draft was sent with another content'
