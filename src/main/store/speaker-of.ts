import type { Speaker } from '../../shared/domain/speaker'

type WithoutSuccess =
  | { readonly state: 'failed'; readonly nodeText: string | undefined }
  | { readonly state: 'unknown'; readonly nodeText: string | undefined; readonly said: Speaker | undefined }

/** Who wrote the text that is stored with an outcome; null if there is no text. */
export function speakerOf(outcome: WithoutSuccess): Speaker | null {
  if (outcome.nodeText === undefined) return null
  return outcome.state === 'failed' ? 'node' : (outcome.said ?? null)
}
