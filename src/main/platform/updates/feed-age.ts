import * as v from 'valibot'

/** The publisher writes it into the feed when signing (scripts/release.mjs). RFC 3339 in UTC. */
const Dated = v.object({ validUntil: v.pipe(v.string(), v.isoTimestamp()) })

/**
 * Whether a signed feed has not expired. The signature of an old feed stays valid, so an attacker between the wallet
 * and the server could repeat it to hide newer versions. A feed without a date counts as old.
 */
export function isCurrent(feed: unknown, now: number): boolean {
  const dated = v.safeParse(Dated, feed)
  return dated.success && now < Date.parse(dated.output.validUntil)
}
