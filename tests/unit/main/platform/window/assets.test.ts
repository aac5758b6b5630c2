import fc from 'fast-check'
import { join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assetOf, CONTENT_SECURITY_POLICY } from '../../../../../src/main/platform/window/assets'

const at = (path: string) => assetOf(`app://wallet${path}`, 'wallet')

describe('the file that a URL names', () => {
  it('is a file of the page, with its type', () => {
    expect(at('/index.html')).toEqual({ segments: ['index.html'], type: 'text/html; charset=utf-8' })
    expect(at('/assets/index-Ab_1.js?v=1#x')?.segments).toEqual(['assets', 'index-Ab_1.js'])
    expect(at('/assets/inter.woff2')?.type).toBe('font/woff2')
  })

  it.each([
    '/../package.json',
    '/..%2f..%2findex.html',
    '/..%5c..%5cindex.html',
    '/assets/%2e%2e%2f%2e%2e%2fx.js',
    '//etc/x.js',
    '/C:/x.js',
    '/c:%5cx.js',
    '/x.js%00.html',
    '/%00.js',
    '/.env.js',
    '/%zz.js',
    '/',
    '',
    '/index',
    '/notes.txt',
    '/data.json',
    '/x.HTML'
  ])('does not exist for %s', (path) => {
    expect(at(path)).toBeUndefined()
  })

  it('is inside the folder even if the URL goes up first', () => {
    expect(at('/../../index.html')?.segments).toEqual(['index.html'])
    expect(at('/%2e%2e/a/%2e/index.html')?.segments).toEqual(['a', 'index.html'])
  })

  it('does not exist at another host or for anything that is not a URL', () => {
    expect(assetOf('app://evil/index.html', 'wallet')).toBeUndefined()
    expect(assetOf('app://user@wallet:80/index.html', 'wallet')).toBeUndefined()
    expect(assetOf('index.html', 'wallet')).toBeUndefined()
  })

  it('is never outside the folder, whatever is requested', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '%2e%2e', '%2f', '%5c', '\\', '/', '.', '%00', 'a', '.js', 'index.html'),
      fc.string()
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const asset = at(`/${parts.join('')}`)
        if (asset === undefined) return
        const file = join('/root/page', ...asset.segments)
        expect(normalize(file)).toBe(file)
        expect(file.startsWith('/root/page/')).toBe(true)
      }),
      { numRuns: 2000 }
    )
  })
})

describe('the content security policy', () => {
  it("allows nothing but the page's own files", () => {
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'")
    expect(CONTENT_SECURITY_POLICY).toContain("connect-src 'none'")
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/u)
  })
})
