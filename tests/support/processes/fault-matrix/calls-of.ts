import { METHODS, type MethodName } from '../../../../src/main/node-client/methods'

/** The calls by which a wallet does the same: a node with the extension is asked to pay by the extension's own. */
export function callsOf(method: MethodName): readonly (typeof METHODS)[MethodName][] {
  return method === 'PayInvoice' ? [METHODS.PayInvoice, METHODS.PayOnTerms] : [METHODS[method]]
}
