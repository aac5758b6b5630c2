import type { Plugin } from 'vite'

/**
 * Writes every character beyond ASCII in a bundle as an escape. V8 keeps the source of a script in memory, and a single
 * such character doubles its size. No source here may have one in a tagged template that reads its raw text.
 */
export function ascii(): Plugin {
  return {
    name: 'ascii',
    apply: 'build',
    // Later than renderChunk, after which rolldown prints a chunk once more.
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') chunk.code = escaped(chunk.code)
    }
  }
}

/** By UTF-16 units, so that a pair of surrogates stays one character, also in a regular expression. */
export function escaped(code: string): string {
  return code.replace(/[^\p{ASCII}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
      .join('')
  )
}
