/** Each round waits for two frames. */
const MAX_ROUNDS = 30

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/**
 * Rows of a virtual list are measured when they become visible, and each may shift the position. Resolves when the
 * position stays the same for two frames, after 60 frames at the latest, and at once when `isGone`.
 */
export async function scrollSettled(scroller: HTMLElement, isGone: () => boolean): Promise<void> {
  let at = -1
  for (let round = 0; round < MAX_ROUNDS && !isGone() && at !== scroller.scrollTop; round++) {
    at = scroller.scrollTop
    await nextFrame()
    await nextFrame()
  }
}
