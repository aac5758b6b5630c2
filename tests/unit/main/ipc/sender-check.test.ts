import { describe, expect, it } from 'vitest'
import { isTrustedSender } from '../../../../src/main/ipc/sender-check'
import { isOwnPage } from '../../../../src/main/page-origin'

const page = { protocol: 'app:', host: 'wallet' }
const own = 'app://wallet/index.html'

describe('the sender check', () => {
  it('accepts the main frame of the own page', () => {
    expect(isTrustedSender({ url: own, parent: null }, page)).toBe(true)
    expect(isTrustedSender({ url: `${own}#pay`, parent: null }, page)).toBe(true)
  })

  it('refuses a frame that is gone, in both forms that Electron gives', () => {
    expect(isTrustedSender(null, page)).toBe(false)
    const disposed = {
      get url(): string {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      },
      parent: null
    }
    expect(isTrustedSender(disposed, page)).toBe(false)
  })

  it('refuses a frame inside the page', () => {
    expect(isTrustedSender({ url: own, parent: {} }, page)).toBe(false)
  })

  it.each([
    'https://wallet/index.html',
    'app://wallet.example/index.html',
    'app://evil/wallet',
    'app://wallet@evil/index.html',
    'file:///app://wallet/index.html',
    'data:text/html,app://wallet/',
    'about:blank',
    'about:srcdoc',
    'blob:app://wallet/123',
    'app://WALLET.x/',
    ''
  ])('refuses the main frame at %s', (url) => {
    expect(isTrustedSender({ url, parent: null }, page)).toBe(false)
  })

  it('distinguishes ports, for the dev server', () => {
    const dev = { protocol: 'http:', host: 'localhost:5173' }
    expect(isOwnPage('http://localhost:5173/x', dev)).toBe(true)
    expect(isOwnPage('http://localhost:5174/x', dev)).toBe(false)
    expect(isOwnPage('https://localhost:5173/x', dev)).toBe(false)
  })
})
