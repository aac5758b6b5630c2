/**
 * Errors that can occur after a payment left: texts of Go's encoders, gRPC and LND about an answer, a connection or a
 * database. Some contain words that also occur in refusals of a request.
 */
export const FOREIGN_TEXTS = [
  "invalid character '<' looking for beginning of value",
  'json: cannot unmarshal string into Go value of type int64',
  'proto: cannot parse invalid wire-format data',
  'could not parse preimage of settled payment',
  'unable to decode payment attempt: unexpected EOF',
  'rpc error: code = Unavailable desc = transport is closing',
  'rpc error: code = Unknown desc = checksum mismatch in payment bucket',
  'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  'payment lifecycle: bech32 decoding of route failed',
  'database is locked',
  'unable to find a path to the payments database',
  'Failed payment lookup: EOF',
  'error reading from server: EOF',
  'stream terminated by RST_STREAM with error code: INTERNAL_ERROR',
  'wallet locked while tracking payment',
  ''
] as const
