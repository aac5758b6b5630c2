// @ts-check

/** The publisher of a build, from the environment of the hosted build and never from a file in the project. */

/**
 * @typedef {object} Publisher
 * @property {string} homepage
 * @property {string} maintainer as packages name one: `Name <address>`
 * @property {{ url: string, publicKey: string } | undefined} feed where installed wallets look for newer versions, and
 *   the Ed25519 key that it is signed with (32 bytes in base64); undefined: they do not look
 */

/** A reserved name (RFC 2606): a build without a publisher has no homepage. */
const NOWHERE = 'imp-wallet.invalid'

/**
 * The hosted build sets `GITHUB_REPOSITORY` (`owner/name`). `IMP_WALLET_UPDATE_URL` names another folder on a web
 * server. Without `IMP_WALLET_UPDATE_KEY` there is no feed, because an unsigned one is never used.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Publisher}
 */
export function publisherOf(env) {
  const repository = /^([\w.-]+)\/[\w.-]+$/u.exec(env.GITHUB_REPOSITORY ?? '')
  const url = repository === null ? `https://${NOWHERE}` : `https://github.com/${repository[0]}`
  const address = repository === null ? `nobody@${NOWHERE}` : `${repository[1]}@users.noreply.github.com`
  const releases = repository === null ? undefined : `${url}/releases/latest/download`
  const feedUrl = env.IMP_WALLET_UPDATE_URL || releases
  const publicKey = env.IMP_WALLET_UPDATE_KEY || undefined
  return {
    homepage: url,
    maintainer: `The IMP Wallet authors <${address}>`,
    feed: feedUrl === undefined || publicKey === undefined ? undefined : { url: feedUrl, publicKey }
  }
}
