import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../support/drivers/app'
import { startDemoProcess } from '../support/processes/demo-process'
import { makeMacaroon } from '../support/fixtures/macaroon'
import { createInvoice, expectConnected, goTo, enterAddress } from '../support/drivers/user-actions'
import { activeNode } from './wallet-calls'

const API_KEY = 'key-3f1c9a77-for-this-node-only'

/** Every file below a folder that still exists when it is read: Chromium creates and deletes its own meanwhile. */
function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) found.set(path, readFileSync(path))
  }
  return found
}

test('No invoice, preimage, key or message text reaches a log, whatever happens', async ({
  launchWallet,
  dataDir
}) => {
  const node = await startDemoProcess(['--generation', '2', '--api-key', API_KEY])
  try {
    const wallet = await launchWallet({ dataDir })
    const { app, page } = wallet
    let printed = ''
    for (const stream of [app.process().stdout, app.process().stderr])
      stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()))

    await enterAddress(page)
    await page.getByLabel('Node address').fill(node.grpc)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByText(/API key/u).first()).toBeVisible()
    await page.getByLabel('API key').fill(API_KEY)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expectConnected(page)

    const own = await createInvoice(page, '48000', 'Logo sketches')
    await node.call('PayInvoice', { invoice: own })
    await expect(page.getByText(/\bPaid\b/u).first()).toBeVisible()

    const peers = await Promise.all(
      ['Courier', 'Nobody', 'Silence'].map((memo) =>
        node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: '2500', memo })
      )
    )
    const shown = await activeNode(page)
    const outcome = (index: number) =>
      page.evaluate(
        async ([active, invoice, hash]) => {
          const { imp } = window
          const sent = await imp.pay.send({
            node: active,
            invoice: invoice ?? '',
            expectedAmountMsat: 2_500_000n,
            retryUnknown: false,
            asksFirst: false
          } as Parameters<typeof imp.pay.send>[0])
          if (!sent.ok) return sent.error.code
          return await new Promise<{ state: string; preimage: string | undefined }>((resolve) => {
            imp.on('changed', ({ payments }) => {
              const payment = payments.find(({ paymentHash }) => paymentHash === hash)
              if (payment !== undefined && payment.state !== 'sending')
                resolve({ state: payment.state, preimage: payment.preimage })
            })
          })
        },
        [shown, peers[index]?.invoice, peers[index]?.payment_hash]
      )
    const paid = await outcome(0)
    expect(paid).toMatchObject({ state: 'succeeded' })
    const text = `Unhandled words with ${peers[1]?.invoice ?? ''} inside`
    await node.call('SendMessage', { from: 'Mira', data: Buffer.from(text) })
    await node.call('SendMessage', { from: 'Mira', data: Buffer.from([0xff, 0xfe, 0x00, 0x80]) })
    await node.call('SendFrame', { frame: Buffer.from('unreadable bytes of a frame') })
    await goTo(page, 'Inbox')
    await expect(page.getByText(/Unhandled words/u).first()).toBeVisible()

    const fail = { code: 2, text: `no route for ${peers[1]?.invoice ?? ''}: "secret of the node"` }
    await node.call('SetFault', { method: 'PayInvoice', fail, times: 1 })
    await outcome(1)
    await node.call('SetFault', { method: 'PayInvoice', point: 'after', drop: {}, times: 1 })
    expect(await outcome(2)).toMatchObject({ state: 'unknown' })
    await expectConnected(page)
    await node.call('RevokeApiKey', { key: API_KEY })
    await node.call('DropConnections', {})
    await wallet.close()

    const { preimage } = paid as { preimage: string }
    const secrets = [
      own,
      ...peers.flatMap(({ invoice, payment_hash }) => [invoice, payment_hash]),
      preimage,
      API_KEY,
      'Unhandled words',
      'unreadable bytes',
      'secret of the node',
      'Logo sketches',
      'Courier'
    ]
    expect(secrets.every((secret) => secret.length > 6)).toBe(true)
    const files = filesBelow(dataDir)
    const logs = [...files].filter(([path]) => /[/\\]logs[/\\]|\.log(?:\.old)?$|[/\\]LOG/u.test(path))
    const log = logs.map(([, bytes]) => bytes.toString('latin1')).join('\n') + printed
    expect(log).toMatch(/connection phase=ready/u)
    for (const secret of secrets) expect(log).not.toContain(secret)

    // The one secret that the records must not contain either.
    for (const [path, bytes] of files) expect(bytes.includes(API_KEY), path).toBe(false)
  } finally {
    await node.stop()
  }
})

/** As `lndconnect` prints it. No program listens at this address. */
const MACAROON = makeMacaroon()
const CERTIFICATE = Buffer.from('a certificate that no library takes for one, and that no log may show')
const LINK = `lndconnect://127.0.0.1:9?macaroon=${MACAROON.toString('base64url')}`

test('No link, macaroon or certificate that is given to pair an LND reaches a log or another file', async ({
  launchWallet,
  dataDir
}) => {
  const wallet = await launchWallet({ dataDir })
  const { app, page } = wallet
  let printed = ''
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const answers = await page.evaluate(
    async ([link, hex, certificate]) => {
      const { pairing, app: wallet } = window.imp
      const bytes = (text: string) => new TextEncoder().encode(text)
      const given = [
        await pairing.begin({}),
        await pairing.giveText({ text: `not a link: ${link}` }),
        await pairing.giveText({ text: hex }),
        await pairing.giveFiles({ files: [{ name: 'tls.cert', bytes: bytes(certificate) }] }),
        await pairing.giveText({ text: link }),
        await pairing.check({})
      ]
      const state = async () => {
        const snapshot = await wallet.snapshot()
        return snapshot.ok ? snapshot.value.pairing : undefined
      }
      while ((await state())?.check?.running !== false)
        await new Promise((resolve) => setTimeout(resolve, 50))
      const shown = JSON.stringify(await state())
      const connected = await pairing.connect({ rights: 'pay-and-receive', keepGivenKey: true })
      await pairing.end()
      return { given: given.map(({ ok }) => ok), shown, connected: connected.ok }
    },
    [LINK, MACAROON.toString('hex'), CERTIFICATE.toString()] as const
  )
  expect(answers.given[0]).toBe(true)
  expect(answers.given.slice(-2)).toEqual([true, true])
  expect(answers.connected).toBe(false)
  await wallet.close()

  const secrets = [
    LINK,
    ...(['hex', 'base64', 'base64url'] as const).map((form) => MACAROON.toString(form)),
    CERTIFICATE.toString()
  ]
  const files = filesBelow(dataDir)
  for (const secret of secrets) {
    expect(answers.shown).not.toContain(secret)
    expect(printed).not.toContain(secret)
    for (const [path, bytes] of files) expect(bytes.includes(secret), path).toBe(false)
  }
  for (const [path, bytes] of files) expect(bytes.includes(MACAROON), path).toBe(false)
})
