import { describe, expect, it, vi } from 'vitest'
import { fail, ok } from '../../../../src/shared/result'
import { DETAILS, answers, setUp } from './lnd-pairing-setup'

describe('the details that the person gives', () => {
  it('go to the process, stay out of the logs, and only their facts reach the page', async () => {
    const { pairing, states, asked, hidden } = setUp()
    await pairing.begin({ again: undefined })
    expect(await pairing.giveText({ text: 'lndconnect://secret' })).toEqual(ok(undefined))
    expect(asked()).toEqual([{ kind: 'give-text', text: 'lndconnect://secret' }])
    expect(hidden).toEqual(['lndconnect://secret'])
    expect(states.at(-1)?.details).toEqual({ ...DETAILS, fingerprint: undefined, host: undefined })
    expect(JSON.stringify(states)).not.toContain('secret')
  })

  it('are reported if they are not understood', async () => {
    const { pairing, states } = setUp(() => ({ ok: false, key: false, code: 'is-invoice' }))
    await pairing.begin({ again: undefined })
    expect(await pairing.giveText({ text: 'lnbc1' })).toEqual(fail('is-invoice'))
    expect(states.at(-1)?.details).toBeUndefined()
  })

  it('that were pasted into the page are removed from the clipboard, too', async () => {
    const { pairing, clipboard } = setUp()
    await pairing.begin({})
    await pairing.giveText({ text: 'lndconnect://pasted' })
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(0)
    clipboard.text = 'lndconnect://pasted\r\n'
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(1)
  })

  it('are read from the clipboard, which is cleared only while it still holds them', async () => {
    const { pairing, asked, clipboard } = setUp()
    await pairing.begin({ again: undefined })
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(0)
    await pairing.giveClipboard(undefined)
    expect(asked()).toEqual([{ kind: 'give-text', text: 'lndconnect://secret' }])
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(1)
    clipboard.text = 'something else'
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(1)
  })

  it('are reported to be on the clipboard exactly while their key is there', async () => {
    const { pairing, clipboard, states } = setUp(({ kind, ...request }) => {
      if (kind !== 'give-text') return answers({ kind, ...request })
      const key = JSON.stringify(request).includes('macaroon')
      return { ok: true, key, details: { ...DETAILS, address: undefined } }
    })
    const shown = () => states.at(-1)?.keyOnClipboard
    await pairing.begin({})
    clipboard.text = 'umbrel.local:10009'
    await pairing.giveClipboard(undefined)
    expect(shown()).toBe(false)
    clipboard.text = 'macaroon'
    await pairing.giveText({ text: 'macaroon\r\n' })
    expect(shown()).toBe(true)
    await pairing.giveFiles({ files: [] })
    expect(shown()).toBe(true)
    await pairing.clearClipboard(undefined)
    expect(shown()).toBe(false)
    expect(clipboard.cleared).toBe(1)
    clipboard.text = 'something else'
    await pairing.giveText({ text: 'macaroon, typed' })
    expect(shown()).toBe(false)
  })

  it('are reported to be on the clipboard, and cleared, also after the LND is connected', async () => {
    const { pairing, clipboard, states } = setUp()
    await pairing.begin({})
    clipboard.text = 'something else'
    await pairing.giveText({ text: 'lndconnect://secret' })
    await pairing.check({})
    await vi.waitFor(() => expect(states.at(-1)?.check?.running).toBe(false))
    // Copied once more in the meantime.
    clipboard.text = 'lndconnect://secret'
    await pairing.connect({ rights: 'pay-and-receive', keepGivenKey: false })
    expect(states.at(-1)).toMatchObject({ keyOnClipboard: true, details: undefined })
    await pairing.clearClipboard(undefined)
    expect(clipboard.cleared).toBe(1)
    expect(states.at(-1)?.keyOnClipboard).toBe(false)
  })

  it('are read from files and folders that the person chooses, if they choose some', async () => {
    const cancelled = setUp()
    await cancelled.pairing.begin({ again: undefined })
    expect(await cancelled.pairing.chooseFiles(undefined)).toEqual(ok(false))
    expect(await cancelled.pairing.chooseFolder(undefined)).toEqual(ok(false))
    const bytes = new Uint8Array([1])
    const { pairing, asked } = setUp(answers, {
      chooseFiles: () => Promise.resolve(ok([{ name: 'tls.cert', bytes }])),
      chooseFolder: () => Promise.resolve('/home/x/.lnd')
    })
    await pairing.begin({ again: undefined })
    expect(await pairing.chooseFiles(undefined)).toEqual(ok(true))
    expect(await pairing.chooseFolder(undefined)).toEqual(ok(true))
    expect(asked()).toEqual([
      { kind: 'give-files', files: [{ name: 'tls.cert', bytes }] },
      { kind: 'give-folder', folder: '/home/x/.lnd' }
    ])
  })

  it('are read from a folder that the person drops, if its path is absolute', async () => {
    const { pairing, asked } = setUp()
    await pairing.begin({ again: undefined })
    expect(await pairing.giveFolder({ path: '/home/x/.lnd' })).toEqual(ok(undefined))
    expect(await pairing.giveFolder({ path: '.lnd' })).toEqual(fail('unreadable-file'))
    expect(asked()).toEqual([{ kind: 'give-folder', folder: '/home/x/.lnd' }])
  })

  it('may be an LND that was found on this computer', async () => {
    const { pairing, asked, states } = setUp()
    await pairing.begin({ again: undefined })
    const found = await pairing.findLocal(undefined)
    const id = found.ok ? (found.value[0]?.id ?? '') : ''
    expect(await pairing.useFound({ id: 'another' })).toEqual(fail('nothing-in-folder'))
    expect(await pairing.useFound({ id })).toEqual(ok(true))
    expect(asked().slice(1)).toEqual([{ kind: 'give-folder', folder: '/home/x/.lnd' }])
    expect(states.at(-1)?.details?.form).toBe('found')
  })

  it('stay as they are if others were given while a folder was read', async () => {
    const { pairing, asked, states } = setUp((request) =>
      request.kind === 'give-folder' ? undefined : answers(request)
    )
    await pairing.begin({})
    const found = await pairing.findLocal(undefined)
    const id = found.ok ? (found.value[0]?.id ?? '') : ''
    await pairing.giveText({ text: 'lndconnect://secret' })
    const before = states.at(-1)
    expect(await pairing.useFound({ id })).toEqual(ok(false))
    expect(await pairing.giveFolder({ path: '/home/x/.lnd' })).toEqual(ok(undefined))
    expect(states.at(-1)).toBe(before)
    expect(asked().map(({ kind }) => kind)).not.toContain('set-address')
  })

  it('of a found LND are not enough if its key disappeared meanwhile', async () => {
    const { pairing, asked } = setUp((request) =>
      request.kind === 'give-folder'
        ? { ok: true, key: false, details: { ...DETAILS, key: undefined } }
        : answers(request)
    )
    await pairing.begin({})
    const found = await pairing.findLocal(undefined)
    const id = found.ok ? (found.value[0]?.id ?? '') : ''
    expect(await pairing.useFound({ id })).toEqual(fail('no-macaroon'))
    expect(asked().map(({ kind }) => kind)).toEqual(['find-local', 'give-folder'])
  })

  it('are gone when the process ended, and can be given again', async () => {
    const { pairing, last, nodes, states } = setUp()
    await pairing.begin({ again: undefined })
    await pairing.giveText({ text: 'x' })
    last().crash()
    expect(states.at(-1)?.details).toBeUndefined()
    expect(await pairing.giveText({ text: 'x' })).toEqual(ok(undefined))
    expect(nodes).toHaveLength(2)
  })

  it('are gone when the pairing ends', async () => {
    const { pairing, last, states } = setUp()
    await pairing.begin({ again: undefined })
    await pairing.giveText({ text: 'x' })
    await pairing.end(undefined)
    expect(last().stopped).toBe(true)
    expect(states.at(-1)).toBeUndefined()
    expect(await pairing.giveText({ text: 'x' })).toEqual(fail('process-failed'))
  })
})
