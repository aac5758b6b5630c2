import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect as see, type Page } from '@playwright/test'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { RECORD } from '../../src/node/backends/lnd/keysend-records'
import { bakeMacaroon } from '../../src/node/backends/lnd/macaroon'
import { issueCertificate } from '../../src/node/tls/self-signed'
import type { LaunchedWallet } from '../support/drivers/app'
import { createInvoice, goTo } from '../support/drivers/user-actions'
import { temporaryFolder } from '../support/fixtures/temporary-folder'
import { Btcd, NO_ONE } from './btcd'
import { sendKeysend, signedText } from './keysend'
import { adminLink, linkTo, pairWith, stateOf } from './paired-wallet'
import { freePort, until } from './processes'
import { startLocked, unlock } from './rest'
import { activityRow, connected, pay, SOON, walletsOnNetwork } from './running-wallets'
import { TestLnd } from './test-lnd'

/** The pairing of a real LND through the window, and every failure of its check, caused on a real LND. */

const RootKeyIds = v.object({ root_key_ids: v.array(v.string()) })

const on = walletsOnNetwork()

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const step = (page: Page, words: RegExp) =>
  page.getByRole('list', { name: 'Connection check' }).getByRole('listitem').filter({ hasText: words })

async function openBox({ page }: LaunchedWallet): Promise<void> {
  await page.getByRole('button', { name: 'Connect LND' }).click()
  await see(heading(page, 'Connect your LND')).toBeVisible()
}

/** Pastes a text into the box, from the system's clipboard. */
async function paste({ app, page }: LaunchedWallet, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
  await page.getByLabel('Connection details').press('ControlOrMeta+V')
  await see(page.getByRole('group', { name: 'Connection details' })).toBeVisible()
}

/** Checks the LND of a link, calls `look`, and returns to the empty box. */
async function check(wallet: LaunchedWallet, link: string, look: () => Promise<void>): Promise<void> {
  const { page } = wallet
  await paste(wallet, link)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await look()
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Remove the connection details' }).click()
  await see(page.getByRole('textbox', { name: 'Connection details' })).toBeVisible()
}

/** Expects the texts of the step where the check stopped, and of the note below it. */
async function stopped(page: Page, at: RegExp, title: string | RegExp): Promise<void> {
  await see(step(page, at)).toContainText('Failed', SOON)
  await see(page.getByText(title).first()).toBeVisible()
}

const macaroonOf = (lnd: TestLnd, name: string) =>
  readFileSync(join(lnd.folder, 'data/chain/bitcoin/regtest', name)).toString('hex')

/** Three minutes of an episode, as an app streams them, and a boost, as keysends with the record of bLIP-10. */
async function listensToPodcast(listener: TestLnd, podcaster: string): Promise<void> {
  const episode = { podcast: 'The Long Wire', episode: '88', app_name: 'Fountain', sender_name: 'Ada' }
  for (const payment of [
    ...[60, 120, 180].map((ts) => ({ action: 'stream', ts })),
    { action: 'boost', ts: 190, message: 'Hello from Ada' }
  ])
    await sendKeysend(
      listener,
      podcaster,
      [[RECORD.podcast, Buffer.from(JSON.stringify({ ...episode, ...payment }))]],
      10
    )
}

describe('a person who pairs a real LND', { timeout: 300_000 }, () => {
  it('sees the check line by line, receives, pays and writes, and finds everything after a restart', async () => {
    const { alice, bob } = on.network
    const dataDir = temporaryFolder()
    const wallet = await on.wallets.start(dataDir)
    const { page } = wallet
    await openBox(wallet)
    await paste(wallet, adminLink(alice))
    await see(page.getByRole('group', { name: 'Connection details' })).toContainText(alice.address)
    expect(await page.content()).not.toContain(alice.access().macaroon)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    for (const words of [
      /Done: Name found/u,
      /Done: Port answers.*gRPC/u,
      /Done: Certificate matches your link/u,
      /Done: LND is unlocked/u,
      /Done: Key accepted/u,
      /Done: Synced to the chain.*block/u,
      /Messages by keysend/u,
      /Done: Can send.*[\d,]+ sats/u,
      /Done: Can receive.*[\d,]+ sats/u
    ])
      await see(step(page, words)).toBeVisible(SOON)
    await see(heading(page, 'alice is ready')).toBeVisible()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await see(heading(page, 'alice is connected')).toBeVisible(SOON)
    await see(page.getByText(/lncli deletemacaroonid \d{6}/u)).toBeVisible()
    await page.getByRole('button', { name: 'Open inbox' }).click()
    await connected(wallet)

    const own = await createInvoice(page, '1200', 'Two zines, by post')
    const terms = { payment_request: own, timeout_seconds: 20, fee_limit_sat: '10' }
    expect((await bob.last('routerrpc.Router/SendPaymentV2', terms)).status).toBe('SUCCEEDED')
    await see(page.getByText(/\bPaid\b/u).first()).toBeVisible(SOON)

    const { payment_request } = await bob.call('lnrpc.Lightning/AddInvoice', {
      value: '700',
      memo: 'Stickers'
    })
    await pay(wallet, payment_request, 'Pay 700 sats')
    await see(page.getByText(/Proof verified/u)).toBeVisible(SOON)

    const alicesKey = await alice.pubkey()
    await listensToPodcast(bob, alicesKey)
    await sendKeysend(bob, alicesKey, await signedText(bob, alicesKey, Buffer.from('The zines arrived')))
    await goTo(page, 'Inbox')
    await see(page.getByRole('log')).toContainText('The zines arrived', SOON)
    await page.getByRole('button', { name: 'Unknown senders' }).click(SOON)
    await see(page.getByRole('article')).toContainText('Hello from Ada', SOON)
    await see(page.getByRole('log')).toContainText('The Long Wire: 3 minutes streamed')
    await wallet.close()

    const again = await on.wallets.start(dataDir)
    await connected(again)
    await goTo(again.page, 'Activity')
    await see(activityRow(again, /Two zines, by post/u)).toBeVisible(SOON)
    await see(activityRow(again, /Stickers/u)).toBeVisible(SOON)
    await goTo(again.page, 'Inbox')
    await see(again.page.getByRole('log')).toContainText('The zines arrived', SOON)
  })

  it('pairs it again, which revokes the earlier key and keeps the records', async () => {
    const { alice } = on.network
    const wallet = await on.wallets.start(temporaryFolder())
    const { app, page } = wallet
    const first = await pairWith(page, adminLink(alice))
    await connected(wallet)
    await createInvoice(page, '1300', 'Before the second pairing')

    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Pair again' }).click()
    await see(heading(page, 'Pair alice (regtest) again')).toBeVisible()
    await page.getByRole('button', { name: 'Give another' }).click()
    await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), adminLink(alice))
    await page.getByLabel('Key').press('ControlOrMeta+V')
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click(SOON)
    await see(page.getByText('The earlier key of this wallet is revoked.')).toBeVisible(SOON)

    const ids = await alice.client.call('lnrpc.Lightning/ListMacaroonIDs', {}, RootKeyIds)
    const { node } = await stateOf(page)
    expect(node?.lnd?.rootKeyId).not.toBe(first.rootKeyId)
    expect(ids.ok && ids.value.root_key_ids).toContain(node?.lnd?.rootKeyId)
    expect(ids.ok && ids.value.root_key_ids).not.toContain(first.rootKeyId)
    await page.getByRole('button', { name: 'Open inbox' }).click()
    await connected(wallet)
    await goTo(page, 'Activity')
    await see(activityRow(wallet, /Before the second pairing/u)).toBeVisible(SOON)
  })

  it('reads what is wrong at each step: the port, the certificate, the key', async () => {
    const { alice } = on.network
    const wallet = await on.wallets.start(temporaryFolder())
    const { page } = wallet
    await openBox(wallet)

    const nowhere = `127.0.0.1:${await freePort()}`
    await check(wallet, linkTo(alice, { address: nowhere }), () =>
      stopped(page, /Port answers/u, `Nothing answers at ${nowhere}`)
    )
    await check(wallet, linkTo(alice, { address: alice.rest }), async () => {
      await stopped(page, /Port answers.*REST/u, 'This is LND’s REST port')
      await see(page.getByRole('button', { name: 'Try port 10009' })).toBeVisible()
    })
    await check(wallet, linkTo(alice, { address: alice.p2p }), () =>
      stopped(page, /Port answers/u, `${alice.p2p} is not encrypted`)
    )
    const { cert } = issueCertificate({ commonName: 'lnd' })
    await check(wallet, linkTo(alice, { cert }), async () => {
      await stopped(page, /Certificate/u, 'The certificate is not the one you gave')
      await see(page.getByRole('button', { name: 'It matches, trust the new one' })).toBeVisible()
    })
    await check(wallet, linkTo(alice, { macaroon: macaroonOf(alice, 'readonly.macaroon') }), () =>
      stopped(page, /Key accepted/u, 'This key allows too little')
    )
    const baked = await bakeMacaroon(alice.client, 4321n, 'pay-and-receive')
    if (!baked.ok) throw new Error(baked.error.detail)
    await alice.call('lnrpc.Lightning/DeleteMacaroonID', { root_key_id: '4321' })
    await check(wallet, linkTo(alice, { macaroon: baked.value }), () =>
      stopped(page, /Key accepted/u, 'LND refused the key')
    )
    expect((await stateOf(page)).nodes).toEqual([])
  })

  it('waits for a locked LND, and reads that messages and channels are missing', async () => {
    const erin = await on.network.add('erin')
    await startLocked(erin, { keysend: false })
    const wallet = await on.wallets.start(temporaryFolder())
    const { app, page } = wallet
    await openBox(wallet)
    await check(wallet, adminLink(erin), async () => {
      await stopped(page, /LND is unlocked/u, 'LND is waiting for its password')
      await unlock(erin)
      // It continues by itself.
      await see(step(page, /Take note: Can receive.*no channel/u)).toBeVisible(SOON)
      await see(page.getByText('LND has no open channel')).toBeVisible()
      await see(step(page, /Not known: Messages by keysend/u)).toBeVisible()
      await see(page.getByText('Messages may not arrive')).toBeVisible()
      await see(page.getByRole('button', { name: 'Connect anyway' })).toBeVisible()
    })

    const [, port] = erin.address.split(':')
    writeFileSync(
      join(erin.folder, 'lnd.conf'),
      `[Application Options]\nrpclisten=127.0.0.1:${port}\naccept-keysend=false\n`
    )
    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
    }, erin.folder)
    await page.getByRole('button', { name: 'Folder…' }).click()
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await see(step(page, /Take note: Messages by keysend.*off/u)).toBeVisible(SOON)
    await see(page.getByText('Keysend is off, so messages cannot reach you')).toBeVisible()
  })

  it('reads how far LND is behind the chain, and may connect anyway', async () => {
    const folder = temporaryFolder()
    // A chain whose newest block is of the year 2011.
    const btcd = await Btcd.create(join(folder, 'btcd'))
    const dave = await TestLnd.create('dave', folder, btcd.options)
    try {
      await btcd.start(NO_ONE)
      dave.start()
      await until('the LND that waits for the chain', 60, () => dave.pubkey())
      const wallet = await on.wallets.start(temporaryFolder())
      const { page } = wallet
      await openBox(wallet)
      await paste(wallet, adminLink(dave))
      await page.getByRole('button', { name: 'Check', exact: true }).click()
      await see(step(page, /Take note: Synced to the chain.*catching up/u)).toBeVisible(SOON)
      await see(page.getByText('LND is still catching up')).toBeVisible()
      await see(page.getByRole('button', { name: 'Connect anyway' })).toBeVisible()
    } finally {
      dave.close()
      await dave.stop()
      await btcd.stop()
    }
  })
})
