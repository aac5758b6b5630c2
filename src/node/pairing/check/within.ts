/** A step took too long. */
export class TimedOut extends Error {}

/** The check was cancelled or replaced by another one. */
export class Cancelled extends Error {}

/**
 * Runs work with its own signal, which is aborted after `ms` milliseconds or with the outer signal. It then rejects
 * with TimedOut or with the outer signal's reason, whatever the work does.
 */
export async function within<T>(
  outer: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  const own = new AbortController()
  const timer = setTimeout(() => own.abort(new TimedOut()), ms)
  const abort = () => own.abort(outer.reason)
  outer.addEventListener('abort', abort, { once: true })
  if (outer.aborted) abort()
  try {
    return await Promise.race([work(own.signal), rejectOnAbort(own.signal)])
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', abort)
    // Ends work that still uses this signal.
    own.abort(new Cancelled())
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(signal.reason instanceof Error ? signal.reason : new Cancelled())
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail, { once: true })
  })
}
