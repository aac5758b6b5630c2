import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runScriptedLnd } from '../../support/fakes/scripted-lnd'
import { makeMacaroon } from '../../support/fixtures/macaroon'
import { ProcessUnderTest } from '../../support/processes/lnd-process'

/** A wallet that reads a folder with a key. The next request arrives before it is read. */
function reading() {
  const wallet = new ProcessUnderTest()
  writeFileSync(join(wallet.folder, 'admin.macaroon'), makeMacaroon(60))
  return { wallet, read: wallet.ask('give-folder', { folder: wallet.folder }) }
}

/** The details that the process has now. */
const detailsOf = async (wallet: ProcessUnderTest) =>
  (await wallet.ask('give-text', { text: 'nothing that is known' })).details

describe('the folder of an LND that takes long to read', () => {
  it('is given if nothing else was given meanwhile', async () => {
    const { wallet, read } = reading()
    await wallet.ask('check', {})
    expect(await read).toMatchObject({ ok: true, key: true })
    expect(await detailsOf(wallet)).toMatchObject({ form: 'folder' })
  })

  it('does not bring a key back after the person removed the details', async () => {
    const { wallet, read } = reading()
    await wallet.ask('forget', {})
    expect(await read).toBeUndefined()
    expect(await detailsOf(wallet)).toBeUndefined()
  })

  it('does not replace a link that was given after it', async () => {
    const lnd = await runScriptedLnd()
    const { wallet, read } = reading()
    await wallet.ask('give-text', { text: lnd.link() })
    expect(await read).toBeUndefined()
    expect(await detailsOf(wallet)).toMatchObject({ form: 'lndconnect' })
  })

  it('does not replace a folder that was given after it', async () => {
    const { wallet, read } = reading()
    expect(await wallet.ask('give-folder', { folder: wallet.folder })).toMatchObject({ ok: true })
    expect(await read).toBeUndefined()
  })
})
