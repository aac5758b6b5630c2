import { describe, expect, it } from 'vitest'
import { mayRequest } from '../../../../../src/main/platform/window/guards'

const page = { protocol: 'app:', host: 'wallet' }

describe('a request of the page', () => {
  it('is allowed for its own files', () => {
    expect(mayRequest('app://wallet/assets/a.js', page)).toBe(true)
  })

  it.each([
    'https://example.com/',
    'http://127.0.0.1:8881/',
    'ws://wallet/',
    'wss://example.com/',
    'file:///etc/passwd',
    'app://other/index.html',
    'ftp://x/',
    'chrome://gpu',
    'data:text/html,x',
    'not an url'
  ])('is refused for %s', (url) => {
    expect(mayRequest(url, page)).toBe(false)
  })

  it('is allowed in development for the dev server too, with its socket', () => {
    const dev = { protocol: 'http:', host: 'localhost:5173' }
    expect(mayRequest('http://localhost:5173/main.ts', dev)).toBe(true)
    expect(mayRequest('ws://localhost:5173/', dev)).toBe(true)
    expect(mayRequest('ws://localhost:5174/', dev)).toBe(false)
  })
})
