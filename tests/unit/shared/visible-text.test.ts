import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksEmpty, visibleLine, visibleText } from '../../../src/shared/visible-text'

describe('sanitised text', () => {
  it('shows the names of characters that would reorder the text around them', () => {
    expect(visibleText('pay \u202Egpj.exe')).toBe('pay ⟨U+202E⟩gpj.exe')
    expect(visibleText('a\u2066b\u2069')).toBe('a⟨U+2066⟩b⟨U+2069⟩')
  })

  it('shows the codes of invisible characters in the place where they stand', () => {
    expect(visibleText('in\u200bvoi\u00adce\ufeff')).toBe('in⟨U+200B⟩voi⟨U+00AD⟩ce⟨U+FEFF⟩')
    expect(visibleText('a\u200eb\u061cc')).toBe('a⟨U+200E⟩b⟨U+061C⟩c')
  })

  it('shows a run of one invisible character once, with its length', () => {
    expect(visibleText(`a${'\u200b'.repeat(10_000)}b`)).toBe('a⟨U+200B×10000⟩b')
    expect(visibleText('\u{e0041}\u{e0041}\u200b')).toBe('⟨U+E0041×2⟩⟨U+200B⟩')
  })

  it('shows fillers and tags, shows an empty braille cell as a space, and is recognised if it looks empty', () => {
    expect(visibleText('a\u3164\u115f\uffa0\u180e\u034f\u17b4\u{e0041}b')).toBe(
      'a⟨U+3164⟩⟨U+115F⟩⟨U+FFA0⟩⟨U+180E⟩⟨U+034F⟩⟨U+17B4⟩⟨U+E0041⟩b'
    )
    expect(visibleText('a\u2800b')).toBe('a b')
    for (const blank of ['', ' \n', '\u2800\u3164', '\u200d\ufe0f', '\u{e0041}', '\u202e\u200b'])
      expect(looksEmpty(blank)).toBe(true)
    expect(looksEmpty('a')).toBe(false)
    expect(looksEmpty('\u0000')).toBe(false)
  })

  it('keeps the joiners that Persian and emoji need', () => {
    expect(visibleText('می\u200cخواهم')).toBe('می\u200cخواهم')
    expect(visibleText('👩\u200d💻')).toBe('👩\u200d💻')
  })

  it('shows control characters as pictures', () => {
    expect(visibleText('a\u0000b\u0007c\u007fd\u0085')).toBe('a␀b␇c␡d�')
  })

  it('keeps lines and tabs, with any line ending', () => {
    expect(visibleText('a\r\nb\rc\u2028d\te')).toBe('a\nb\nc\nd\te')
  })

  it('loses excess combining marks and keeps those that scripts use', () => {
    expect(visibleText(`Z${'\u0301'.repeat(10_000)}!`)).toBe(`Z${'\u0301'.repeat(6)}!`)
    expect(visibleText('a\u0301\u0323')).toBe('a\u0301\u0323')
  })

  it('has no long runs of empty lines', () => {
    expect(visibleText(`a${'\n'.repeat(500)}b`)).toBe('a\n\n\nb')
  })

  it('is one line for rows and titles', () => {
    expect(visibleLine('  two\n words\t ')).toBe('two words')
  })

  it('contains no reordering or control character, for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/u)
      })
    )
  })
})
