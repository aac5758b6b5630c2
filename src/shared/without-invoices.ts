/** The text without these invoices and the `lightning:` in front of them. */
export function withoutInvoices(text: string, invoices: readonly { readonly invoice: string }[]): string {
  let rest = text
  // An invoice is alphanumeric, so it is its own pattern; it occurs in either case.
  for (const { invoice } of invoices) rest = rest.replace(new RegExp(`(?:lightning:)?${invoice}`, 'giu'), '')
  return rest
}
