// @ts-check
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { FEED_FILE } from '../../scripts/package/config.mjs'
import { mainProcess, startWallet } from './running-wallet.mjs'
import { OFFERED, startUpdateFeed } from './update-feed.mjs'

const RESOURCES = '/opt/imp-wallet/resources'
const PATIENCE = { timeout: 30_000 }

/**
 * @typedef {object} UpdateTest
 * @property {import('./person.mjs').Person} person whose wallet is connected to the demo node
 * @property {string} program
 * @property {import('../../scripts/lib/demo-node.mjs').DemoControl} control
 * @property {import('../../scripts/tour/main-job.mjs').MainJob['step']} step
 */

/**
 * Runs the installed wallet as if it were an AppImage, with an update feed on this computer. A feed that is not signed
 * and a file that differs from the signed feed are rejected; a valid update waits for the person, and for a payment
 * under way.
 * @param {UpdateTest} test
 */
export async function tryUpdates({ person, program, control, step }) {
  const appImage = path.join(person.home, 'imp-wallet.AppImage')
  const started = path.join(person.home, 'newer-version-started')
  const feed = await startUpdateFeed(`#!/bin/sh\nset -C\necho "$0" > '${started}'\n`)
  const beside = {
    [FEED_FILE]: JSON.stringify({ url: feed.url, publicKey: feed.publicKey }),
    // electron-updater reads the location of its cache from this file.
    'app-update.yml': `provider: generic\nurl: ${feed.url}\nupdaterCacheDirName: imp-wallet-updater\n`
  }
  try {
    for (const [name, text] of Object.entries(beside)) writeFileSync(path.join(RESOURCES, name), text)
    await person.run('touch', [appImage])
    const { page } = await startWallet(person, program, { APPIMAGE: appImage })
    const main = page.getByRole('main')
    const goTo = (/** @type {string} */ screen) =>
      page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: screen }).click()
    const lookNow = () => main.getByRole('button', { name: 'Check now' }).click(PATIENCE)

    await step('An update that is not signed is rejected', async () => {
      feed.offer({ signed: false, whole: true })
      await goTo('Settings')
      await lookNow()
      await expect(main.getByText('An update was rejected')).toBeVisible(PATIENCE)
      expect(feed.asked().some((line) => line.includes('.AppImage'))).toBe(false)
    })
    await step('A file other than the signed one is rejected', async () => {
      feed.offer({ signed: true, whole: false })
      await lookNow()
      await expect(main.getByText(/^Downloading version/u)).toBeHidden(PATIENCE)
      await expect(main.getByText('An update was rejected')).toBeVisible(PATIENCE)
      expect(feed.asked().some((line) => line.includes('.AppImage'))).toBe(true)
    })
    await step('A signed update waits for the person', async () => {
      feed.offer({ signed: true, whole: true })
      await lookNow()
      await expect(main.getByText(`Version ${OFFERED} is ready`)).toBeVisible(PATIENCE)
      expect(feed.asked().filter((line) => line.includes('x-user-staging-id'))).toEqual([])
      expect(readFileSync(appImage, 'utf8')).toBe('')
    })
    await step('A signed update waits for a payment that is being sent', async () => {
      await control.call('HoldPayments', {})
      const { invoice } = await control.call('CreatePeerInvoice', {
        from: 'Mira',
        amount_sat: '900',
        memo: 'Tea'
      })
      await goTo('Pay')
      await page.getByLabel('Invoice').fill(invoice)
      const pay = page.getByRole('button', { name: 'Pay 900 sats' })
      await expect(pay).toHaveAttribute('data-armed', 'true', PATIENCE)
      await pay.click()
      await expect(main.getByText(/^Sending/u).first()).toBeVisible(PATIENCE)
      await goTo('Settings')
      await main.getByRole('button', { name: 'Restart now' }).click()
      await expect(page.getByRole('alert').getByText('A payment is being sent')).toBeVisible(PATIENCE)
      expect(readFileSync(appImage, 'utf8')).toBe('')
      await control.call('ReleasePayments', {})
    })
    await step('The newer version starts after the update', async () => {
      await goTo('Activity')
      await expect(main.getByRole('button', { name: /Tea/u })).not.toContainText(/Sending/u, PATIENCE)
      await goTo('Settings')
      await main.getByRole('button', { name: 'Restart now' }).click()
      await expect.poll(() => existsSync(started), PATIENCE).toBe(true)
      expect(readFileSync(started, 'utf8').trim()).toBe(appImage)
      await expect.poll(() => mainProcess(person), PATIENCE).toBeUndefined()
    })
  } finally {
    for (const name of Object.keys(beside)) rmSync(path.join(RESOURCES, name), { force: true })
    await feed.stop()
  }
}
