const MAX_FRAMES = 30

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/**
 * Rows of a virtual list are measured when they become visible, and each may shift the position. Resolves when the
 * position stays the same for two frames, after 60 frames at the latest, and at once when `isGone`.
 */
export async function scrollSettled(scroller: HTMLElement, isGone: () => boolean): Promise<void> {
  let at = -1
  for (let frame = 0; frame < MAX_FRAMES && !isGone() && at !== scroller.scrollTop; frame++) {
    at = scroller.scrollTop
    await nextFrame()
    await nextFrame()
  }
}
