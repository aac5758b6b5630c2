// @ts-check

/** Who publishes a build and where: from the hosted build's environment, never from a file in the project. */

/**
 * @typedef {object} Publisher
 * @property {string} homepage
 * @property {string} maintainer as packages name one: `Name <address>`
 * @property {string | undefined} feedUrl where installed wallets ask for updates; undefined: they do not
 */

/** A name that can never be somebody's (RFC 2606): a build that nobody publishes has no homepage. */
const NOWHERE = 'imp-wallet.invalid'

/**
 * `GITHUB_REPOSITORY` (`owner/name`) is what the hosted build sets by itself. `IMP_WALLET_UPDATE_URL` names any
 * other folder on a web server.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Publisher}
 */
export function publisherOf(env) {
  const repository = /^([\w.-]+)\/[\w.-]+$/u.exec(env.GITHUB_REPOSITORY ?? '')
  const url = repository === null ? `https://${NOWHERE}` : `https://github.com/${repository[0]}`
  const address = repository === null ? `nobody@${NOWHERE}` : `${repository[1]}@users.noreply.github.com`
  const ownFeed = repository === null ? undefined : `${url}/releases/latest/download`
  return {
    homepage: url,
    maintainer: `The IMP Wallet authors <${address}>`,
    feedUrl: env.IMP_WALLET_UPDATE_URL || ownFeed
  }
}
