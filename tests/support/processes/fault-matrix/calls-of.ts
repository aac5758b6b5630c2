import { METHODS, type MethodName } from '../../../../src/main/node-client/methods'

/** The calls that a wallet uses for the same purpose: it pays through a node with the extension by PayOnTerms. */
export function callsOf(method: MethodName): readonly (typeof METHODS)[MethodName][] {
  return method === 'PayInvoice' ? [METHODS.PayInvoice, METHODS.PayOnTerms] : [METHODS[method]]
}
