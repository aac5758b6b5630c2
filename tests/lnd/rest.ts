import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import * as v from 'valibot'
import { until } from './processes'
import type { TestLnd } from './test-lnd'

const PASSWORD = Buffer.from('test password').toString('base64')

/** A call of LND's REST port, which serves its wallet before it is unlocked. With a body it is a POST. */
export async function rest(lnd: TestLnd, path: string, body?: object): Promise<Record<string, unknown>> {
  const ca = readFileSync(join(lnd.folder, 'tls.cert'))
  const answer = await new Promise<string>((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    const call = request(`https://${lnd.rest}${path}`, { method, ca, agent: false }, (response) => {
      let text = ''
      response.on('data', (data: Buffer) => (text += data.toString()))
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))))
    })
    call.on('error', reject)
    call.end(body === undefined ? undefined : JSON.stringify(body))
  })
  return v.parse(v.record(v.string(), v.unknown()), JSON.parse(answer))
}

/** Makes the wallet of an LND that was started with `locked`, with a password. */
export async function makeWallet(lnd: TestLnd): Promise<void> {
  const { cipher_seed_mnemonic } = await until('the seed', 60, () => rest(lnd, '/v1/genseed'))
  await rest(lnd, '/v1/initwallet', { wallet_password: PASSWORD, cipher_seed_mnemonic })
}

/** Starts an LND with a password that is made here, and starts it again, so that it waits for the password. */
export async function startLocked(lnd: TestLnd, options: { readonly keysend?: boolean } = {}): Promise<void> {
  lnd.start({ ...options, locked: true })
  await makeWallet(lnd)
  await until('the wallet', 60, () => lnd.pubkey())
  await lnd.stop()
  lnd.close()
  lnd.start({ ...options, locked: true })
  await until('the locked LND', 60, () => rest(lnd, '/v1/state'))
}

export const unlock = (lnd: TestLnd) => rest(lnd, '/v1/unlockwallet', { wallet_password: PASSWORD })
