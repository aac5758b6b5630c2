import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect as see } from '@playwright/test'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { createInvoice, goTo, spend } from '../support/drivers/user-actions'
import { temporaryFolder } from '../support/fixtures/temporary-folder'
import { until } from './processes'
import type { TestLnd } from './test-lnd'
import { adminLink, ask, isRunning, nodeProcesses, pairWith, paymentIn, stateOf } from './paired-wallet'
import { activityRow, blockedBy, connected, pay, SOON, walletsOnNetwork } from './running-wallets'
import { heldInvoiceOf, invoiceOf, paymentsOf } from './support'

/** The real wallet with the person's LND. Only the keychain is replaced. */

const on = walletsOnNetwork({ third: true })

/** A wallet that was just paired with Alice's LND. */
async function paired(dataDir = temporaryFolder()) {
  const wallet = await on.wallets.start(dataDir)
  const lnd = await pairWith(wallet.page, adminLink(on.network.alice))
  await connected(wallet)
  return { wallet, dataDir, lnd }
}

const Fees = v.object({
  payments: v.array(v.object({ payment_hash: v.string(), status: v.string(), fee_msat: v.string() }))
})

const Routes = v.object({ routes: v.array(v.object({ total_fees_msat: v.string() })) })

/** The fees of the successful payments of a hash in LND's records, in millisatoshi. */
async function feesPaid(lnd: TestLnd, hash: string): Promise<bigint[]> {
  const { payments } = await lnd.read('lnrpc.Lightning/ListPayments', {}, Fees)
  return payments
    .filter((one) => one.payment_hash === hash && one.status === 'SUCCEEDED')
    .map((one) => BigInt(one.fee_msat))
}

/** Starts Alice's LND after a kill. Resolves when its channel is back. */
async function startAgain(): Promise<void> {
  const { alice } = on.network
  alice.start()
  await alice.ready()
  await alice.channelActive()
}

describe('a wallet that is paired with a real LND', { timeout: 300_000 }, () => {
  it('receives, pays, and has everything after a restart, with a key of its own only', async () => {
    const { wallet, dataDir, lnd } = await paired()
    const { page } = wallet
    expect(lnd).toMatchObject({ alias: 'alice', network: 'regtest', rights: 'pay-and-receive' })
    expect(lnd.rootKeyId).toMatch(/^\d+$/u)

    const own = await createInvoice(page, '1200', 'Two zines, by post')
    const sent = await on.network.bob.last('routerrpc.Router/SendPaymentV2', {
      payment_request: own,
      timeout_seconds: 20,
      fee_limit_sat: '10'
    })
    expect(sent.status).toBe('SUCCEEDED')
    await see(page.getByText(/\bPaid\b/u).first()).toBeVisible(SOON)

    const { invoice, paymentHash: hash } = await invoiceOf(on.network.bob, 700, { memo: 'Stickers' })
    await pay(wallet, invoice, 'Pay 700 sats')
    await see(page.getByText(/\bPaid\b/u).first()).toBeVisible(SOON)
    expect(await paymentsOf(on.network.alice, hash)).toEqual(['SUCCEEDED'])
    await wallet.close()

    const again = await on.wallets.start(dataDir)
    await connected(again)
    await goTo(again.page, 'Activity')
    await see(activityRow(again, /Two zines, by post/u)).toBeVisible(SOON)
    await see(activityRow(again, /Stickers/u)).toBeVisible(SOON)
    const { nodes, node } = await stateOf(again.page)
    expect(nodes).toHaveLength(1)
    expect(node).toMatchObject({ id: lnd.node, lnd: { alias: 'alice', rootKeyId: lnd.rootKeyId } })

    await ask(again.page, 'begin', {})
    await ask(again.page, 'end')
    await again.close()
    const admin = on.network.alice.access().macaroon
    const bytes = Buffer.from(admin, 'hex')
    for (const name of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue
      const content = readFileSync(join(name.parentPath, name.name))
      for (const form of [admin, bytes.toString('base64'), bytes.toString('base64url'), bytes])
        expect(content.includes(form), name.name).toBe(false)
      if (name.name.includes('.log'))
        expect(content.toString('latin1')).not.toMatch(/lndconnect|macaroon=|BEGIN CERTIFICATE/u)
    }
  })

  it('pays a fee above the largest one only if the person allows it for this payment', async () => {
    const { wallet } = await paired()
    const { page } = wallet
    const { alice, carol } = on.network
    if (carol === undefined) throw new Error('the network has no third node')
    await page.evaluate("window.imp.settings.change({ feeLimitPercent: '0', feeLimitSat: '0' })")
    const { invoice, paymentHash: hash } = await invoiceOf(carol, 5_000, { memo: 'Behind Bob' })
    await pay(wallet, invoice, 'Pay 5,000 sats')
    await see(page.getByText(/no route to .* for your largest fee of 0 sats/u)).toBeVisible(SOON)
    expect(await paymentsOf(alice, hash)).toEqual(['FAILED'])

    await spend(page.getByRole('button', { name: 'Pay 5,000 sats, fee up to 2 sats' }))
    await see(page.getByText(/\bPaid\b/u).first()).toBeVisible(SOON)
    // One hop at LND's default of 1 sat and one millionth.
    expect(await feesPaid(alice, hash)).toEqual([1_005n])
    expect(await paymentIn(page, 'succeeded', hash)).toMatchObject({ feeMsat: 1_005n, proof: 'verified' })

    const next = await invoiceOf(carol, 5_001, { memo: 'The next one' })
    await pay(wallet, next.invoice, 'Pay 5,001 sats')
    await see(page.getByText(/no route to .* for your largest fee of 0 sats/u)).toBeVisible(SOON)
    expect(await paymentsOf(alice, next.paymentHash)).toEqual(['FAILED'])
  })

  it('names the fee of the route that LND would take before the person agrees to a payment above the limit', async () => {
    const { wallet } = await paired()
    const { alice, carol } = on.network
    if (carol === undefined) throw new Error('the network has no third node')
    // Only the text of the dialog matters, so it is cancelled at once.
    await wallet.app.evaluate(({ dialog }) => {
      dialog.showMessageBox = (...args: unknown[]) => {
        Reflect.set(globalThis, 'question', (args.at(-1) as { detail: string }).detail)
        return Promise.resolve({ response: 0, checkboxChecked: false })
      }
    })
    const { invoice, paymentHash: hash } = await invoiceOf(carol, 2_000_000, { memo: 'Far above the limit' })
    await pay(wallet, invoice, 'Pay 2,000,000 sats')
    const question = await until('the question', 60, () =>
      wallet.app.evaluate(() => Reflect.get(globalThis, 'question') as string | undefined)
    )
    const request = { pub_key: await carol.pubkey(), amt: '2000000' }
    const { routes } = await alice.read('lnrpc.Lightning/QueryRoutes', request, Routes)
    expect(routes).toEqual([{ total_fees_msat: '3000' }])
    expect(question).toContain('Fee: About 3 sats, at most 20,000 sats\n')
    expect(await paymentsOf(alice, hash)).toEqual([])
  })

  it('pays once if its node is killed on the way, and finds the outcome without the person', async () => {
    const { wallet } = await paired()
    const held = await heldInvoiceOf(on.network.bob, 810, 'Held while the node dies')
    await pay(wallet, held.invoice, 'Pay 810 sats')
    await held.held()
    const [pid] = await nodeProcesses(wallet.app)
    if (pid === undefined) throw new Error('no process of the node')
    process.kill(pid, 'SIGKILL')
    await until('another process', 60, async () => {
      const pids = await nodeProcesses(wallet.app)
      return pids.length > 0 && !pids.includes(pid) ? true : undefined
    })
    await connected(wallet)
    expect(await paymentsOf(on.network.alice, held.paymentHash)).toEqual(['IN_FLIGHT'])
    await held.settle()
    expect(await paymentIn(wallet.page, 'succeeded', held.paymentHash)).toMatchObject({ proof: 'verified' })
    expect(await paymentsOf(on.network.alice, held.paymentHash)).toEqual(['SUCCEEDED'])
  })

  it('pays once if LND is killed on the way, and finds the outcome when it is back', async () => {
    const { wallet } = await paired()
    const held = await heldInvoiceOf(on.network.bob, 815, 'Held while LND dies')
    await pay(wallet, held.invoice, 'Pay 815 sats')
    await held.held()
    await on.network.alice.stop('SIGKILL')
    await blockedBy(wallet, 'lnd-unreachable')
    await paymentIn(wallet.page, 'unknown', held.paymentHash)
    await goTo(wallet.page, 'Pay')
    await see(wallet.page.getByText(/\b(?:Outcome unknown|On hold)\b/u).first()).toBeVisible(SOON)
    await startAgain()
    await connected(wallet)
    expect(await paymentsOf(on.network.alice, held.paymentHash)).toEqual(['IN_FLIGHT'])
    await held.settle()
    expect(await paymentIn(wallet.page, 'succeeded', held.paymentHash)).toMatchObject({ proof: 'verified' })
    await see(wallet.page.getByText(/\bPaid\b/u).first()).toBeVisible(SOON)
    expect(await paymentsOf(on.network.alice, held.paymentHash)).toEqual(['SUCCEEDED'])
  })

  it('pays once if it is killed on the way, and leaves no process behind', async () => {
    const { wallet, dataDir } = await paired()
    const held = await heldInvoiceOf(on.network.bob, 820, 'Held while the wallet dies')
    await pay(wallet, held.invoice, 'Pay 820 sats')
    await held.held()
    const pids = await nodeProcesses(wallet.app)
    expect(pids).toHaveLength(1)
    await wallet.kill()
    await until('the end of the node', 20, () => Promise.resolve(pids.some(isRunning) ? undefined : true))
    await held.settle()

    const again = await on.wallets.start(dataDir)
    await connected(again)
    expect(await paymentIn(again.page, 'succeeded', held.paymentHash)).toMatchObject({ proof: 'verified' })
    expect(await paymentsOf(on.network.alice, held.paymentHash)).toEqual(['SUCCEEDED'])
    const sockets = readdirSync(dataDir).filter((name) => /^imp-[0-9a-f]{8}-/u.test(name))
    expect(sockets.length).toBeLessThanOrEqual(1)
  })

  it('reports that LND is unreachable, and continues when it is back', async () => {
    const { wallet } = await paired()
    await on.network.alice.stop('SIGKILL')
    const gone = await blockedBy(wallet, 'lnd-unreachable')
    expect(gone.phase).toBe('backoff')
    await startAgain()
    await connected(wallet)
    const { invoice, paymentHash: hash } = await invoiceOf(on.network.bob, 830, { memo: 'After the outage' })
    await pay(wallet, invoice, 'Pay 830 sats')
    await see(wallet.page.getByText(/\bPaid\b/u).first()).toBeVisible(SOON)
    expect(await paymentsOf(on.network.alice, hash)).toEqual(['SUCCEEDED'])
  })

  it('stops at a renewed certificate until the person trusts it, and at a revoked key until it is paired again', async () => {
    const { wallet, lnd } = await paired()
    await createInvoice(wallet.page, '1300', 'Before the renewal')
    const { alice } = on.network
    await alice.stop()
    alice.close()
    for (const file of ['tls.cert', 'tls.key']) rmSync(join(alice.folder, file))
    alice.start()
    const changed = await blockedBy(wallet, 'lnd-certificate-changed')
    expect(changed.phase).toBe('blocked')
    await alice.ready()
    await ask(wallet.page, 'trustShown', { fingerprint: 'failure' in changed && changed.failure.fingerprint })
    await connected(wallet)

    await alice.call('lnrpc.Lightning/DeleteMacaroonID', { root_key_id: lnd.rootKeyId })
    const refused = await blockedBy(wallet, 'lnd-key-refused')
    expect(refused.phase).toBe('blocked')
    const renewed = await pairWith(wallet.page, adminLink(alice), lnd.node)
    await connected(wallet)
    expect(renewed.node).toBe(lnd.node)
    expect(renewed.rootKeyId).not.toBe(lnd.rootKeyId)
    await goTo(wallet.page, 'Activity')
    await see(activityRow(wallet, /Before the renewal/u)).toBeVisible(SOON)
    await alice.channelActive()
  })

  it('asks for the key if the keychain is locked, and shows the records meanwhile', async () => {
    const { wallet, dataDir } = await paired()
    await createInvoice(wallet.page, '1400', 'Before the lock')
    await wallet.close()
    const locked = await on.wallets.start(dataDir, { IMP_TEST_KEYCHAIN: 'locked' })
    const missing = await blockedBy(locked, 'lnd-key-missing')
    expect(missing.phase).toBe('blocked')
    await goTo(locked.page, 'Activity')
    await see(activityRow(locked, /Before the lock/u)).toBeVisible(SOON)
  })
})
