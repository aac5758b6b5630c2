// @ts-check
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

export const OFFERED = '99.0.0'
const FILE = `imp-wallet-${OFFERED}-linux-x86_64.AppImage`

/**
 * @typedef {object} UpdateFeed A feed on this computer, which offers a newer version.
 * @property {string} url
 * @property {string} publicKey
 * @property {(how: { signed: boolean, whole: boolean }) => void} offer `signed`: by the feed's own key; `whole`: with the
 *   file that the feed names, not another one
 * @property {() => string[]} asked the paths that were asked for, with what was said of the one who asks
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} program what stands for the newer version
 * @returns {Promise<UpdateFeed>}
 */
export async function startUpdateFeed(program) {
  const own = generateKeyPairSync('ed25519')
  const other = generateKeyPairSync('ed25519')
  const content = Buffer.from(program)
  const description = [
    `version: ${OFFERED}`,
    'files:',
    `  - url: ${FILE}`,
    `    sha512: ${createHash('sha512').update(content).digest('base64')}`,
    `    size: ${content.length}`,
    `releaseDate: '2030-01-01T00:00:00.000Z'`,
    `validUntil: '2100-01-01T00:00:00.000Z'`,
    ''
  ].join('\n')
  /** @type {Map<string, Buffer | string>} */
  const files = new Map()
  /** @type {string[]} */
  const asked = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    asked.push(`${pathname} ${JSON.stringify(request.headers)}`)
    const file = files.get(pathname)
    response.writeHead(file === undefined ? 404 : 200).end(file)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    publicKey: own.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64'),
    offer: ({ signed, whole }) => {
      const key = signed ? own.privateKey : other.privateKey
      files.set('/latest-linux.yml', description)
      files.set('/latest-linux.yml.sig', sign(null, Buffer.from(description), key).toString('base64'))
      files.set(`/${FILE}`, whole ? content : Buffer.alloc(content.length, 'x'))
    },
    asked: () => asked,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
