/** Error texts of LND. Clients recognise some of them, so they are exact. */
export const LND_TEXT = {
  alreadyPaid: 'invoice is already paid',
  inTransition: 'payment is in transition',
  selfPayment: 'self-payments not allowed',
  zeroAmount: 'amount must be specified when paying a zero amount invoice',
  amountGiven: 'amount must not be specified when paying a non-zero amount invoice',
  /** One of LND's texts for text that is not an invoice (lnd, zpay32/bech32.go). */
  noInvoiceText: 'invalid index of 1',
  negativeAmount: 'amount cannot be negative',
  noRoute: 'unable to find a path to destination',
  wrongNetwork: (network: string) => `invoice not for current active network '${network}'`,
  expired: (validUntil: Date) => `invoice expired. Valid until ${goTime(validUntil)}`,
  memoTooLarge: (bytes: number, max: number) => `memo too large: ${bytes} bytes (maxsize=${max})`,
  amountTooLarge: (msat: bigint, max: bigint) =>
    `payment of ${msat} mSAT is too large, max payment allowed is ${max} mSAT`
} as const

/** A time in the format that Go prints. */
function goTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`
}
