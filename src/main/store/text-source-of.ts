import type { TextSource } from '../../shared/domain/text-source'

type OutcomeWithoutSuccess =
  | { readonly state: 'failed'; readonly nodeText: string | undefined }
  | {
      readonly state: 'unknown'
      readonly nodeText: string | undefined
      readonly said: TextSource | undefined
    }

/** Who wrote the text that is stored with an outcome; null if there is no text. */
export function textSourceOf(outcome: OutcomeWithoutSuccess): TextSource | null {
  if (outcome.nodeText === undefined) return null
  return outcome.state === 'failed' ? 'node' : (outcome.said ?? null)
}
